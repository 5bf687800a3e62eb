"""Migrations of the intake database."""
