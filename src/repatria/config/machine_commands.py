"""The machine's door: `repatria acts` lists what may be called, `apply` calls it line by line, `ask` asks."""

from __future__ import annotations

import json
import textwrap
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from repatria.config.places import Places
from repatria.config.session import DONE, say, wake

_WIDTH = 118
_INDENT = " " * 4


def acts(places: Places, given: Namespace) -> int:
    """Lists every service and question.  Given: no store is opened; the list is the same for all."""
    wake(places)
    from repatria.records.access.offered import described

    offered = described()
    if given.schema:
        say(json.dumps(offered, ensure_ascii=False, indent=1))
        return DONE
    for title, key in (("SERVICES: each call is one act", "services"), ("QUESTIONS: `repatria ask`", "questions")):
        say(f"{title}\n")
        for one in offered[key]:
            say("\n".join(_told(one)))
    say(f"{len(offered['services'])} services, {len(offered['questions'])} questions; what goes in and comes out: "
        "repatria acts --schema")  # fmt: skip
    return DONE


def _told(one: dict[str, Any]) -> Iterator[str]:
    yield f"{one['name']:<40} {one['provision']}".rstrip()
    yield from _wrapped("", one["does"])
    for who in one["who_may"]:
        yield from _wrapped("who may   ", _who_may(who, one["name"]))
    yield from _wrapped("with      ", ", ".join(_parameters(one["parameters"])) or "nothing")
    if one["returned"]:
        yield from _wrapped("returns   ", one["returned"])
    if one.get("migration"):
        fit = one["migration"]
        some = "" if fit is True else "; ".join(f"where {name} is {' or '.join(v)}" for name, v in fit.items())
        yield from _wrapped("migration ", some or "every call")
    yield ""


def _who_may(who: dict[str, Any], name: str) -> str:
    said = ", ".join(who["roles"]) or "nobody"
    if who.get("when"):
        ((parameter, values),) = who["when"].items()
        said = f"{said} ({parameter}: {values if isinstance(values, str) else ', '.join(values)})"
    if who.get("second_persons"):
        said += f"; approved by {who['second_persons']} of {', '.join(who['approved_by'])}"
    return said if who["action"] == name else f"{said} [{who['action']}]"


def _parameters(schema: dict[str, Any]) -> Iterator[str]:
    return (name if name in schema["required"] else f"[{name}]" for name in schema["properties"])


def _wrapped(label: str, text: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=_INDENT + label, subsequent_indent=_INDENT + " " * len(label),
        break_on_hyphens=False,
    )  # fmt: skip
