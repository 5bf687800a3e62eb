"""Searching, judging pairs, and the weights by which they are weighed."""
