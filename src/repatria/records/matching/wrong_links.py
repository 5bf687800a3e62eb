"""A confirmed link that names the wrong man: doubted by one, annulled by two, or upheld. Who judged it is told too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from repatria.core.law.judgement import refuse_own_annulment, refuse_own_upholding
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.ledger.reading import act_at, instants_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.matching.errors import DoubtStateError, NoLinkError, UnknownDoubtError
from repatria.records.matching.link_acts import LinkAnnulled, LinkDoubted, LinkUpheld, PairReopened
from repatria.records.matching.models import CandidatePair, Judgement, LinkDoubt

DOUBT, ANNUL, UPHOLD = "matching.doubt_link", "matching.annul_link", "matching.uphold_link"
READ = "matching.?doubted_links"
LONGEST_REASON = 1000
_RULE = "two-person rule"
OPEN, ANNULLED, UPHELD = "doubted", "annulled", "upheld"


def stated_reason(text: str) -> str:
    """The reason, tidied.  Raises: InputError without one, or for one that is too long."""
    if not 0 < len(text.strip()) <= LONGEST_REASON:
        raise InputError("say why", (("reason", "missing" if not text.strip() else "length"),))
    return text.strip()


def judged_since(pair_id: str, before: int | None = None) -> int:
    """The act after which judgements of a pair count: that which annulled its last link; -1 where none did.

    Given:    `before` an act that confirmed one of its links: then the annulment before that.
    """
    ends = [row.settled_index or 0 for row in rows_where(LinkDoubt, pair_id=pair_id, state=ANNULLED)]
    return max((one for one in ends if before is None or one < before), default=-1)


def kept_out_of(pair_id: str) -> tuple[str, ...]:
    """Who judges a pair no more: those who annulled a link of it, and those who reopened it."""
    rows = rows_where(LinkDoubt, pair_id=pair_id, state=ANNULLED)
    return tuple(name for row in rows for name in (row.doubted_by, row.settled_by, row.reopened_by) if name)


def reviewers_of(pair_id: str, link_index: int | None = None) -> tuple[str, ...]:
    """Those whose judgements confirmed a pair, in their order; of a link that was annulled since where it is named."""
    since = judged_since(pair_id, link_index)
    found = rows_where(Judgement, pair_id=pair_id, judgement="positive", order="recorded_index")
    return tuple(
        one.reviewer for one in found
        if since < one.recorded_index and (link_index is None or one.recorded_index <= link_index)
    )  # fmt: skip


@service
def doubt_link(acting: Acting, *, pair_id: str, reason: str) -> str:
    """Says that a confirmed link names the wrong man.

    Source:   invariants 4 and 9: nothing is told on a link that is not confirmed.
    Given:    one is enough to stop what would be told because of it; two take the link away.
    Returns:  the doubt's number.
    Raises:   NoLinkError for a pair that is no confirmed link; DoubtStateError where it is doubted already; InputError
              without a reason.
    Leaf:     matching.link_doubted
    """
    require(acting, DOUBT)
    said, row = stated_reason(reason), row_numbered(CandidatePair, pair_id)
    if row is None or row.link_index is None:
        raise NoLinkError("that pair is no confirmed link", provision=_RULE)
    if rows_where(LinkDoubt, pair_id=pair_id, state=OPEN):
        raise DoubtStateError("this link is doubted already", provision=_RULE)
    doubt_id = record_number("JD", acting.randomness(7))
    record(
        LinkDoubted(
            doubt_id=doubt_id, pair_id=pair_id, enquiry_id=row.enquiry_id, person_id=row.person_id,
            link_index=row.link_index, reason=said, doubted_by=acting.account_id,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return doubt_id


def _open(doubt_id: str) -> LinkDoubt:
    row = row_numbered(LinkDoubt, doubt_id)
    if row is None:
        raise UnknownDoubtError("no such doubt")
    if row.state != OPEN:
        raise DoubtStateError(f"this doubt is settled: {row.state}", provision=_RULE)
    return row


@service
def annul_link(acting: Acting, *, doubt_id: str) -> int:
    """Agrees with a doubt: the link is none from now on, and his and her record stand apart.

    Source:   invariant 4: two persons; a wrong link is taken away as it was made.
    Given:    another doubted it, and one of the two at least did not confirm it.
    Returns:  the act's index, on which the letter rests that corrects what she was told.
    Raises:   UnknownDoubtError; DoubtStateError; SecondPersonError.
    Leaf:     matching.link_annulled
    Not:      it takes back no notice to the Agency or a Power: those speak of him, and not of her.
    """
    require(acting, ANNUL)
    row = _open(doubt_id)
    refuse_own_annulment(reviewers_of(row.pair_id), row.doubted_by, acting.account_id)
    return record(
        LinkAnnulled(
            doubt_id=doubt_id, pair_id=row.pair_id, enquiry_id=row.enquiry_id, person_id=row.person_id,
            link_index=row.link_index, doubted_by=row.doubted_by, annulled_by=acting.account_id,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def uphold_link(acting: Acting, *, doubt_id: str, reason: str) -> None:
    """Says that a doubted link names the right man: another looked, or whoever doubted takes it back.

    Source:   invariant 4: two persons.
    Given:    none of those who confirmed it.
    Raises:   UnknownDoubtError; DoubtStateError; InputError without a reason; SecondPersonError.
    Leaf:     matching.link_upheld
    """
    require(acting, UPHOLD)
    said, row = stated_reason(reason), _open(doubt_id)
    refuse_own_upholding(reviewers_of(row.pair_id), acting.account_id)
    given = LinkUpheld(
        doubt_id=doubt_id, pair_id=row.pair_id, enquiry_id=row.enquiry_id, link_index=row.link_index, reason=said,
        upheld_by=acting.account_id,
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)


def is_doubted(pair_id: str) -> bool:
    """Whether somebody doubts a confirmed link and nobody settled it: then nothing is told because of it."""
    return bool(rows_where(LinkDoubt, pair_id=pair_id, state=OPEN, at_most=1))


def annulled_links() -> frozenset[int]:
    """The acts that confirmed links which were annulled since."""
    return frozenset(row.link_index for row in rows_where(LinkDoubt, state=ANNULLED))


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongSpan:
    """From which act to which nothing holds that an enquirer was told: she was linked to somebody else, or perhaps.

    Given:    `until` is the act that annulled the link; None while it is doubted, and what is told now is in doubt too.
    """

    since: int
    until: int | None

    def covers(self, act_index: int) -> bool:
        return self.since < act_index and (self.until is None or act_index < self.until)


def wrong_spans(enquiry_id: str = "") -> Mapping[str, tuple[WrongSpan, ...]]:
    """The spans of the enquiries that have one, or of one of them: links that are doubted now or were annulled."""
    about: dict[str, Any] = {"enquiry_id": enquiry_id} if enquiry_id else {}
    found: dict[str, tuple[WrongSpan, ...]] = {}
    for row in rows_where(LinkDoubt, state=[OPEN, ANNULLED], order="doubted_index", **about):
        until = None if row.state == OPEN else row.settled_index
        found[row.enquiry_id] = (*found.get(row.enquiry_id, ()), WrongSpan(since=row.link_index, until=until))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtView:
    """One doubt about a link: between which records, who said so and when, and how it was settled."""

    doubt_id: str
    pair_id: str
    enquiry_id: str
    person_id: str
    link_index: int
    reviewers: tuple[str, ...]
    state: str
    reason: str
    doubted_by: str
    doubted_at: str
    settled_by: str
    settled_at: str
    settled_index: int | None
    upheld_for: str
    reopened_by: str
    reopened_at: str
    reopened_for: str
    may_reopen: bool  # its link was annulled, and nobody laid it before reviewers again


def _view(row: LinkDoubt) -> DoubtView:
    doubted = act_at(row.doubted_index)
    settled = None if row.settled_index is None else act_at(row.settled_index)
    reopened = None if row.reopened_index is None else act_at(row.reopened_index)
    return DoubtView(
        doubt_id=row.pk, pair_id=row.pair_id, enquiry_id=row.enquiry_id, person_id=row.person_id,
        link_index=row.link_index, reviewers=reviewers_of(row.pair_id, row.link_index), state=row.state,
        reason=doubted.act.reason if isinstance(doubted.act, LinkDoubted) else "", doubted_by=row.doubted_by,
        doubted_at=doubted.at, settled_by=row.settled_by, settled_at=settled.at if settled else "",
        settled_index=row.settled_index,
        reopened_by=row.reopened_by, reopened_at=reopened.at if reopened else "",
        reopened_for=reopened.act.reason if reopened and isinstance(reopened.act, PairReopened) else "",
        may_reopen=row.state == ANNULLED and reopened is None,
        upheld_for=settled.act.reason if settled and isinstance(settled.act, LinkUpheld) else "",
    )  # fmt: skip


@question(READ, name="doubted_links", of_numbers=True)
def doubted_links(acting: Acting) -> tuple[DoubtView, ...]:
    """Every doubt about a link, the newest first: numbers and reasons.  Raises: RoleForbidsError."""
    require(acting, READ)
    return tuple(_view(row) for row in rows_where(LinkDoubt, order="-doubted_index"))


@question(READ, name="doubted_link", of_numbers=True)
def doubted_link(acting: Acting, doubt_id: str) -> DoubtView:
    """One of them.  Raises: UnknownDoubtError; RoleForbidsError."""
    require(acting, READ)
    row = row_numbered(LinkDoubt, doubt_id)
    if row is None:
        raise UnknownDoubtError("no such doubt")
    return _view(row)


@question("enquiries.?enquiry", name="doubts_of", of_numbers=True)
def doubts_of(enquiry_id: str) -> tuple[tuple[str, str, str], ...]:
    """The doubts about an enquiry's links: number, state, and when it was said."""
    rows = rows_where(LinkDoubt, enquiry_id=enquiry_id, order="doubted_index")
    at = instants_at(row.doubted_index for row in rows)
    return tuple((row.pk, row.state, instant_text(at[row.doubted_index])) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDoubt:
    """A doubt that waits for a second person, by numbers."""

    doubt_id: str
    enquiry_id: str
    doubted_by: str
    doubted_at: str


def open_doubts() -> tuple[OpenDoubt, ...]:
    """The doubts that nobody settled, the oldest first."""
    rows = rows_where(LinkDoubt, state=OPEN, order="doubted_index")
    at = instants_at(row.doubted_index for row in rows)
    return tuple(
        OpenDoubt(doubt_id=row.pk, enquiry_id=row.enquiry_id, doubted_by=row.doubted_by,
                  doubted_at=instant_text(at[row.doubted_index]))
        for row in rows
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnulledLink:
    """A link that was annulled: which, and by which acts it was made and taken away."""

    doubt_id: str
    enquiry_id: str
    person_id: str
    link_index: int
    annulled_index: int


def annulled(doubt_id: str = "") -> tuple[AnnulledLink, ...]:
    """The links that were annulled, the oldest first; of one doubt where it is named."""
    found = rows_where(LinkDoubt, state=ANNULLED, order="settled_index")
    rows = [row for row in found if not doubt_id or row.pk == doubt_id]
    return tuple(
        AnnulledLink(doubt_id=row.pk, enquiry_id=row.enquiry_id, person_id=row.person_id, link_index=row.link_index,
                     annulled_index=row.settled_index or 0)
        for row in rows
    )  # fmt: skip
