"""The register at the desk: capture, a person's page, what happened to him; a camp's roll."""
