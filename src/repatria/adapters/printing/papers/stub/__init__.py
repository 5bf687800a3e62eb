"""A pad of numbered arrival cards with their stubs."""
