"""The one reader of tables: whatever a list looks like, its rows are all given or named."""
