"""The letter that lies before those who approve: its words, what she would get otherwise, and on which conditions."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.contact import ContactAnswer, is_permitting
from repatria.core.law.disclosure import OpenGround, conditions_of_telling
from repatria.core.vocabulary.letters import LetterClass, Lines, compared, with_hours, written
from repatria.doors.desk.frame.dates import date_words
from repatria.doors.desk.frame.ports import current
from repatria.records.disclosure.selectors import AnswerView
from repatria.records.enquiries.selectors import EnquiryView
from repatria.records.notices.letter_selectors import standing_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLetter:
    """A letter as she would read it, in her language, beside the one that all get.

    Given:    `number` of the version of its words; the day is today's, and that of the round in the letter itself.
    """

    lines: Lines
    number: int
    version_id: str
    changes: tuple[tuple[str, str], ...]
    met: tuple[OpenGround, ...]
    is_free: bool  # nothing stands against it: no death asserted, no dead candidate, nobody lost


def letter_before_approvers(view: EnquiryView, answer: AnswerView) -> ShownLetter:
    """The letter that the round would make if this is approved.

    Given:    whoever asks may read the enquiry and the answer, and left a reading act of each.
    """
    is_unasked = answer.contact_answer == ContactAnswer.CANNOT_BE_ASKED.value
    standing = standing_words(LetterClass.ALIVE_NOT_ASKED if is_unasked else LetterClass.ALIVE_AND_HELD)
    values = {
        "name": view.said["sought_name"],
        "telephone": with_hours(current().telephone, current().hours.get(view.language, "")),
        "known_on": date_words(view.language, current().now().date().isoformat()),
    }  # fmt: skip
    lines = written(standing.words[view.language], values)
    all_get = written(standing_words(LetterClass.NO_INFORMATION).words[view.language], values)
    return ShownLetter(
        lines=lines, number=standing.number, version_id=standing.version_id, changes=compared(all_get, lines),
        met=_met(answer), is_free=not _AGAINST & {one.what for one in answer.missing},
    )  # fmt: skip


_AGAINST = {"no_death_asserted", "no_dead_candidate", "not_unaccounted"}


def _met(answer: AnswerView) -> tuple[OpenGround, ...]:
    """The conditions that are met; of one about which nobody asked yet, since another lacks, nothing is said."""
    missing = {one.what for one in answer.missing}
    unsaid = set() if is_permitting(ContactAnswer(answer.contact_answer)) else {"his_decision", "seen_lately"}
    return tuple(one for one in conditions_of_telling() if one.what not in missing | unsaid)
