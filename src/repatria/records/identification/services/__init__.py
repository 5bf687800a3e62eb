"""Consents, profiles, comparisons, hypotheses and the board."""
