"""What doors and higher rooms ask of telling."""
