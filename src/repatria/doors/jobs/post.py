"""Messages in a round: his letters go into her box, what hers show moves on, and how both stand in the box.

A box in which no letter lies yet shows none of it: before the first letter all boxes are alike.
"""

from __future__ import annotations

from collections.abc import Callable

import structlog

from repatria.core.law.messages import MessageEvent
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.errors import TamperError
from repatria.core.vocabulary.written_dates import date_in_words
from repatria.doors.jobs.box_words import box_words
from repatria.doors.jobs.consumers import SILENT
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.contact.selectors.boxes import (
    HIS_IN_A_BOX,
    BoxPost,
    HerStep,
    enquiries_with_messages,
    enquiries_with_parcels,
    letters_cleared,
    may_be_laid,
)
from repatria.records.contact.services.parcels import moved_parcels, show_parcels
from repatria.records.contact.services.steps import moved_steps, record_step, show_steps
from repatria.records.intake.sealing import LetterInBox

HERS_IN_A_BOX = 12
IN_HER_BOX = "box"
log = structlog.get_logger("rounds")


def carry_post(outside: Outside) -> int:
    """Lays his letters that may go into her box, and moves on what the boxes show of hers.

    Source:   practice rules 3, 4, 8; GC III art. 71.
    Returns:  how many letters of his were laid.
    """
    laid = sum(is_done(_lay, outside, message_id) for message_id in letters_cleared(outside.house(Role.COURIER)))
    for enquiry_id in enquiries_with_messages():
        is_done(_show, outside, enquiry_id)
    for enquiry_id in enquiries_with_parcels():
        is_done(_show_parcels, outside, enquiry_id)
    return laid


def is_done(what: Callable[[Outside, str], bool], outside: Outside, number: str) -> bool:
    """Does it for one; what one message makes go wrong waits for the next round and stops nobody's."""
    try:
        return what(outside, number)
    except (TamperError, *SILENT):
        raise
    except Exception as error:
        log.warning("message_left", number=number, reason=getattr(error, "code", type(error).__name__))
        return False


def _lay(outside: Outside, message_id: str) -> bool:
    courier = outside.house(Role.COURIER)
    if not may_be_laid(courier, message_id):
        return False
    record_step(
        courier, message_id=message_id, event=MessageEvent.DISPATCHED, happened_at=outside.now(), place=IN_HER_BOX
    )  # fmt: skip
    return True


def _show(outside: Outside, enquiry_id: str) -> bool:
    if not moved_steps(enquiry_id, outside.now()):
        return False
    show_steps(outside.house(Role.COURIER), enquiry_id=enquiry_id)
    return True


def _show_parcels(outside: Outside, enquiry_id: str) -> bool:
    if not moved_parcels(enquiry_id, outside.now()):
        return False
    show_parcels(outside.house(Role.COURIER), enquiry_id=enquiry_id)
    return True


def _line(one: HerStep, language: str) -> str:
    key = f"post.{one.step}" if one.what == "message" else f"parcels.{one.what}_{one.step}"
    said = box_words()[key][language]
    day, until = (date_in_words(PartialDate.parse(on), language) if on else "" for on in (one.written_on, one.until))
    because = box_words()[f"because.{one.because}"][language] + " " if one.because else ""
    return said.format(day=day, until=until, why=because + one.why, by=one.by)


def with_post(
    box: tuple[LetterInBox, ...], post: BoxPost, since: int, language: str
) -> tuple[LetterInBox, ...]:  # fmt: skip
    """A box with its messages behind the newest letter, so that what is left out for want of room is the oldest.

    Given:    `since` from which act on these number and words open what lies there.
    """
    hers = [one for one in post.hers if one.act_index > since][-HERS_IN_A_BOX:]
    his = [one for one in post.his if one.act_index > since][:HIS_IN_A_BOX]
    if not box or not (hers or his):
        return box
    words = {key: text[language] for key, text in box_words().items()}
    found = [
        LetterInBox(
            title=words["post.from_him"], paragraphs=tuple(line for line in one.text.split("\n") if line.strip()),
            dated=one.written_on, code="", check_word="", language=language,
        )
        for one in his
    ]  # fmt: skip
    if hers:
        found.insert(0, LetterInBox(
            title=words["post.title"], paragraphs=tuple(_line(one, language) for one in reversed(hers)),
            dated=hers[-1].written_on, code="", check_word="", language=language,
        ))  # fmt: skip
    return (box[0], *found, *box[1:])
