"""What is typed after `repatria acts`, `apply` and `ask`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

Adds = Callable[[str, str, str], argparse.ArgumentParser]


def add_machine(add: Adds) -> None:
    """Adds the three commands of the machine's door.

    Given:    `add` makes a command with a data folder, from its name, its text and an example.
    """
    made = add("acts", "list every service and question: who may, on which provision, with what", "repatria acts")
    made.add_argument("--schema", action="store_true", help="as one JSON document, with parameters as JSON Schema")
