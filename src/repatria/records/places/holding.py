"""How many persons a place holds: said by the room that knows persons, which lies above and registers itself here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from repatria.records.places.errors import StillHoldsError

_counts: list[Callable[[], Mapping[str, int]]] = []


def counted_by(count: Callable[[], Mapping[str, int]]) -> None:
    """Says who knows how many each holder holds or is to get back.  Given: called once, when rooms are made ready."""
    if count not in _counts:
        _counts.append(count)


def held_by_place() -> Mapping[str, int]:
    """How many each holder holds or is to get back, by the code that acts keep; nobody is named.

    Raises:   RuntimeError where no room counts: silence would say that every place is empty.
    """
    if not _counts:
        raise RuntimeError("no room counts whom a place holds")
    return sum((Counter(dict(count())) for count in _counts), Counter())


def check_empty(code: str) -> None:
    """Refuses where a place holds somebody.

    Source:   GC III art. 122: where each is held must be known at every moment.
    Raises:   StillHoldsError with the count.
    """
    held = held_by_place().get(code, 0)
    if held:
        raise StillHoldsError(
            f"{code} holds or is to get back {held}", provision="GC III 122", place=code, held=held
        )  # fmt: skip
