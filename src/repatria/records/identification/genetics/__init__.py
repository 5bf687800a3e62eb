"""Profiles opened and weighed. The only folder of the records that knows the science of kinship (contract 8)."""
