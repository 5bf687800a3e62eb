"""What the room of remains, above, says of an item: that it stands, and what was found of it. It says who answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundItem:
    """One item as far as the register must know it."""

    item_code: str  # as it is kept, however it was typed
    has_disc: bool
    has_papers: bool  # a sealed packet of what was found on it
    named: frozenset[str]  # persons of the register whom the board named of it


Answer = Callable[[str], FoundItem]
_answer: list[Answer] = []


def answers_items(of: Answer) -> None:
    """Says who knows items.  Given: called once, when rooms are made ready."""
    _answer[:] = [of]


def found_item(item_code: str) -> FoundItem:
    """The item of a code, as it was typed.  Raises: WrongCodeError or UnknownItemError of whoever answers."""
    return _answer[0](item_code)
