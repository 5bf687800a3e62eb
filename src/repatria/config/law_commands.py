"""`repatria law`: every rule of law that the house knows, and who asks it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable

from repatria.config.law_callers import ROWS, Caller, law_asked
from repatria.config.places import Places
from repatria.config.session import DIFFERS, DONE, say
from repatria.core.law.clocks import CLOCKS, WAITING

_WIDTH = 34


def law(places: Places, given: Namespace) -> int:
    """Lists the rules with their callers, then what no room asks yet.  Given: no store is opened.

    Returns:  DIFFERS where a rule is neither asked nor awaited.
    """
    asked = law_asked()
    _print("PUBLIC FUNCTIONS", asked.functions)
    for kind, title in ROWS.items():
        _print(title.upper(), asked.rows[kind])
    _print("WORDS OF GUARDS", asked.guards)
    _print("FACTS OF GUARDS: WHO GIVES THEM", asked.facts)
    say(f"CLOCKS THAT RUN ({len(CLOCKS)}): who says what moves them\n")
    for row in CLOCKS:
        rooms = sorted({f"records.{word.partition('.')[0]}" for word in row.words})
        say(f"  {row.rule.value:<{_WIDTH}} {len(rooms):>2}  {', '.join(rooms)}  [{row.provision}]")
    say(f"\nEXCEPTIONS ({len(asked.awaited) + len(WAITING)}): what no room asks yet\n")
    for one in asked.awaited:
        say(f"  {one.rule:<{_WIDTH}} room {one.room}, issue {one.issue}")
    for waiting in WAITING:
        say(f"  clock {waiting.row.rule.value:<{_WIDTH - 6}} room clocks, issue {waiting.issue}"
            f"  [{waiting.row.provision}]")  # fmt: skip
    lost = sorted(asked.unasked - {one.rule for one in asked.awaited})
    say(f"\n{len(asked.functions)} functions, {sum(map(len, asked.rows.values()))} rows, {len(asked.guards)} words of "
        f"guards, {len(asked.facts)} facts, {len(CLOCKS)} clocks; {len(lost)} neither asked nor awaited")  # fmt: skip
    for rule in lost:
        say(f"  {rule}")
    return DIFFERS if lost else DONE


def _print(title: str, rules: Iterable[Caller]) -> None:
    told = tuple(rules)
    say(f"{title} ({len(told)})\n")
    for one in told:
        through = f"  (by {', '.join(one.through)})" if one.through else ""
        say(f"  {one.rule:<{_WIDTH}} {len(one.modules):>2}  {', '.join(one.modules) or 'nobody'}{through}")
    say("")
