"""Calls at the desk: who is rung back, what is read to her, lost words, who rings whom, fraud, the post."""
