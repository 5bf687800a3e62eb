"""The record of a hand-over that all sign."""
