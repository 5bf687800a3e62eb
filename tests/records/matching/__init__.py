"""The room of candidate pairs, judgements and the weights that they teach."""
