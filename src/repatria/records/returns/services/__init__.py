"""What is done about the return of the dead: requests, batches, scans, counts, differences, release."""
