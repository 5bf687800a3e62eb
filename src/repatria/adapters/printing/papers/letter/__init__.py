"""A letter to a family; all kinds share one layout."""
