"""What every page of the desk shares, one module a duty; the areas stand beside each other over it."""
