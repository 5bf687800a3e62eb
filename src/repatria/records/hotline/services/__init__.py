"""The services of calls, a file a subject."""
