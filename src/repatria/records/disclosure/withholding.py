"""Keeping one who asks from being told: the services, and whether anything is withheld from her now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from repatria.core.law.contact import ContactAnswer, is_permitting
from repatria.core.law.disclosure import Withholding as Decision
from repatria.core.law.disclosure import check_withholding
from repatria.core.law.guards import refuse_open
from repatria.core.law.withholding import (
    HELD_DAYS,
    PROVISIONS,
    WithholdingFacts,
    WithholdingGround,
    WithholdingState,
    ending_guards,
    is_withholding,
    withholding_guards,
)
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.particulars import Category
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.disclosure.errors import UnknownWithholdingError, WithholdingStateError
from repatria.records.disclosure.models import Withholding
from repatria.records.disclosure.withholding_acts import (
    WhyWithheld,
    WithholdingAgreed,
    WithholdingEnded,
    WithholdingSaid,
)
from repatria.records.enquiries.duplicates import goes_on_as
from repatria.records.enquiries.selectors import check_open
from repatria.records.ledger.catalogue import ByParameter
from repatria.records.ledger.reading import act_at, instants_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.matching.selectors import links_of_enquiry, links_of_person
from repatria.records.register.joined import numbers_of
from repatria.records.register.selectors.decisions import last_own_answer, names_never, openly_said

SAY, AGREE = "disclosure.say_withholding", "disclosure.agree_withholding"
SAY_HIS_NEVER = "disclosure.say_his_never"
SAY_ACTIONS = {WithholdingGround.HIS_NEVER: SAY_HIS_NEVER}
"""The action of each ground in the role table; every other is `disclosure.say_withholding`."""
END, READ = "disclosure.end_withholding", "disclosure.?withholdings"
LONGEST_REASON = 1000
_HELD, _RULE = WithholdingState.HELD.value, "two-person rule"
_LIVE = [_HELD, WithholdingState.WITHHELD.value]


def _reason(text: str) -> str:
    if len(text.strip()) > LONGEST_REASON:
        raise InputError("say it shorter", (("reason", "length"),))
    return text.strip()


def _his_never(enquiry_id: str) -> int | None:
    """The newest answer to the open question in which a man who is linked with her named whom never to tell."""
    numbers = {number for link in links_of_enquiry(enquiry_id) for number in numbers_of(link.person_id)}
    found = [one.act_index for one in openly_said(sorted(numbers)) if names_never(one)]
    return max(found, default=None)


@service(actions=ByParameter(parameter="ground", actions=SAY_ACTIONS, otherwise=SAY))
def say_withholding(
    acting: Acting, *, enquiry_id: str, ground: WithholdingGround, reason: str, until: date | None = None
) -> str:
    """Says that an enquirer is not to be told: it holds back at once, for a fortnight, until another agrees.

    Source:   GC IV art. 137(2) by analogy; practice rules 6, 8.
    Given:    that he said whom never to tell is read in his own answer to the open question; whether that is she, this
              person says. On that ground it is the interviewer alone: any other would learn by trying whether he named
              anybody. Nothing of it is shown to her: she gets the letter that all get.
    Returns:  the withholding's number.
    Raises:   UnknownEnquiryError; ClosedEnquiryError; WithholdingStateError where one stands open or agreed already;
              the refusal of the first open guard; InputError for a reason that is too long.
    Leaf:     disclosure.withholding_said
    """
    require(acting, SAY_ACTIONS.get(ground, SAY))
    check_open(enquiry_id)
    said, never = _reason(reason), _his_never(enquiry_id)
    on = acting.at.date()
    refuse_open(withholding_guards(ground, said, until, on, his_never=never is not None))
    if is_withheld_from(enquiry_id, acting.at):
        raise WithholdingStateError("something is withheld from her already", provision=_RULE)
    links = links_of_enquiry(enquiry_id)
    withholding_id = record_number("JW", acting.randomness(7))
    given = WithholdingSaid(
        withholding_id=withholding_id, enquiry_id=enquiry_id, person_id=links[-1].person_id if links else "",
        ground=ground, provision=PROVISIONS[ground],
        his_answer_index=never if ground is WithholdingGround.HIS_NEVER else None,
        held_until=(on + timedelta(days=HELD_DAYS)).isoformat(), until=until.isoformat() if until else "",
        said_by=acting.account_id, why=WhyWithheld(said),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return withholding_id


def _row(withholding_id: str) -> Withholding:
    row = row_numbered(Withholding, withholding_id)
    if row is None:
        raise UnknownWithholdingError("no such withholding")
    return row


def _why(index: int | None) -> str:
    given = None if index is None else act_at(index).act
    why = getattr(given, "why", None)
    return why.text if why is not None else ""


@service
def agree_withholding(acting: Acting, *, withholding_id: str) -> None:
    """Agrees that she is not to be told: from now on it is withheld, until the day that was named.

    Source:   GC IV art. 137(2); GC III art. 122(3), 123: from a family, never from the Agency.
    Raises:   UnknownWithholdingError; WithholdingStateError where it lapsed or was settled; SecondPersonError.
    Leaf:     disclosure.withholding_agreed
    """
    require(acting, AGREE)
    row = _row(withholding_id)
    if row.state != _HELD or acting.at.date() > date.fromisoformat(row.held_until):
        raise WithholdingStateError("it lapsed, or was settled already", provision=_RULE)
    decided_by = tuple(dict.fromkeys((row.said_by, acting.account_id)))
    decision = Decision(
        reason=_why(row.recorded_index), provision=PROVISIONS[WithholdingGround(row.ground)], decided_by=decided_by
    )
    check_withholding(decision, None, Category.OTHER_PROTECTED)
    given = WithholdingAgreed(withholding_id=withholding_id, enquiry_id=row.enquiry_id, decided_by=decided_by)
    record(given, actor=acting.account_id, at=acting.at)


@service
def end_withholding(acting: Acting, *, withholding_id: str, reason: str) -> None:
    """Says that nothing is withheld any more: declines what one said, takes it back, or ends what two agreed.

    Source:   practice rule 6; GC III art. 122(7).
    Raises:   UnknownWithholdingError; WithholdingStateError where it was ended; SecondPersonError where one of the two
              who agreed ends it; InputError without a reason.
    Leaf:     disclosure.withholding_ended
    Not:      it tells nothing: that needs two approvals, as ever.
    """
    require(acting, END)
    said, row = _reason(reason), _row(withholding_id)
    if not said:
        raise InputError("say why", (("reason", "missing"),))
    if row.state == WithholdingState.ENDED:
        raise WithholdingStateError("it was ended already", provision=_RULE)
    refuse_open(ending_guards(row.said_by, row.agreed_by, acting.account_id))
    given = WithholdingEnded(
        withholding_id=withholding_id, enquiry_id=row.enquiry_id, ended_by=acting.account_id, why=WhyWithheld(said)
    )
    record(given, actor=acting.account_id, at=acting.at)


def _allowed_since(row: Withholding) -> bool:
    links = links_of_enquiry(row.enquiry_id)
    numbers = {number for link in links for number in numbers_of(link.person_id)}
    said = last_own_answer(sorted(numbers), [link.link_index for link in links])
    return said is not None and said.act_index > row.recorded_index and is_permitting(ContactAnswer(said.answer))


def _facts(row: Withholding) -> WithholdingFacts:
    ground = WithholdingGround(row.ground)
    return WithholdingFacts(
        ground=ground, state=WithholdingState(row.state), held_until=date.fromisoformat(row.held_until),
        until=date.fromisoformat(row.until) if row.until else None,
        allowed_since=ground is WithholdingGround.HIS_NEVER and _allowed_since(row),
    )  # fmt: skip


def _about_her(enquiry_id: str) -> list[Withholding]:
    """What one said or two agreed, and nobody ended, about any enquiry of hers; a duplicate sheds nothing.

    Given:    that which goes on holds for those closed as its duplicates, and each of them for it.
    """
    live = rows_where(Withholding, state=_LIVE, order="recorded_index")
    if not live:
        return []
    goes_on = goes_on_as([enquiry_id, *(row.enquiry_id for row in live)])
    return [row for row in live if goes_on[row.enquiry_id] == goes_on[enquiry_id]]


def is_withheld_from(enquiry_id: str, at: datetime) -> bool:
    """Whether anything is withheld from this enquirer now: whoever would tell her, or bring her to him, asks it."""
    return any(is_withholding(_facts(row), at.date()) for row in _about_her(enquiry_id))


def withheld_enquiries_of(enquiry_id: str) -> frozenset[str]:
    """The enquiries of hers about which something was said and not ended: what holds of her rests on them."""
    return frozenset(row.enquiry_id for row in _about_her(enquiry_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdingView:
    """One withholding: from whom, on which ground, who said and agreed, until when; `why` empty in lists."""

    withholding_id: str
    enquiry_id: str
    person_id: str
    ground: str
    provision: str
    state: str
    is_holding: bool
    held_until: str
    until: str
    said_by: str
    said_at: str
    agreed_by: str
    agreed_at: str
    ended_by: str
    ended_at: str
    why: str = ""
    ended_why: str = ""


def _views(rows: Sequence[Withholding], at: datetime, *, with_words: bool = False) -> tuple[WithholdingView, ...]:
    indices = [i for row in rows for i in (row.recorded_index, row.agreed_index, row.ended_index) if i is not None]
    instants = {index: instant_text(when) for index, when in instants_at(indices).items()}
    return tuple(
        WithholdingView(
            withholding_id=row.pk, enquiry_id=row.enquiry_id, person_id=row.person_id, ground=row.ground,
            provision=PROVISIONS[WithholdingGround(row.ground)], state=row.state,
            is_holding=is_withholding(_facts(row), at.date()), held_until=row.held_until, until=row.until,
            said_by=row.said_by, said_at=instants[row.recorded_index], agreed_by=row.agreed_by,
            agreed_at=instants.get(row.agreed_index or -1, ""), ended_by=row.ended_by,
            ended_at=instants.get(row.ended_index or -1, ""),
            why=_why(row.recorded_index) if with_words else "",
            ended_why=_why(row.ended_index) if with_words else "",
        )
        for row in rows
    )  # fmt: skip


@question("disclosure.?withholdings", name="withholdings", of_numbers=True)
def withholdings(acting: Acting) -> tuple[WithholdingView, ...]:
    """Every withholding, the newest first, without the reasons.  Raises: RoleForbidsError."""
    require(acting, READ)
    return _views(rows_where(Withholding, order="-recorded_index"), acting.at)


@question("disclosure.?withholdings", name="withholding")
def withholding(acting: Acting, withholding_id: str) -> WithholdingView:
    """One withholding with its reason.

    Raises:   UnknownWithholdingError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    row = _row(withholding_id)
    record_reading(acting, question="disclosure.?withholdings", records=(row.enquiry_id,))
    return _views([row], acting.at, with_words=True)[0]


def withholdings_of(enquiry_id: str, at: datetime) -> tuple[WithholdingView, ...]:
    """Those about one enquiry and its duplicates, the newest first, for its page: without the reasons."""
    about = sorted({enquiry_id, *withheld_enquiries_of(enquiry_id)})
    return _views(rows_where(Withholding, enquiry_id=about, order="-recorded_index"), at)


@question("disclosure.?withholdings", name="withheld_beside", of_numbers=True)
def withheld_beside(acting: Acting, enquiry_id: str) -> tuple[str, ...]:
    """Other enquiries for the same man from which something is withheld now, oldest link first: by numbers.

    Source:   practice rules 6, 8: whoever is never to be told may ask again, under a new receipt and in other words.
    Given:    nothing joins the two by itself: whether they are one who asks, whoever decides looks at.
    Raises:   RoleForbidsError.
    """
    require(acting, READ)
    mine = goes_on_as([enquiry_id])[enquiry_id]
    numbers = {number for link in links_of_enquiry(enquiry_id) for number in numbers_of(link.person_id)}
    others = dict.fromkeys(one.enquiry_id for number in sorted(numbers) for one in links_of_person(number))
    return tuple(
        one for one in others
        if one != enquiry_id and goes_on_as([one])[one] != mine and is_withheld_from(one, acting.at)
    )  # fmt: skip


def to_agree(at: datetime) -> tuple[WithholdingView, ...]:
    """What one person said and another has not looked at, while it holds, oldest first; numbers only."""
    rows = rows_where(Withholding, state=_HELD, order="recorded_index")
    return tuple(one for one in _views(rows, at) if one.is_holding)
