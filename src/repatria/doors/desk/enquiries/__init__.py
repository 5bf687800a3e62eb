"""Enquiries at the desk: taken by telephone, read, weighed, answered, ended."""
