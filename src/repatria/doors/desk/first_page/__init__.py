"""The first page of every role, and what waits for a second person."""
