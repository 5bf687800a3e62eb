"""The places that may hold somebody: their list, and what may be done with one."""
