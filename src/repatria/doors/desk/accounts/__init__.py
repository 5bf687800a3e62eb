"""Accounts in the administrators' hands, and one's own credentials."""
