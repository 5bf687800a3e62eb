"""The desk's pages, one module a role and a few that all share."""
