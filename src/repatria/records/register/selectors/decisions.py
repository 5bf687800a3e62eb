"""His answers: the latest about one thing, and what only she could answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Q

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import SOMETHING, rows_where
from repatria.records.notices.selectors import is_fear_with_agency
from repatria.records.register.joined import numbers_of
from repatria.records.register.models import ContactDecision
from repatria.records.vault.opening import open_rows

_NO_WORD_OF_HIS = frozenset({ContactAnswer.NOT_ASKED.value, ContactAnswer.CANNOT_BE_ASKED.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """His latest answer about one thing, without the words he said."""

    decision_id: str
    person_id: str
    about: str
    link_index: int | None
    answer: str
    is_her: bool | None
    decided_at: str
    interviewer: str
    act_index: int


def latest_decision(
    person_id: str, about: str, link_index: int | None, *, before_index: int | None = None
) -> DecisionView | None:
    """His latest answer about an enquiry (by the act that confirmed its link), a call, a hand-over, or a release.

    Given:    `before_index` asks what he had last said when that act was recorded.
    """
    rows = rows_where(
        ContactDecision, person_id=person_id, about=about, link_index=link_index, order="-recorded_index"
    )  # fmt: skip
    row = next((one for one in rows if before_index is None or one.recorded_index < before_index), None)
    return None if row is None else decision_view(row)


def last_own_answer(person_ids: Iterable[str], link_indexes: Iterable[int]) -> DecisionView | None:
    """What he himself last said about an enquirer, under any of these numbers and links.

    Source:   practice rules 8, 10: that he cannot be asked is a doctor's word, and that his slip came is no answer:
              neither takes back a no.
    """
    rows = rows_where(
        ContactDecision, person_id=list(person_ids), about=ContactAbout.ENQUIRY.value, link_index=list(link_indexes),
        order="-recorded_index",
    )  # fmt: skip
    row = next((one for one in rows if one.answer not in _NO_WORD_OF_HIS), None)
    return None if row is None else decision_view(row)


def last_recognised(person_ids: Iterable[str], links: Sequence[int]) -> bool | None:
    """Whether he recognised her when he was last asked that, under any of these numbers; None where he never was.

    Source:   practice rule 6: an answer in whose interview nobody asked it takes back no "I do not know her".
    """
    rows = rows_where(
        ContactDecision, person_id=list(person_ids), link_index=sorted(set(links)), order="-recorded_index"
    )
    return next((row.is_her for row in rows if row.is_her is not None), None)


def last_own_word_about_leaving(person_id: str) -> ContactAnswer | None:
    """What he himself last said about leaving, under any of his numbers.

    Source:   practice rules 8, 10: neither a doctor's word that he cannot be asked nor his slip takes back a no.
    """
    rows = rows_where(
        ContactDecision, person_id=list(numbers_of(person_id)), about=ContactAbout.RELEASE.value,
        order="-recorded_index",
    )  # fmt: skip
    return next((ContactAnswer(one.answer) for one in rows if one.answer not in _NO_WORD_OF_HIS), None)


def was_asked_openly(person_id: str) -> bool:
    """Whether he was asked whom we may tell, under any of his numbers, before anybody was named to him."""
    found = (latest_decision(number, ContactAbout.OPEN.value, None) for number in numbers_of(person_id))
    return any(one is not None and one.answer != ContactAnswer.NOT_ASKED.value for one in found)


def openly_said(person_ids: Iterable[str]) -> tuple[DecisionView, ...]:
    """All that was answered to the open question under these numbers, oldest first, without the words."""
    rows = rows_where(
        ContactDecision, person_id=list(person_ids), about=ContactAbout.OPEN.value, order="recorded_index"
    )  # fmt: skip
    return tuple(decision_view(row) for row in rows)


def names_never(said: DecisionView) -> bool:
    """Whether he named in this answer whom never to tell. Whom, only the interviewer reads."""
    given = act_at(said.act_index).act
    words = getattr(given, "words", None)
    return bool(words is not None and words.never_tell.strip())


def decision_view(row: ContactDecision) -> DecisionView:
    """An answer of his as rooms and pages read it."""
    return DecisionView(
        decision_id=row.pk, person_id=row.person_id, about=row.about, link_index=row.link_index, answer=row.answer,
        is_her=row.is_her, decided_at=row.decided_at, interviewer=row.interviewer, act_index=row.recorded_index,
    )  # fmt: skip


def decisions_about(link_index: int) -> tuple[int, ...]:
    """The acts of his answers about one enquirer, by the act that confirmed the link; numbers only."""
    rows = ContactDecision.objects.filter(about=ContactAbout.ENQUIRY.value, link_index=link_index)
    return tuple(rows.order_by("recorded_index").values_list("recorded_index", flat=True))


def decisions_about_links(links: Sequence[int]) -> dict[int, list[int]]:
    """The acts of his answers about several enquirers, by the act that confirmed each link; numbers only."""
    found: dict[int, list[int]] = {}
    about = ContactAbout.ENQUIRY.value
    for row in rows_where(ContactDecision, about=about, link_index=sorted(set(links)), order="recorded_index"):
        found.setdefault(row.link_index or 0, []).append(row.recorded_index)
    return found


def answers_about(link_index: int, after_index: int) -> tuple[ContactAnswer, ...]:
    """His answers about one enquirer since an act, in order; one that a slip set aside is followed by "not asked"."""
    rows = ContactDecision.objects.filter(
        about=ContactAbout.ENQUIRY.value, link_index=link_index, recorded_index__gt=after_index
    ).order_by("recorded_index")  # fmt: skip
    return tuple(ContactAnswer(one) for one in rows.values_list("answer", flat=True))


def fear_of(person_id: str) -> str:
    """What he last said that he fears, under any of his numbers, for the notice to the Agency with which it goes."""
    numbers = list(numbers_of(person_id))
    found = rows_where(ContactDecision, person_id=numbers, fear=SOMETHING, order="-recorded_index", at_most=1)
    return (open_rows(found, ("fear",))[0]["fear"] or "") if found else ""


def is_feared(person_id: str) -> bool:
    """Whether he fears that a Power is told: what he said may be destroyed since, the notice that told it stands.

    Source:   practice rule 9.
    """
    return bool(fear_of(person_id)) or any(is_fear_with_agency(one) for one in numbers_of(person_id))


def private_question(person_id: str, link_index: int) -> tuple[str, str]:
    """The question only she can answer and the answer he expects, for a room that has recorded its own reading.

    Given:    what he said about this very link; else what he said before anybody was named to him.
    """
    found = ContactDecision.objects.filter(person_id__in=numbers_of(person_id), private_question__isnull=False)
    of_her = found.filter(Q(link_index=link_index) | Q(link_index=None))
    rows = list(of_her.order_by(F("link_index").desc(nulls_last=True), "-recorded_index")[:1])
    if not rows:
        return "", ""
    cells = open_rows(rows, ("private_question", "private_answer"))[0]
    return cells["private_question"] or "", cells["private_answer"] or ""
