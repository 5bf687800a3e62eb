"""The laboratory's commands, from files to files."""
