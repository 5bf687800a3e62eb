"""The draw: ordered, made by a root that nobody knew then, and what was seen of each who was drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Max

from repatria.core.law.draw import EVERYWHERE, MOST_DRAWN, drawn_numbers, list_digest
from repatria.core.law.roll import CustodyStep, standings
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.checkpoints import first_root_after
from repatria.records.ledger.rows import is_there, row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.register.presence import steps_at, steps_everywhere
from repatria.records.roll.acts import DrawOpened, DrawRecorded, NotSeenClosed, NotSeenRecorded
from repatria.records.roll.errors import (
    DrawSizeError,
    DrawStandsError,
    NoReasonError,
    NoRootYetError,
    NotOpenError,
    UnexplainedError,
    UnknownDrawError,
)
from repatria.records.roll.models import Draw, DrawnMan, Sighting
from repatria.records.roll.projectors import drawn_key
from repatria.records.roll.scope import check_place, known_place
from repatria.records.roll.services.sightings import LONGEST, check_drawn, standing_of

_PROVISION = "practice rule 15"


@service
def open_draw(acting: Acting, *, scope: str, how_many: int) -> str:
    """Orders a draw: its scope and how many men, before the root is known that decides it.

    Source:   practice rule 15.
    Given:    `scope` a place, or "*" for everybody who is held.
    Returns:  the draw's number.
    Raises:   DrawSizeError; NoSuchHolderError; DrawStandsError while one in this scope waits to be made.
    Leaf:     roll.draw_opened
    """
    require(acting, "roll.open_draw")
    if not 1 <= how_many <= MOST_DRAWN:
        raise DrawSizeError("a draw is of 1 man or more", (("how_many", "range"),))
    if scope != EVERYWHERE:
        scope = known_place(scope, "scope")
    if is_there(Draw, scope=scope, recorded_index=None):
        raise DrawStandsError("a draw in this scope waits to be made", faults=(("scope", "draw_waits"),))
    draw_id = record_number("F", acting.randomness(7))
    last = Draw.objects.aggregate(last=Max("draw_number"))["last"] or 0
    record(
        DrawOpened(
            draw_id=draw_id, draw_number=last + 1, scope=scope, how_many=how_many, opened_by=acting.account_id
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return draw_id


def numbers_in(scope: str, tree_size: int) -> tuple[str, ...]:
    """The numbers of those who were held in a scope by what the log said when it had so many acts, in text order."""
    people: Mapping[str, Sequence[CustodyStep]] = steps_everywhere() if scope == EVERYWHERE else steps_at(scope)
    found = []
    for person_id, steps in people.items():
        stood = standings(steps, before_index=tree_size)
        if stood and stood[-1].place and scope in (EVERYWHERE, stood[-1].place):
            found.append(person_id)
    return tuple(sorted(found))


@service
def record_draw(acting: Acting, *, draw_id: str) -> tuple[str, ...]:
    """Draws the men, by the first root of the log that was signed after the order, from those held by then.

    Source:   practice rule 15.
    Given:    nothing more: whoever does it, and whenever, the same men are drawn.
    Returns:  their numbers in the order of the draw.
    Raises:   UnknownDrawError; DrawStandsError when it was made; NoRootYetError before a checkpoint.
    Leaf:     roll.draw_recorded
    """
    require(acting, "roll.record_draw")
    row = row_numbered(Draw, draw_id)
    if row is None:
        raise UnknownDrawError("no such draw")
    if row.recorded_index is not None:
        raise DrawStandsError("this draw was made: it is not repeated")
    signed = first_root_after(row.opened_index)
    if signed is None:
        raise NoRootYetError("the log was not signed since this draw was ordered", provision=_PROVISION)
    size, root = signed
    if is_there(Draw, scope=row.scope, root=root):
        raise DrawStandsError("in this scope was drawn by this root")
    numbers = numbers_in(row.scope, size)
    drawn = drawn_numbers(root, row.draw_number, row.scope, numbers, row.how_many)
    record(
        DrawRecorded(
            draw_id=draw_id, draw_number=row.draw_number, scope=row.scope, tree_size=size, root=root,
            list_count=len(numbers), list_digest=list_digest(numbers), drawn=drawn,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return drawn


@service
def record_not_seen(
    acting: Acting, *, draw_id: str, person_id: str, looked_at: datetime, place: str, told: str = ""
) -> None:
    """Records that a drawn man was not seen where he was looked for. It stays open until it is explained.

    Source:   practice rule 15.
    Given:    `place` where he was looked for; `told` what whoever keeps it said about where he is.
    Raises:   UnknownDrawError; ResultKnownError; NotYetError; NotHeldError.
    Leaf:     roll.not_seen_recorded
    """
    require(acting, "roll.record_not_seen")
    check_happened(looked_at, acting.at, "looked_at")
    if not place.strip() or len(place.strip()) > LONGEST:
        raise InputError("he was looked for somewhere", (("place", "length" if place.strip() else "missing"),))
    check_drawn(draw_id, person_id, looked_at)
    stood = standing_of(person_id, looked_at)
    record(
        NotSeenRecorded(
            draw_id=draw_id, person_id=person_id, looked_at=instant_text(looked_at), place=place.strip(),
            holder=stood.place if stood else "", said=told.strip(),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def close_not_seen(
    acting: Acting, *, draw_id: str, person_id: str, explanation: str, sighting_id: str = ""
) -> None:  # fmt: skip
    """Says why a drawn man was not seen: he was seen since, or the register says that he was not held at that hour.

    Source:   practice rule 15.
    Given:    `sighting_id` a strong sighting of him since; without one the house reads whether he was released,
              transferred to a Power, had escaped or was dead when he was looked for.
    Raises:   NotOpenError; UnexplainedError; NoReasonError; OutOfScopeError.
    Leaf:     roll.not_seen_closed
    """
    require(acting, "roll.close_not_seen")
    row = row_numbered(DrawnMan, drawn_key(draw_id, person_id))
    if row is None or row.not_seen_index is None or row.closed_index is not None:
        raise NotOpenError("this is no open item of the draw", provision=_PROVISION)
    check_place(acting, "roll.close_not_seen", row.holder)
    if not explanation.strip():
        raise NoReasonError("an explanation has words", (("explanation", "missing"),))
    custody_index = None
    if sighting_id:
        if not _is_seen_since(row, sighting_id):
            raise UnexplainedError(
                "no strong sighting of him since", provision=_PROVISION, faults=(("sighting_id", "not_since"),)
            )
    else:
        custody_index = _not_held_by(row)
    record(
        NotSeenClosed(
            draw_id=draw_id, person_id=person_id, sighting_id=sighting_id, custody_index=custody_index,
            explanation=explanation.strip(),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def _is_seen_since(row: DrawnMan, sighting_id: str) -> bool:
    seen = row_numbered(Sighting, sighting_id)
    return (
        seen is not None and seen.person_id == row.person_id and seen.is_strong and seen.annulled_index is None
        and seen.seen_at > row.looked_at
    )  # fmt: skip


def _not_held_by(row: DrawnMan) -> int:
    """The act by which he was not held any more when he was looked for.  Raises: UnexplainedError."""
    stood = standing_of(row.person_id, read_instant(row.looked_at))
    if stood is None or stood.place:
        raise UnexplainedError(
            "by the register he was held there", provision=_PROVISION, faults=(("sighting_id", "still_held"),)
        )  # fmt: skip
    return stood.by
