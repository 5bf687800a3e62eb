"""Whom to ask, and what he answered."""
