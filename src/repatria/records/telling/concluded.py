"""What the identification board concluded: one question, answered by the room that holds the board's acts.

`answers_identified` binds it. Until a room does, nothing was concluded, and nothing but a report can be told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from repatria.records.register.joined import numbers_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """One conclusion of the board that stands, by numbers.

    Given:    `act_index` the board's act; `person_id` of the register, empty where it named an enquiry alone;
              `enquiries` whom it named beside those that are linked with that person; `is_certified` where whoever
              answers knows of a death certificate; the board does not: the house's own is read at the opening, and for
              the number of another authority's two answer there.
    """

    act_index: int
    person_id: str
    enquiries: tuple[str, ...]
    items: tuple[str, ...]
    methods: tuple[str, ...]
    is_certified: bool = False
    is_doubted: bool = False  # one has taken it back, and a second has not yet said so: nobody is told meanwhile


Answer = Callable[[str, str], Iterable[Identified]]
_answers: list[Answer] = []


def answers_identified(of: Answer) -> None:
    """Says who knows what was concluded.  Given: asked with a person's and an enquiry's number, either empty."""
    _answers[:] = [of]


def identified(*, person_id: str = "", enquiry_id: str = "") -> tuple[Identified, ...]:
    """The conclusions that nobody annulled about a person or an enquiry, the oldest first; numbers only.

    Given:    a person under all of his numbers.
    """
    numbers = sorted(numbers_of(person_id)) if person_id else [""]
    found = {one.act_index: one for of in _answers for number in numbers for one in of(number, enquiry_id)}
    return tuple(found[index] for index in sorted(found))


def concluded_by(act_index: int | None, person_id: str, enquiries: Iterable[str]) -> Identified | None:
    """The conclusion that a case rests on; None once it was annulled."""
    asked = [identified(person_id=person_id)] if person_id else [identified(enquiry_id=one) for one in enquiries]
    return next((one for found in asked for one in found if one.act_index == act_index), None)


def still_stands(act_index: int | None, person_id: str, enquiries: Iterable[str]) -> bool:
    """Whether the conclusion that a case rests on stands, and nobody has taken it back."""
    found = concluded_by(act_index, person_id, enquiries)
    return found is not None and not found.is_doubted
