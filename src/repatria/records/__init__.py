"""Django apps, from the ground up: what the bureau remembers. A room imports only rooms beneath it."""
