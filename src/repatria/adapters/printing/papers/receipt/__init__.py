"""A receipt: number and words, to be cut apart."""
