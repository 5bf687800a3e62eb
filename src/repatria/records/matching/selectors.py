"""What doors and higher rooms may ask of matching."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from repatria.core.law.judgement import JudgementConclusion
from repatria.records.access.acting import Acting
from repatria.records.access.services import record_reading
from repatria.records.enquiries.selectors import EnquiryView, enquiry_for_room
from repatria.records.matching.acts import WeightLine
from repatria.records.matching.errors import UnknownPairError
from repatria.records.matching.models import CandidatePair, Judgement
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


def _line(row: CandidatePair, mine: set[str]) -> PairLine:
    # A running conclusion ("undecided") would tell a second reviewer what the first one said: only final ones show.
    is_final = row.conclusion in (JudgementConclusion.CONFIRMED.value, JudgementConclusion.REFUSED.value)
    return PairLine(
        pair_id=row.pk, enquiry_id=row.enquiry_id, person_id=row.person_id, match_weight_bits=row.millibits / 1000,
        probability=row.probability_ppm / 1_000_000, equally_good=row.equally_good,
        conclusion=row.conclusion if is_final else "", judged_by_me=row.pk in mine,
    )  # fmt: skip


def _judged_by(account_id: str) -> set[str]:
    return set(Judgement.objects.filter(reviewer=account_id).values_list("pair_id", flat=True))


def pairs_to_judge(acting: Acting) -> tuple[PairLine, ...]:
    """The heaviest pairs that this reviewer has not judged and that are not concluded.  Leaf: reading_recorded"""
    mine = _judged_by(acting.account_id)
    final = (JudgementConclusion.CONFIRMED.value, JudgementConclusion.REFUSED.value)
    rows = CandidatePair.objects.exclude(conclusion__in=final).exclude(pk__in=mine).order_by("-millibits", "id")
    page = list(rows[:PAGE])
    record_reading(acting, question="matching.?pairs", records=[row.pk for row in page])
    return tuple(_line(row, mine) for row in page)


def pair(acting: Acting, pair_id: str) -> PairView:
    """The comparison of one pair.

    Raises:   UnknownPairError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    row = CandidatePair.objects.filter(pk=pair_id).first()
    if row is None:
        raise UnknownPairError("no such pair")
    record_reading(acting, question="matching.?pair", records=(pair_id,))
    return PairView(
        line=_line(row, _judged_by(acting.account_id)), enquiry=enquiry_for_room(row.enquiry_id),
        person=person_for_room(row.person_id),
        waterfall=msgspec.json.decode(row.waterfall.encode(), type=tuple[WeightLine, ...]),
    )  # fmt: skip


def _link(row: CandidatePair) -> LinkView:
    assert row.link_index is not None
    reviewers = Judgement.objects.filter(pair_id=row.pk, judgement="positive").order_by("recorded_index")
    return LinkView(
        enquiry_id=row.enquiry_id, person_id=row.person_id, link_index=row.link_index,
        reviewers=tuple(reviewers.values_list("reviewer", flat=True)),
    )  # fmt: skip


def links_of_enquiry(enquiry_id: str) -> tuple[LinkView, ...]:
    """The confirmed links of an enquiry: one, none, or several that contradict each other."""
    rows = CandidatePair.objects.filter(enquiry_id=enquiry_id, link_index__isnull=False).order_by("link_index")
    return tuple(map(_link, rows))


def links_of_person(person_id: str) -> tuple[LinkView, ...]:
    """The confirmed links of a person: several people may ask for one man, mutually secret."""
    rows = CandidatePair.objects.filter(person_id=person_id, link_index__isnull=False).order_by("link_index")
    return tuple(map(_link, rows))


def all_links() -> tuple[LinkView, ...]:
    """All confirmed links, by numbers only."""
    return tuple(map(_link, CandidatePair.objects.filter(link_index__isnull=False).order_by("link_index")))


def link_at(link_index: int) -> LinkView:
    """The link that this act confirmed.  Raises: UnknownPairError."""
    row = CandidatePair.objects.filter(link_index=link_index).first()
    if row is None:
        raise UnknownPairError("that act confirmed no link")
    return _link(row)
