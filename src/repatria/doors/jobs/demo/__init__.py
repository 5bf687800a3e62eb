"""The demonstration: invented people of two invented Parties, filled through the services alone."""
