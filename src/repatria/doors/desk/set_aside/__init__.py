"""What services of the house could not do: read by whom it concerns, decided by the head with the auditor."""
