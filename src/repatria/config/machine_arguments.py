"""What is typed after `repatria acts`, `apply` and `ask`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

Adds = Callable[[str, str, str], argparse.ArgumentParser]


def add_machine(add: Adds) -> None:
    """Adds the three commands of the machine's door.

    Given:    `add` makes a command with a data folder, from its name, its text and an example.
    """
    made = add("acts", "list every service and question: who may, on which provision, with what", "repatria acts")
    made.add_argument("--schema", action="store_true", help="as one JSON document, with parameters as JSON Schema")

    made = add("apply", "do a file of calls, a line of JSON a call",
               "repatria apply examples/apply/capture-to-letter.jsonl --data var/trial --out done.jsonl")  # fmt: skip
    made.add_argument("file", type=Path, metavar="EVENTS.jsonl", help="started again with the same file it goes on")
    made.add_argument(
        "--as", dest="account", default="", metavar="ACCOUNT",
        help="in a store with real keys: the migration account, which signs in on the terminal",
    )  # fmt: skip
    made.add_argument("--out", type=Path, metavar="RESULTS.jsonl", help="results, a line each; else standard output")

    made = add("ask", "ask a question of a role's page, answered as JSON",
               "repatria ask clocks.owed --as registrar-1 --with '{\"at_most\": 20}' --data var/trial")  # fmt: skip
    made.add_argument("question", nargs="?", help="its name; without one all are listed, with their parameters")
    made.add_argument("--as", dest="account", default="", metavar="ACCOUNT", help="whose page it is")
    made.add_argument("--at", type=instant, metavar="TIME", help="of a demonstration: when it is asked")
    made.add_argument("--with", dest="given", default="{}", metavar="JSON", help="parameters, as an object")


def instant(text: str) -> datetime:
    """Reads a time with its zone.  Raises: ArgumentTypeError, which the parser prints."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = datetime.min
    if at.tzinfo is None:
        raise argparse.ArgumentTypeError("write a time with its zone: 2026-05-03T09:00:00+03:00")
    return at
