"""What graves must know of an item: whether the board's name stands of it, and which others are of the same person."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.records.identification.hypothesis import linked_parts
from repatria.records.identification.selectors.concluded import identified_items
from repatria.records.remains.names_given import answers_names


def is_item_named(item_code: str) -> bool:
    """Whether a conclusion stands that nobody has taken back."""
    return any(not one.is_annulment_asked for one in identified_items(item_code))


def of_the_same(item_code: str) -> Iterator[str]:
    """The items that two linked with this one, and those of the same conclusion."""
    yield from linked_parts([item_code])
    for one in identified_items(item_code):
        if not one.is_annulment_asked:
            yield from one.items


def persons_of(item_code: str) -> Iterator[str]:
    """The persons of the register of whom a conclusion stands that nobody has taken back."""
    yield from (one.person_id for one in identified_items(item_code) if one.person_id and not one.is_annulment_asked)


def register() -> None:
    answers_names(is_item_named, of_the_same, persons_of)
