"""The sealed dossier of the hand-over officer."""
