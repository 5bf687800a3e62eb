"""The table of provisions on which refusals and clocks rest, and the page that is generated from it.

The table is reviewed text (provisions.toml). A provision with mark M was recalled, not read again: it may not appear as
a quotation of law on any paper until somebody with legal training has signed the comparison off.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from repatria.core.law.errors import UnknownProvisionError
from repatria.core.vocabulary.tables import read_table


class SourceMark(StrEnum):
    """How well we know the text."""

    READ = "R"
    RECALLED = "M"
    PROPOSED = "P"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One provision: what it is called, what it makes the house do, how well it is known, where it is specified."""

    code: str
    title: str
    summary: str
    source_mark: SourceMark
    clause: str


@cache
def provisions() -> MappingProxyType[str, Provision]:
    """All provisions by their code, in the order of the table."""
    rows = tomllib.loads(read_table("repatria.core.law", "provisions.toml"))["provision"]
    table = {
        row["code"]: Provision(
            code=row["code"],
            title=row["title"],
            summary=row["summary"],
            source_mark=SourceMark(row["mark"]),
            clause=row["clause"],
        )
        for row in rows
    }
    if len(table) != len(rows):
        raise UnknownProvisionError("the table of provisions names one of them twice", (("code", "repeated"),))
    return MappingProxyType(table)


def provision(code: str) -> Provision:
    """The provision of a code such as "GC III 70".  Raises: UnknownProvisionError."""
    found = provisions().get(code)
    if found is None:
        raise UnknownProvisionError(f"the table holds no provision {code}", (("code", "unknown"),))
    return found


_FAMILIES = (
    ("GC I ", "First Geneva Convention, 1949"),
    ("GC III ", "Third Geneva Convention, 1949"),
    ("GC IV ", "Fourth Geneva Convention, 1949"),
    ("AP I ", "First Additional Protocol, 1977"),
    ("Berlin 1937 ", "Arrangement on the conveyance of corpses, Berlin, 1937"),
    ("Strasbourg 1973 ", "Agreement on the transfer of corpses, Strasbourg, 1973"),
    ("practice rule ", "Rules from practice"),
    ("house rule ", "Rules of the house"),
)

_HEAD = """\
# Provisions

This page is generated from `src/repatria/core/law/provisions.toml`; a test keeps it equal. Every refusal and every
clock of `core/law` names one of these provisions, and every provision names its test in
`tests/law/provision_tests.toml`. The summaries are ours and quote nothing.

**R** read in the source · **M** recalled: to be compared with the depositary text by somebody with legal training
before it is printed on any paper · **P** a proposal of this project, not law.
"""


def provisions_page() -> str:
    """Writes the page docs/law/provisions.md.

    Returns:  Markdown, one table for each treaty and one for each body of rules, in the order of the table.
    """
    blocks = [_HEAD]
    for prefix, heading in _FAMILIES:
        rows = [p for code, p in provisions().items() if code.startswith(prefix)]
        lines = [f"| {p.code} | {p.title} | {p.summary} | {p.source_mark} | {p.clause} |" for p in rows]
        head = ["| provision | title | what it makes the house do | mark | specified in |", "|---|---|---|---|---|"]
        blocks.append("\n".join([f"## {heading}", "", *head, *lines, ""]))
    return "\n".join(blocks)
