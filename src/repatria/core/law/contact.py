"""His contact decisions: how they must be taken, what they permit, how long they hold.

They are decisions about an enquirer, a call or a hand-over. A will is a testament and stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from repatria.core.law.clocks import ClockRule, due, is_late
from repatria.core.law.errors import InterviewError, SecondPersonError
from repatria.core.law.guards import Approvers, OpenGuard, need, refuse_open

DECISION_HOURS = 72
"""How old his decision about a hand-over or a release may be (law-and-practice sections 6.1, 6.6)."""


class ContactAnswer(StrEnum):
    """What he answered. Not asked is not a refusal, and says as little to anybody else."""

    YES = "yes"
    ONLY_THIS_PERSON = "only_this_person"
    LATER = "later"
    NO = "no"
    CANNOT_BE_ASKED = "cannot_be_asked"
    NOT_ASKED = "not_asked"


class ContactAbout(StrEnum):
    """What the question was about."""

    OPEN = "open"  # whom may we tell, whom never; names nobody from an enquiry
    ENQUIRY = "enquiry"
    CALL = "call"
    HANDOVER = "handover"
    RELEASE = "release"  # to leave on the basis that was opened, with nobody come to collect him


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewFacts:
    """The conditions under which his answer was taken."""

    language: str = ""
    is_language_his: bool = True  # one he understands, said by him or by an interpreter he accepts
    is_interviewer_outside_camp: bool = False
    is_guard_present: bool = True
    is_interviewer_interrogator: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDecision:
    """One answer. He may change it any day; the latest about the same thing counts."""

    about: ContactAbout
    answer: ContactAnswer
    decided_at: datetime


_PERMITTING = frozenset({ContactAnswer.YES, ContactAnswer.ONLY_THIS_PERSON})


def check_interview(facts: InterviewFacts) -> None:
    """Refuses an answer that was not taken alone, outside the camp's chain and in a language he understands.

    Source:   practice rule 8; GC III art. 17(4), 17(6), 126.
    Raises:   InterviewError naming every condition that was not met.
    """
    guards = [
        *need(facts.is_interviewer_outside_camp, "outside_camp_chain", "practice rule 8", InterviewError),
        *need(not facts.is_interviewer_interrogator, "no_interrogator", "GC III 17(4)", InterviewError),
        *need(not facts.is_guard_present, "no_guard_present", "practice rule 8", InterviewError),
        *need(bool(facts.language) and facts.is_language_his, "his_language", "GC III 17(6)", InterviewError),
    ]
    refuse_open(guards)


NAMELESS = frozenset({ContactAbout.OPEN, ContactAbout.RELEASE})
"""Questions that name nobody from an enquiry."""


def named_guards(about: ContactAbout, *, was_asked_openly: bool) -> Iterator[OpenGuard]:
    """What is missing before somebody from an enquiry is named to him: he is first asked without any name.

    Source:   practice rule 8.
    """
    yield from need(
        about in NAMELESS or was_asked_openly, "asked_openly_first", "practice rule 8", InterviewError
    )  # fmt: skip


def check_answer(
    about: ContactAbout, answer: ContactAnswer, *, is_her: bool | None, was_asked_openly: bool, was_asked_twice: bool
) -> None:
    """Refuses an answer about somebody named before the open question, and a yes to whom he did not recognise.

    Source:   practice rules 3, 8.
    Given:    that he cannot be asked is said about a link without naming anybody to him. "Not her" together with a yes
              is asked again: what he then says stands, and the act says that he was asked twice.
    Raises:   InterviewError naming what is missing.
    """
    if answer is not ContactAnswer.CANNOT_BE_ASKED:
        is_plain = is_her is not False or answer not in _PERMITTING or was_asked_twice
        refuse_open([
            *named_guards(about, was_asked_openly=was_asked_openly),
            *need(is_plain, "not_her_asked_again", "practice rule 8", InterviewError),
        ])  # fmt: skip


def refuse_unsaying(answer: ContactAnswer, before: ContactAnswer | None) -> None:
    """Refuses "not asked" over an answer: what he said is changed by what he says, or by his slip, never by silence.

    Source:   practice rules 8, 12.
    Given:    `before` the latest that is on record about the same thing; None where nothing is.
    Raises:   InterviewError.
    """
    is_over = answer is ContactAnswer.NOT_ASKED and before not in (None, ContactAnswer.NOT_ASKED)
    refuse_open(need(not is_over, "his_answer_stands", "practice rule 8", InterviewError))


def is_permitting(answer: ContactAnswer) -> bool:
    """Whether an answer about this very enquirer, call or hand-over is a yes."""
    return answer in _PERMITTING


def permits_telling(decision: ContactDecision | None) -> bool:
    """Whether this enquirer may be told that he is alive and held, as far as it is his to decide.

    Source:   practice rules 6, 8; law-and-practice section 4.3 (not yet asked: no disclosure).
    Given:    his latest decision about this enquirer; an answer to the open question never stands for it.
    """
    return decision is not None and decision.about is ContactAbout.ENQUIRY and is_permitting(decision.answer)


def is_fresh(decided_at: datetime | None, at: datetime) -> bool:
    """Whether a decision about a hand-over or a release is recent enough.

    Units:    72 hours, the last instant included; a decision from the future is none.
    Source:   law-and-practice sections 6.1, 6.6.
    """
    return decided_at is not None and timedelta(0) <= at - decided_at <= timedelta(hours=DECISION_HOURS)


def permits_meeting(decision: ContactDecision | None, at: datetime) -> bool:
    """Whether he agreed to this hand-over, and recently.

    Source:   practice rule 19; law-and-practice section 6.6; GC III art. 109.
    """
    if decision is None or decision.about is not ContactAbout.HANDOVER:
        return False
    return is_permitting(decision.answer) and is_fresh(decision.decided_at, at)


def permits_release(decision: ContactDecision | None, at: datetime) -> bool:
    """Whether he agreed to leave, and recently, where nobody comes to collect him.

    Source:   law-and-practice sections 0 (finding 10) and 6.1; GC III art. 21, 109.
    """
    if decision is None or decision.about is not ContactAbout.RELEASE:
        return False
    return is_permitting(decision.answer) and is_fresh(decision.decided_at, at)


def is_unable(decision: ContactDecision | None, about: ContactAbout) -> bool:
    """Whether his latest answer about this is that he cannot be asked: then others decide for him, or nobody."""
    return decision is not None and decision.about is about and decision.answer is ContactAnswer.CANNOT_BE_ASKED


def unable_guards(decision: ContactDecision, approvers: Approvers, at: datetime | None) -> Iterator[OpenGuard]:
    """What is still missing before a doctor and the head of the bureau decide for somebody who cannot be asked.

    Source:   practice rule 10: a doctor asks again every week; in his vital interest both decide together.
    Units:    7 days from the last time that somebody tried, the last instant included.
    """
    is_lately = at is not None and not is_late(due(ClockRule.CONTACT_REASK, decision.decided_at), at)
    yield from need(is_lately, "asked_again_by_doctor", "practice rule 10")
    yield from need(approvers.are_doctor_and_head, "doctor_and_head", "practice rule 10", SecondPersonError)


class SlipWay(StrEnum):
    """How his sealed slip came past the camp."""

    FROM_HIM = "from_him"
    COMPLAINTS_BOX = "complaints_box"
    REPRESENTATIVE = "representative"  # the prisoners' own
    DELEGATE = "delegate"
    POST = "post"


def check_slip(*, is_outside_camp: bool) -> None:
    """Refuses a slip that somebody of the camp's chain takes in: what the camp reads, he cannot change freely.

    Source:   practice rules 8, 12.
    Raises:   InterviewError.
    """
    refuse_open(need(is_outside_camp, "outside_camp_chain", "practice rule 12", InterviewError))


def is_set_aside_by_slip(answer: ContactAnswer) -> bool:
    """Whether an answer holds no longer once his slip came: a yes and a no alike, and that he cannot be asked: whoever
    sends a slip is tried again before others decide for him.

    Source:   practice rules 8, 10, 12.
    """
    return answer is not ContactAnswer.NOT_ASKED


def withdrawn(decision: ContactDecision, at: datetime) -> ContactDecision:
    """His withdrawal: a decision like any other, possible from every answer at any time, without a reason.

    Source:   practice rules 8, 19; invariant 9.
    """
    return ContactDecision(about=decision.about, answer=ContactAnswer.NO, decided_at=at)
