"""What may be asked about the return of the dead."""
