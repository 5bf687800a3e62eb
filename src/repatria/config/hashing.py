"""How a demonstration hashes passwords: by the same algorithm, with the least that it takes."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class DemonstrationHasher(Argon2PasswordHasher):
    """Argon2id in one round over little memory.

    Given:    a demonstration, whose keyring lies open and gives every password away.
    Not:      for a real house: its processes refuse to start where the settings name a demonstration.
    """

    time_cost = 1
    memory_cost = 64  # KiB
    parallelism = 1
