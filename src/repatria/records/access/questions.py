"""The questions that pages of a role ask, by name: which selectors a machine may ask too, and under which row.

A selector enters by being declared (`@question`). Never among them: what a room answers another room (`*_for_room`),
and the names that the matcher alone is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from repatria.records.ledger.catalogue import load_rooms, name_of

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question as it is declared.

    Given:    `action` is the row of the role table that the pages with its answer stand under; `is_of_numbers` when the
              answer holds record numbers, states and counts, and no word that somebody said.
    """

    name: str
    function: Callable[..., Any]
    action: str
    is_of_numbers: bool


_declared: dict[str, Question] = {}


def question(action: str, *, name: str = "", of_numbers: bool = False) -> Callable[[F], F]:
    """Declares a selector as a question that a page under this row of the role table asks.

    Given:    `name` where the page's word for it is another than the function's.
    Raises:   ValueError when the name is taken by another function.
    Not:      a change of the function: whoever calls it by name asks the role table first.
    """

    def declare(function: F) -> F:
        full = name_of(function) if not name else f"{name_of(function).partition('.')[0]}.{name}"
        found = _declared.setdefault(
            full, Question(name=full, function=function, action=action, is_of_numbers=of_numbers)
        )
        if found.function is not function:
            raise ValueError(f"{full} is declared twice")
        return function

    return declare


def questions() -> Mapping[str, Question]:
    """Every question by name, in the order of the names."""
    load_rooms("selectors", "services")
    return dict(sorted(_declared.items()))


def question_named(name: str) -> Question | None:
    """The question of this name; the room may be left out where no other room asks one of the same name."""
    known = questions()
    found = [one for full, one in known.items() if name in (full, full.partition(".")[2])]
    return known.get(name) or (found[0] if len(found) == 1 else None)
