"""Settings, addresses and processes per door, and the `repatria` command."""
