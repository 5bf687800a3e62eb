"""Where an enquiry stands, as six steps: received, found, he was asked, decided, she is told, a meeting."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.disclosure import DisclosureVerdict
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.records.disclosure.selectors import AnswerView
from repatria.records.enquiries.selectors import EnquiryView
from repatria.records.notices.acts import LetterKind
from repatria.records.notices.selectors import LetterView

_TOLD = {LetterKind.ALIVE_AND_HELD.value, LetterKind.MEETING.value}
_APPROVALS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyStep:
    """One step: the key of its name, past, now or later, and the day or the words beside it."""

    word: str
    state: str
    on: str = ""
    said: str = ""


def is_told(answer: AnswerView | None) -> bool:
    """Whether it was decided that she is told."""
    return answer is not None and answer.latest_verdict == DisclosureVerdict.TELL_ALIVE_AND_HELD.value


_TAKEN_BACK = frozenset({ContactAnswer.NO.value, ContactAnswer.LATER.value})


def told_before(answer: AnswerView | None, letters: tuple[LetterView, ...] | None) -> str:
    """The day of the letter that told her, where he took his yes back since; "" where nothing was told, or it holds.

    Given:    a letter that lies in her box stays there: to take it out would tell whoever watches the box, and she may
              have read it. Nothing more is told her.
    """
    if answer is None or answer.contact_answer not in _TAKEN_BACK:
        return ""
    return next((one.dated for one in letters or () if one.letter_kind in _TOLD), "")


def journey_of(
    language: str, enquiry: EnquiryView, answer: AnswerView | None, letters: tuple[LetterView, ...] | None
) -> tuple[JourneyStep, ...]:
    """The steps of one enquiry, for whoever may read its answer.

    Given:    None for the letters where this account may not read them: then nothing is said of them.
    Returns:  the first step that is not past is now; a closed enquiry has none that is.
    """
    letter = next((one for one in letters or () if one.letter_kind in _TOLD), None)
    is_asked = answer is not None and answer.contact_answer != ContactAnswer.NOT_ASKED.value
    approvals = say(language, "journey.approvals", number=min(_APPROVALS, len(answer.approvers))) if answer else ""
    steps = [
        ("journey.received", True, enquiry.received_on, ""),
        ("journey.found", answer is not None, "", say(language, "journey.two_reviewers") if answer else ""),
        ("journey.asked", is_asked, "", word_text(language, "answer", answer.contact_answer) if answer else ""),
        ("journey.decided", is_told(answer), "", "" if is_told(answer) else approvals),
    ]  # fmt: skip
    if letters is not None:
        is_meeting = any(one.letter_kind == LetterKind.MEETING.value for one in letters)
        steps += [
            ("journey.told", letter is not None, letter.dated if letter else "", ""),
            ("journey.meeting", is_meeting, "", ""),
        ]
    found, is_now_given = [], enquiry.closed_for is not None
    for word, is_past, on, said in steps:
        state = "past" if is_past else "later" if is_now_given else "now"
        is_now_given = is_now_given or not is_past
        found.append(JourneyStep(word=word, state=state, on=on, said=said))
    return tuple(found)
