"""What doors ask of messages."""
