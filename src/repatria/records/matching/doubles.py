"""Records of the register that may be about one man: proposed by the matcher, judged by two reviewers, blind.

"One man" by two joins nothing: it tells the registrar whose stubs are to be looked at. "Another man" stays answered,
and is asked again only when what the two were compared by has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from repatria.core.law.judgement import JudgementConclusion, JudgementKind, conclusion_of
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.matching.acts import WeightLine
from repatria.records.matching.double_acts import DoubleJudged, DoublesProposed, ProposedDouble
from repatria.records.matching.errors import (
    ConcludedPairError,
    KnownPairsError,
    SecondJudgementError,
    UnknownPairError,
)
from repatria.records.matching.models import DoubleJudgement, DoublePair
from repatria.records.register.joined import leader_of
from repatria.records.register.selectors import PersonView, custody_of, person_for_room

_FINAL = (JudgementConclusion.CONFIRMED.value, JudgementConclusion.REFUSED.value)


def double_number(one_id: str, other_id: str) -> str:
    """A pair of records has one number for ever, whichever is named first."""
    return "=".join(sorted((one_id, other_id)))


@service
def propose_doubles(
    acting: Acting, *, person_id: str, pairs: Sequence[ProposedDouble], weights_version: int
) -> tuple[str, ...]:  # fmt: skip
    """Lays records before the reviewers that may be about the same man as this one.

    Source:   GC III art. 122(4)-(5): the bureau's particulars are of one man each.
    Given:    a pair that stands open or was judged is left as it is, unless what the two are compared by has changed.
    Returns:  the numbers of the pairs that are to be judged now.
    Raises:   KnownPairsError when none is; UnknownPersonError.
    Leaf:     matching.doubles_proposed
    Not:      a join, and nobody is asked for anything because of it.
    """
    require(acting, "matching.propose_doubles")
    new = tuple(one for one in map(_as_it_stands, pairs) if one is not None)
    if not new:
        raise KnownPairsError("all of these pairs are known")
    for one in new:
        for number in (one.first_id, one.second_id):
            custody_of(number)
    given = DoublesProposed(person_id=person_id, pairs=new, weights_version=weights_version)
    record(given, actor=acting.account_id, at=acting.at)
    return tuple(one.pair_id for one in new)


def _as_it_stands(pair: ProposedDouble) -> ProposedDouble | None:
    """The pair as it is to be laid before reviewers: new, or again; None where it is known and nothing changed."""
    row = row_numbered(DoublePair, pair.pair_id)
    if row is None:
        return replace(pair, is_again=False)
    if row.digest == pair.digest or row.conclusion == JudgementConclusion.CONFIRMED.value:
        return None
    return replace(pair, is_again=True)


@service
def judge_double(acting: Acting, *, double_id: str, judgement: JudgementKind) -> JudgementConclusion:
    """Records one reviewer's judgement on whether two records are one man; two that agree conclude.

    Source:   clerical review, Fellegi and Sunter 1969; spec: two reviewers, blind to each other.
    Returns:  what the judgements now give.
    Raises:   UnknownPairError; SecondJudgementError; ConcludedPairError.
    Leaf:     matching.double_judged
    Not:      a join: it needs both stubs seen on one man, and two persons of the register.
    """
    require(acting, "matching.judge_double")
    row = row_numbered(DoublePair, double_id)
    if row is None:
        raise UnknownPairError("no such pair")
    if row.conclusion in _FINAL:
        raise ConcludedPairError(f"this pair was {row.conclusion}", provision="practice rule 3")
    earlier = _judgements(row)
    if any(one.reviewer == acting.account_id for one in earlier):
        raise SecondJudgementError("you have judged this pair; another reviewer is needed", provision="two reviewers")
    given = [(one.reviewer, JudgementKind(one.judgement)) for one in earlier] + [(acting.account_id, judgement)]
    concluded = conclusion_of(given)
    record(
        DoubleJudged(
            judgement_id=record_number("J", acting.randomness(7)), pair_id=double_id, first_id=row.first_id,
            second_id=row.second_id, reviewer=acting.account_id, judgement=judgement, conclusion=concluded,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return concluded


def _judgements(row: DoublePair) -> list[DoubleJudgement]:
    """The judgements since it was laid before the reviewers last: what was said of other particulars counts no more."""
    found = rows_where(DoubleJudgement, pair_id=row.pk, order="recorded_index")
    return [one for one in found if one.recorded_index > row.proposed_index]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleLine:
    """One pair of records by numbers, and how many hang together with it."""

    pair_id: str
    first_id: str
    second_id: str
    match_weight_bits: float
    probability: float
    conclusion: str
    judged_by_me: bool
    records_in_group: int
    proposed_at: str
    weights_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleView:
    """Two records side by side with the bits between them. Other reviewers' judgements are not in it."""

    line: DoubleLine
    first: PersonView
    second: PersonView
    waterfall: tuple[WeightLine, ...]


def _open(acting: Acting) -> list[DoublePair]:
    """The pairs that wait for this reviewer, likeliest first; of numbers that were joined since nobody is asked."""
    rows = DoublePair.objects.exclude(conclusion__in=_FINAL).order_by("-probability_ppm", "id")
    return [
        row for row in rows
        if leader_of(row.first_id) != leader_of(row.second_id)
        and not any(one.reviewer == acting.account_id for one in _judgements(row))
    ]  # fmt: skip


def _groups(rows: Iterable[DoublePair]) -> dict[str, int]:
    """How many records hang together by pairs that are not judged to be two men, by the number of each."""
    part_of: dict[str, set[str]] = {}
    for row in rows:
        joined = part_of.get(row.first_id, {row.first_id}) | part_of.get(row.second_id, {row.second_id})
        for number in joined:
            part_of[number] = joined
    return {number: len(part) for number, part in part_of.items()}


def _lines(rows: Sequence[DoublePair], *, is_mine: bool = False) -> tuple[DoubleLine, ...]:
    sizes = _groups(DoublePair.objects.exclude(conclusion=JudgementConclusion.REFUSED.value))
    return tuple(
        DoubleLine(
            pair_id=row.pk, first_id=row.first_id, second_id=row.second_id, match_weight_bits=row.millibits / 1000,
            probability=row.probability_ppm / 1_000_000, conclusion=row.conclusion if row.conclusion in _FINAL else "",
            judged_by_me=is_mine, records_in_group=sizes.get(row.first_id, 2),
            proposed_at=act_at(row.proposed_index).at, weights_version=row.weights_version,
        )
        for row in rows
    )  # fmt: skip


@question("matching.?doubles", of_numbers=True)
def doubles_to_judge(acting: Acting) -> tuple[DoubleLine, ...]:
    """Pairs of records that may be one man and that this reviewer has not judged, likeliest first, by numbers.

    Raises:   RoleForbidsError.
    Not:      a reading: nobody is named in it.
    """
    require(acting, "matching.?doubles")
    return _lines(_open(acting))


@question("register.?joins", of_numbers=True)
def doubles_confirmed(acting: Acting) -> tuple[DoubleLine, ...]:
    """Pairs that two reviewers took for one man and that are two numbers still: whose stubs are to be looked at.

    Raises:   RoleForbidsError.
    """
    require(acting, "register.?joins")
    rows = rows_where(DoublePair, conclusion=JudgementConclusion.CONFIRMED.value, order="proposed_index")
    return _lines([row for row in rows if leader_of(row.first_id) != leader_of(row.second_id)])


@question("matching.?doubles")
def double(acting: Acting, double_id: str) -> DoubleView:
    """Two records side by side, with what speaks for and against one man.

    Raises:   UnknownPairError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    row = row_numbered(DoublePair, double_id)
    if row is None:
        raise UnknownPairError("no such pair")
    record_reading(acting, question="matching.?doubles", records=(row.first_id, row.second_id))
    is_mine = any(one.reviewer == acting.account_id for one in _judgements(row))
    return DoubleView(
        line=_lines([row], is_mine=is_mine)[0], first=person_for_room(row.first_id),
        second=person_for_room(row.second_id),
        waterfall=msgspec.json.decode(row.waterfall.encode(), type=tuple[WeightLine, ...]),
    )  # fmt: skip
