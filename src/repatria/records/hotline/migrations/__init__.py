"""Migrations of calls."""
