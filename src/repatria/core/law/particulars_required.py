"""Which particulars must be asked and answered for, and which of them a notice carries.

A prisoner is bound to give five; everything else he may decline, and a declined particular is an answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from repatria.core.law.errors import UnstatedParticularsError
from repatria.core.law.guards import need, refuse_open
from repatria.core.vocabulary.particulars import MUST_ITEMS, Category, Given, Particular, ParticularKind

CIVILIAN_ITEMS = (ParticularKind.SURNAME, ParticularKind.FIRST_NAMES, ParticularKind.BIRTH_DATE)
"""Of the items of GC IV art. 138 those that name a civilian; rank and service number do not apply to him."""

NOTICE_ITEMS = (
    ParticularKind.SURNAME,
    ParticularKind.FIRST_NAMES,
    ParticularKind.RANK,
    ParticularKind.SERVICE_NUMBER,
    ParticularKind.BIRTH_PLACE,
    ParticularKind.BIRTH_DATE,
    ParticularKind.POWER_OF_DEPENDENCE,
    ParticularKind.FATHER_FIRST_NAME,
    ParticularKind.MOTHER_MAIDEN_NAME,
    ParticularKind.PERSON_TO_INFORM,
)
"""The items of GC III art. 122(4) in its order, but for the address for correspondence, which his custody gives."""

_CIVILIANS = (Category.CIVILIAN_INTERNEE, Category.OTHER_PROTECTED)


def required_items(category: Category) -> tuple[ParticularKind, ...]:
    """The particulars that a capture form must answer for.

    Source:   GC III art. 17(1), art. 5 (doubt protects as a prisoner of war); GC IV art. 138.
    """
    return CIVILIAN_ITEMS if category in _CIVILIANS else MUST_ITEMS


def check_capture(particulars: Sequence[Particular], category: Category) -> None:
    """Checks that each required particular has a value or says what became of the question.

    Source:   GC III art. 17(1) and 17(4); GC IV art. 138.
    Given:    declined, unknown (he is unable, art. 17(5)) and not asked are answers.
    Raises:   UnstatedParticularsError naming all that are missing.
    Not:      it never asks for more, and a declined particular is never a fault.
    """
    stated = {particular.kind for particular in particulars}
    missing = tuple(kind for kind in required_items(category) if kind not in stated)
    if missing:
        provision = "GC IV 138" if category in _CIVILIANS else "GC III 17(1)"
        raise UnstatedParticularsError(
            f"neither a value nor a word on the question: {', '.join(missing)}", provision=provision, missing=missing
        )


def check_correction(*, reason: str, proof: str) -> None:
    """Checks that a correction says why the other one is wrong, and what shows it.

    Source:   house rule 6.1: nothing is overwritten; GC III art. 122(4).
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    refuse_open((
        *need(bool(reason.strip()), "correction_reason", "house rule 6.1", UnstatedParticularsError),
        *need(bool(proof.strip()), "correction_proof", "house rule 6.1", UnstatedParticularsError),
    ))  # fmt: skip


def notice_items(particulars: Sequence[Particular]) -> tuple[ParticularKind, ...]:
    """The items that a notice to the Agency carries: those of art. 122(4) that were given, in the order of the article.

    Source:   GC III art. 122(4), "subject to the provisions of Article 17".
    Returns:  a kind once, however many sources gave it; empty when nothing was given.
    Not:      what he declined, and nothing that the article does not name.
    """
    given = {particular.kind for particular in particulars if particular.given is Given.GIVEN}
    return tuple(kind for kind in NOTICE_ITEMS if kind in given)
