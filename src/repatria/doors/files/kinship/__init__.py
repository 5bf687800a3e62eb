"""The laboratory's commands on plain files: readers, runs and reports around core.kinship; no store is opened."""
