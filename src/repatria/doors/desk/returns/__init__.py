"""The area of the return of the dead: requests to an intermediary, batches, scans, counts, differences."""
