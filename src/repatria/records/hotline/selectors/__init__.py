"""What doors may ask of calls, a file a subject."""
