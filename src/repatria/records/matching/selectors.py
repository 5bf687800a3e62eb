"""What doors and higher rooms may ask of matching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

import msgspec
from django.db.models import Q, QuerySet

from repatria.core.law.judgement import JudgementConclusion
from repatria.core.linkage.comparison import PPM, situations
from repatria.core.linkage.prior import Prior
from repatria.records.access.acting import Acting, require
from repatria.records.access.pages import Lines, cut
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.enquiries.selectors import EnquiryView, enquiry_for_room
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import SOMETHING, row_numbered, rows_where
from repatria.records.matching.acts import LevelWeight, WeightLine, WeightsAdopted, WeightsWithdrawn
from repatria.records.matching.claims import claims as claims
from repatria.records.matching.errors import UnknownPairError
from repatria.records.matching.models import CandidatePair, Judgement, LinkDoubt, Search, UnlaidPair, WeightsVersion
from repatria.records.matching.shares import prior_of, prior_of_bureau
from repatria.records.matching.unlaid import count_unlaid as count_unlaid
from repatria.records.matching.weighing import (
    LEAST_LINKS,
    SHIPPED,
    Evidence,
    Offered,
    adopted_act,
    again,
    current_weights,
    evidence,
    learned,
    version_in_force,
    weights_of,
)
from repatria.records.matching.wrong_links import ANNULLED, OPEN, is_doubted, reviewers_of
from repatria.records.register.selectors import PersonView, person_for_room

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    """One line of a list of pairs: numbers only."""

    pair_id: str
    enquiry_id: str
    person_id: str
    match_weight_bits: float
    probability: float
    equally_good: int
    conclusion: str
    judged_by_me: bool
    weights_version: int
    prior: Prior


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    """Two records side by side with the bits between them. Other reviewers' judgements are not in it."""

    line: PairLine
    enquiry: EnquiryView
    person: PersonView
    waterfall: tuple[WeightLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A confirmed link."""

    enquiry_id: str
    person_id: str
    link_index: int
    reviewers: tuple[str, ...]
    is_doubted: bool = False  # somebody says that it names the wrong man: nothing is told because of it


def _line(row: CandidatePair, mine: set[str]) -> PairLine:
    # A running conclusion ("undecided") would tell a second reviewer what the first one said: only final ones show.
    is_final = row.conclusion in (JudgementConclusion.CONFIRMED.value, JudgementConclusion.REFUSED.value)
    return PairLine(
        pair_id=row.pk, enquiry_id=row.enquiry_id, person_id=row.person_id, match_weight_bits=row.millibits / 1000,
        probability=row.probability_ppm / 1_000_000, equally_good=row.equally_good,
        conclusion=row.conclusion if is_final else "", judged_by_me=row.pk in mine,
        weights_version=row.weights_version, prior=prior_of(row.share_ppm, row.share_source, row.share_among),
    )  # fmt: skip


def _judged_by(account_id: str) -> set[str]:
    """The pairs that this account has judged, as judgements count now, and those that it is kept out of."""
    ended, kept_out = dict[str, int](), set[str]()
    for row in rows_where(LinkDoubt, state=ANNULLED, order="settled_index"):
        ended[row.pair_id] = row.settled_index or 0
        if account_id in (row.doubted_by, row.settled_by, row.reopened_by):
            kept_out.add(row.pair_id)
    judged = Judgement.objects.filter(reviewer=account_id).values_list("pair_id", "recorded_index")
    return kept_out | {pair_id for pair_id, index in judged if index > ended.get(pair_id, -1)}


@question("matching.?pairs", name="pairs", of_numbers=True)
def pairs_to_judge(acting: Acting, *, enquiry_id: str = "", after_pair: str = "") -> Lines[PairLine]:
    """The pairs not concluded that this reviewer has not judged, likeliest first, of one enquiry where it is named.

    Given:    `after_pair` the last pair of the page before; a number of no pair begins at the likeliest.
    Returns:  at most PAGE of them.
    Leaf:     access.reading_recorded
    """
    mine = _judged_by(acting.account_id)
    rows = _unjudged(mine)
    if enquiry_id:
        rows = rows.filter(enquiry_id=enquiry_id)
    last = row_numbered(CandidatePair, after_pair) if after_pair else None
    if last is not None:
        likely, heavy = Q(probability_ppm=last.probability_ppm), Q(millibits=last.millibits)
        rows = rows.filter(
            Q(probability_ppm__lt=last.probability_ppm)
            | likely & Q(millibits__lt=last.millibits)
            | likely & heavy & Q(pk__gt=last.pk)
        )
    page, has_more = cut(rows, PAGE)
    record_reading(acting, question="matching.?pairs", records=[row.pk for row in page])
    return Lines((_line(row, mine) for row in page), has_more=has_more)


def _unjudged(mine: set[str]) -> QuerySet[CandidatePair]:
    final = (JudgementConclusion.CONFIRMED.value, JudgementConclusion.REFUSED.value)
    return (
        CandidatePair.objects.exclude(conclusion__in=final)
        .exclude(pk__in=mine)
        .order_by("-probability_ppm", "-millibits", "id")
    )


@question("matching.?pairs", of_numbers=True)
def pairs_waiting(acting: Acting) -> tuple[tuple[str, str], ...]:
    """Every pair that waits for this reviewer with the number of its enquiry, likeliest first.

    Raises:   RoleForbidsError.
    Not:      a reading: neither whom the pair names nor how well he fits is in it.
    """
    require(acting, "matching.?pairs")
    return tuple(_unjudged(_judged_by(acting.account_id)).values_list("pk", "enquiry_id"))


@question("matching.?pairs", of_numbers=True)
def count_to_judge(acting: Acting) -> int:
    """How many pairs wait for this reviewer. A count only, so that nothing is read."""
    return _unjudged(_judged_by(acting.account_id)).count()


@question("matching.?pair")
def pair(acting: Acting, pair_id: str) -> PairView:
    """The comparison of one pair.

    Raises:   UnknownPairError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    row = row_numbered(CandidatePair, pair_id)
    if row is None:
        raise UnknownPairError("no such pair")
    record_reading(acting, question="matching.?pair", records=(pair_id,))
    return PairView(
        line=_line(row, _judged_by(acting.account_id)), enquiry=enquiry_for_room(row.enquiry_id),
        person=person_for_room(row.person_id),
        waterfall=msgspec.json.decode(row.waterfall.encode(), type=tuple[WeightLine, ...]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedPair:
    """A record that two refused for an enquiry: how likely it was, and on which levels it differed."""

    pair_id: str
    person_id: str
    probability: float
    differing: tuple[WeightLine, ...]
    was_linked: bool  # it had been confirmed, and two annulled it


@question("matching.?pairs", name="refused_before", of_numbers=True)
def refused_pairs(acting: Acting, enquiry_id: str) -> tuple[RefusedPair, ...]:
    """Who was refused for an enquiry, likeliest first; levels, and no values.  Leaf: access.reading_recorded"""
    rows = rows_where(
        CandidatePair, enquiry_id=enquiry_id, conclusion=JudgementConclusion.REFUSED.value, order="-probability_ppm"
    )[:PAGE]  # fmt: skip
    record_reading(acting, question="matching.?pairs", records=[row.pk for row in rows])
    gone = {one.pair_id for one in rows_where(LinkDoubt, enquiry_id=enquiry_id, state=ANNULLED)}
    return tuple(
        RefusedPair(
            pair_id=row.pk, person_id=row.person_id, probability=row.probability_ppm / 1_000_000,
            differing=tuple(
                line
                for line in msgspec.json.decode(row.waterfall.encode(), type=tuple[WeightLine, ...])
                if line.millibits < 0
            ),
            was_linked=row.pk in gone,
        )
        for row in rows
    )  # fmt: skip


def _link(row: CandidatePair) -> LinkView:
    assert row.link_index is not None
    return LinkView(
        enquiry_id=row.enquiry_id, person_id=row.person_id, link_index=row.link_index,
        reviewers=reviewers_of(row.pk), is_doubted=is_doubted(row.pk),
    )  # fmt: skip


@question("enquiries.?enquiry", name="links", of_numbers=True)
def links_of_enquiry(enquiry_id: str) -> tuple[LinkView, ...]:
    """The confirmed links of an enquiry: one, none, or several that contradict each other."""
    return tuple(map(_link, rows_where(CandidatePair, enquiry_id=enquiry_id, link_index=SOMETHING, order="link_index")))


def links_of_person(person_id: str) -> tuple[LinkView, ...]:
    """The confirmed links of a person: several people may ask for one man, mutually secret."""
    return tuple(map(_link, rows_where(CandidatePair, person_id=person_id, link_index=SOMETHING, order="link_index")))


def all_links() -> tuple[LinkView, ...]:
    """All confirmed links, by numbers only."""
    rows = rows_where(CandidatePair, link_index=SOMETHING, order="link_index")
    reviewers: dict[str, list[str]] = {}
    ended = {row.pair_id: row.settled_index or 0 for row in rows_where(
        LinkDoubt, state=ANNULLED, order="settled_index"
    )}  # fmt: skip
    for one in rows_where(Judgement, judgement="positive", order="recorded_index"):
        if one.recorded_index < ended.get(one.pair_id, -1):
            continue  # of a link that was annulled since
        reviewers.setdefault(one.pair_id, []).append(one.reviewer)
    doubted = {one.pair_id for one in rows_where(LinkDoubt, state=OPEN)}
    return tuple(
        LinkView(
            enquiry_id=row.enquiry_id, person_id=row.person_id, link_index=row.link_index or 0,
            reviewers=tuple(reviewers.get(row.pk, ())), is_doubted=row.pk in doubted,
        )
        for row in rows
    )  # fmt: skip


def candidates_of(enquiry_id: str) -> tuple[str, ...]:
    """The persons proposed for an enquiry whom no reviewers refused, confirmed or not; numbers only."""
    rows = rows_where(CandidatePair, enquiry_id=enquiry_id, order="id")
    return tuple(row.person_id for row in rows if row.conclusion != JudgementConclusion.REFUSED.value)


def acts_about(enquiry_id: str) -> tuple[int, ...]:
    """The acts of this room about an enquiry: searched, proposed, judged, a link annulled."""
    pairs = CandidatePair.objects.filter(enquiry_id=enquiry_id)
    judged = Judgement.objects.filter(pair_id__in=pairs.values("pk")).values_list("recorded_index", flat=True)
    searched = Search.objects.filter(pk=enquiry_id).values_list("searched_index", flat=True)
    passed = UnlaidPair.objects.filter(enquiry_id=enquiry_id).values_list("found_index", flat=True)
    rows = rows_where(LinkDoubt, enquiry_id=enquiry_id, state=ANNULLED)
    gone = [index for row in rows for index in (row.settled_index, row.reopened_index) if index is not None]
    return tuple(sorted({*pairs.values_list("proposed_index", flat=True), *judged, *searched, *passed, *gone}))


def link_at(link_index: int) -> LinkView:
    """The link that this act confirmed, one that was annulled since too.  Raises: UnknownPairError."""
    found = rows_where(CandidatePair, link_index=link_index, at_most=1)
    if found:
        return _link(found[0])
    gone = rows_where(LinkDoubt, link_index=link_index, at_most=1)
    if not gone:
        raise UnknownPairError("that act confirmed no link")
    return LinkView(
        enquiry_id=gone[0].enquiry_id, person_id=gone[0].person_id, link_index=link_index,
        reviewers=reviewers_of(gone[0].pair_id, link_index), is_doubted=True,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One version of the weights: on what it rests, who adopted and who approved it, and whether it was withdrawn."""

    version: int
    based_on: int
    again_of: int | None
    evidence_index: int
    links: int
    refused: int
    reason: str
    adopted_by: str
    adopted_at: str
    approved_by: tuple[str, ...]
    withdrawn_by: str
    withdrawn_at: str
    withdrawn_for: str
    is_in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """What a version says of one level, beside what another says.

    Units:    m in parts of one; `shift_bits` log2 of the one over the other: what a bar of this level gains or loses.
    """

    field: str
    level: str
    m_before: float
    m_after: float
    shift_bits: float
    among_links: int
    among_refused: int


@question("matching.?weights", name="weights")
def weights_versions(acting: Acting) -> tuple[VersionView, ...]:
    """Every version that was adopted, newest first. They name no protected person.  Raises: RoleForbidsError."""
    require(acting, "matching.?weights")
    in_force = version_in_force()
    return tuple(_version(row, in_force) for row in WeightsVersion.objects.order_by("-version"))


def _version(row: WeightsVersion, in_force: int) -> VersionView:
    adopted = act_at(row.adopted_index)
    assert isinstance(adopted.act, WeightsAdopted)
    withdrawn = act_at(row.withdrawn_index) if row.withdrawn_index is not None else None
    return VersionView(
        version=row.version, based_on=row.based_on, again_of=row.again_of, evidence_index=row.evidence_index,
        links=row.links, refused=row.refused, reason=adopted.act.reason, adopted_by=row.adopted_by,
        adopted_at=adopted.at, approved_by=adopted.act.approved_by, withdrawn_by=row.withdrawn_by,
        withdrawn_at=withdrawn.at if withdrawn else "",
        withdrawn_for=withdrawn.act.reason if withdrawn and isinstance(withdrawn.act, WeightsWithdrawn) else "",
        is_in_force=row.version == in_force,
    )  # fmt: skip


def level_changes(before: int, levels: Sequence[LevelWeight]) -> tuple[LevelChange, ...]:
    """The m of every level that holds a value, in the order of the fields, beside those of another version.

    Raises:   UnknownWeightsError.
    """
    told = {one.level: one for one in levels}
    shown = [(field, level) for field, names in situations() for level in names if level in told]
    earlier = weights_of(before).m
    return tuple(_change(field, told[level], earlier[level]) for field, level in shown if level in earlier)


def _change(field: str, one: LevelWeight, before: float) -> LevelChange:
    after = one.m_ppm / PPM
    return LevelChange(
        field=field, level=one.level, m_before=before, m_after=after, shift_bits=log2(after / max(before, 1 / PPM)),
        among_links=one.among_links, among_refused=one.among_refused,
    )  # fmt: skip


__all__ = [
    "LEAST_LINKS", "PAGE", "SHIPPED", "Evidence", "LevelChange", "LinkView", "Offered", "PairLine", "PairView",
    "VersionView", "acts_about", "adopted_act", "again", "all_links", "current_weights", "evidence", "learned",
    "level_changes", "link_at", "links_of_enquiry", "links_of_person", "pair", "pairs_to_judge", "pairs_waiting",
    "prior_of_bureau", "version_in_force", "weights_versions",
]  # fmt: skip
