"""Releases of living persons: opening, what is missing, two approvals, completing or giving up; the doctor's word."""
