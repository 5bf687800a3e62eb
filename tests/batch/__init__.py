"""Batch engines and duplicates beside other programs: suites and commands that need the extras `batch` and `spark`."""
