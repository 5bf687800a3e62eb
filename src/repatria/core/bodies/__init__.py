"""What bones alone say: how many persons a commingled find holds at least."""
