"""Findings by numbers, one opened with a leaf, links of parts, hypotheses and the page of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from repatria.core.bodies.one_body import NotOne, not_of_one, persons_in
from repatria.core.law.identification_board import (
    SETTLED,
    FindingState,
    HypothesisState,
    Method,
    Shown,
    Strength,
    strength_of,
)
from repatria.core.vocabulary.remains_codes import parts_of_code
from repatria.records.access.acting import Acting, require
from repatria.records.access.pages import PAGE, Lines, newest
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.identification.contradicted import HouseSays, house_says
from repatria.records.identification.errors import UnknownFindingError
from repatria.records.identification.finding_models import (
    BoardWord,
    Comparison,
    Finding,
    Hypothesis,
    PartsLink,
    Policy,
)
from repatria.records.identification.finding_rows import finding_row
from repatria.records.identification.further_parts import FurtherPart, further_parts, parted_names
from repatria.records.identification.hypothesis import (
    STANDING,
    Rival,
    in_the_way,
    linked_parts,
    standing_of_hypothesis,
)
from repatria.records.identification.of_batches import items_of_batch
from repatria.records.identification.one_body import seen_by_code, why_not_one
from repatria.records.identification.one_sought import seek_one
from repatria.records.identification.ranked import Ranked, ranked
from repatria.records.identification.services.board import supporting_methods
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.vault.opening import open_rows

FINDINGS, FINDING = "identification.?findings", "identification.?finding"
HYPOTHESES, HYPOTHESIS = "identification.?hypotheses", "identification.?hypothesis"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One finding by numbers: of which item, of which family or other item, how strong, where it stands.

    Given:    `strength` in steps, None where its numbers were destroyed; the ratio itself stands behind it.
    """

    finding_id: str
    kind: str
    item_code: str
    place_code: str
    other_code: str
    enquiry_id: str
    loci: int
    strength: Strength | None
    state: FindingState
    is_destroyed: bool
    has_hypothesis: bool


_SMALLEST = 9
"""Digits behind the point that a number of chance hits is written with."""


def _plain(number: float) -> str:
    """A small number as everybody reads one, without an exponent."""
    if number < 10**-_SMALLEST:
        return f"< {10**-_SMALLEST:.{_SMALLEST}f}"
    return f"{Decimal(f'{number:.1g}'):f}"


@question(FINDINGS, of_numbers=True)
def findings(
    acting: Acting, item_code: str = "", *, place: str = "", batch_id: str = "", enquiry_id: str = "",
    at_least: Strength | None = None, show: Shown = Shown.ALL, skip: int = 0,
) -> Lines[FindingLine]:  # fmt: skip
    """One page of the findings, the strongest first; those whose numbers are gone last.

    Given:    narrowed to one item, the code of a place, a batch in which items came or on which they stand, a family
              with all enquiries that seek the same, a least strength, and those that are open or settled; `skip` so
              many of them.
    Raises:   RoleForbidsError.
    """
    require(acting, FINDINGS)
    batch = items_of_batch(batch_id) if batch_id else None
    family = set(seek_one(enquiry_id))
    found = [
        one for one in ranked()
        if (not item_code or one.item_code == item_code) and (not place or one.place == place)
        and (batch is None or one.item_code in batch) and (not family or one.enquiry_id in family)
        and (show is Shown.ALL or (one.state in SETTLED) is (show is Shown.SETTLED))
        and (at_least is None or (one.numbers is not None and one.numbers.log10_lr >= at_least.least))
    ]  # fmt: skip
    page = found[max(skip, 0) : max(skip, 0) + PAGE]
    return Lines(map(_finding_line, page), has_more=max(skip, 0) + PAGE < len(found))


def _finding_line(one: Ranked) -> FindingLine:
    numbers = one.numbers
    return FindingLine(
        finding_id=one.finding_id, kind=one.kind, item_code=one.item_code, place_code=one.place,
        other_code=one.other_code, enquiry_id=one.enquiry_id, loci=numbers.loci if numbers is not None else 0,
        strength=strength_of(numbers.log10_lr) if numbers is not None else None, state=one.state,
        is_destroyed=numbers is None, has_hypothesis=one.state in (FindingState.FOLLOWED, FindingState.NAMED),
    )  # fmt: skip


@question(FINDINGS, of_numbers=True)
def places_of_findings(acting: Acting) -> tuple[str, ...]:
    """The codes of the places of whose dead something was found, by the alphabet.  Raises: RoleForbidsError."""
    require(acting, FINDINGS)
    codes = Finding.objects.values_list("item_code", flat=True).distinct()
    return tuple(sorted({parts_of_code(one)[0] for one in codes}))


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One finding opened: its ratio, by locus, what it was compared with, on which table and by which version.

    Units:    log10. `chance` is how many unrelated pairs of as many comparisons are expected to reach this ratio.
    """

    finding_id: str
    kind: str
    item_code: str
    sample_code: str
    other_code: str
    enquiry_id: str
    references: tuple[str, ...]
    loci: int
    log10_lr: str
    by_locus: tuple[tuple[str, str], ...]
    inconsistent: tuple[str, ...]
    is_destroyed: bool
    in_the_way: tuple[Rival, ...]  # by what DNA does not tell it alone
    compared: int
    chance: str
    table_id: str
    version: str


@question(FINDING)
def finding(acting: Acting, finding_id: str) -> FindingView:
    """One finding, opened.

    Raises:   RoleForbidsError; UnknownFindingError.
    Leaf:     access.reading_recorded
    Not:      whether a stated kinship holds; and no name.
    """
    require(acting, FINDING)
    sealed, row = row_numbered(Finding, finding_id), finding_row(finding_id)
    if sealed is None or row is None:
        raise UnknownFindingError("no such finding")
    record_reading(acting, question="identification.?finding", records=(row.pk,))
    (cells,) = open_rows([sealed], ("log10_lr", "by_locus", "inconsistent"))
    made = row_numbered(Comparison, row.comparison_id)
    assert made is not None, "a finding names its comparison"
    by_locus = msgspec.json.decode(cells["by_locus"] or "{}", type=dict[str, float])
    ratio = cells["log10_lr"] or ""
    return FindingView(
        finding_id=row.pk, kind=row.kind, item_code=row.item_code, sample_code=row.sample_code,
        other_code=row.other_code, enquiry_id=row.enquiry_id, references=tuple(row.references.split()), loci=row.loci,
        log10_lr=ratio, by_locus=tuple((name, f"{value:.2f}") for name, value in sorted(by_locus.items())),
        inconsistent=tuple((cells["inconsistent"] or "").split()), is_destroyed=not ratio,
        in_the_way=in_the_way([row.item_code], row.enquiry_id) if row.enquiry_id else (), compared=made.compared,
        chance=_plain(made.compared / 10 ** float(ratio)) if ratio else "", table_id=made.table_id,
        version=made.version,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsLine:
    """Two items as parts of one person.

    Given:    `persons` of how many all that is linked with them is at least, by bones and whole bodies; `not_one` why
              it seems not one person's; `resolved` what that was.
    """

    parts_id: str
    first_code: str
    second_code: str
    finding_id: str
    state: str
    recorded_index: int
    persons: int
    not_one: tuple[NotOne, ...]
    resolved: str


def _clusters_of(rows: Sequence[PartsLink]) -> list[tuple[str, ...]]:
    """Of each link all that is linked with either of the two."""
    return [linked_parts([row.first_code, row.second_code]) for row in rows]


@question(FINDINGS, of_numbers=True)
def parts(acting: Acting, before_index: int = -1) -> Lines[PartsLine]:
    """One page of the links of parts, the newest first.

    Given:    the list goes on after the link recorded at `before_index`; -1 for its beginning.
    """
    require(acting, FINDINGS)
    rows, has_more = newest(PartsLink.objects.all(), before_index, PAGE)
    clusters = _clusters_of(rows)
    seen = seen_by_code((code for cluster in clusters for code in cluster), with_profiles=True)
    bodies = [[seen[code] for code in cluster if code in seen] for cluster in clusters]
    return Lines(
        (
            PartsLine(
                parts_id=row.pk, first_code=row.first_code, second_code=row.second_code, finding_id=row.finding_id,
                state=row.state, recorded_index=row.recorded_index, persons=max(persons_in(of).persons, 1),
                not_one=not_of_one(of), resolved=row.resolved,
            )
            for row, of in zip(rows, bodies, strict=True)
        ),
        has_more=has_more,
    )  # fmt: skip


@question(FINDINGS, of_numbers=True)
def is_contradicted(acting: Acting, parts_id: str) -> bool:
    """Whether bones or sexes say that what a link would join is of two persons.  Raises: RoleForbidsError."""
    require(acting, FINDINGS)
    row = row_numbered(PartsLink, parts_id)
    return row is not None and bool(why_not_one(linked_parts([row.first_code, row.second_code]), with_profiles=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class HypothesisLine:
    """One hypothesis by numbers."""

    hypothesis_id: str
    items: tuple[str, ...]
    enquiry_id: str
    person_id: str
    state: HypothesisState
    methods: tuple[Method, ...]
    recorded_index: int


@question(HYPOTHESES, of_numbers=True)
def hypotheses(acting: Acting, before_index: int = -1) -> Lines[HypothesisLine]:
    """One page of the hypotheses, the newest first.

    Given:    the list goes on after the hypothesis recorded at `before_index`; -1 for its beginning.
    """
    require(acting, HYPOTHESES)
    rows, has_more = newest(Hypothesis.objects.all(), before_index, PAGE)
    return Lines(
        (
            HypothesisLine(
                hypothesis_id=row.pk, items=tuple(row.items.split()), enquiry_id=row.enquiry_id,
                person_id=row.person_id, state=HypothesisState(row.state),
                methods=tuple(map(Method, row.methods.split())), recorded_index=row.recorded_index,
            )
            for row in rows
        ),
        has_more=has_more,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WordView:
    """One word on a hypothesis, with what was said; of another's review nothing before one's own."""

    word_id: str
    kind: str
    method: str
    verdict: str
    finding_id: str
    reference: str
    about: str
    by: str
    said: str
    is_hidden: bool
    is_unresolved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HypothesisView:
    """One hypothesis whole.  Given: `finding_id` of the finding from which it was opened, "" where of none."""

    hypothesis_id: str
    finding_id: str
    items: tuple[str, ...]
    enquiry_id: str
    person_id: str
    state: HypothesisState
    opened_by: str
    said: str
    words: tuple[WordView, ...]
    methods: tuple[Method, ...]
    in_the_way: tuple[Rival, ...]
    is_open: bool
    policy_id: str
    also_asking: tuple[str, ...]  # enquiries that seek the same person, as two agreed
    linked: tuple[str, ...]  # items that two linked with these since it was opened
    against: tuple[HouseSays, ...]  # what the house compares as "cannot be", resolved or not


@question(HYPOTHESIS)
def hypothesis(acting: Acting, hypothesis_id: str) -> HypothesisView:
    """One hypothesis with every line of evidence and what was said of it.

    Source:   spec/kinship.md section 4: the second reviewer does not see the first's verdict.
    Raises:   RoleForbidsError; UnknownHypothesisError.
    Leaf:     access.reading_recorded
    """
    require(acting, HYPOTHESIS)
    one = standing_of_hypothesis(hypothesis_id)
    record_reading(acting, question="identification.?hypothesis", records=(one.row.pk,))
    (own,) = open_rows([one.row], ("said",))
    rows = rows_where(BoardWord, hypothesis_id=one.row.pk, order="recorded_index")
    said = {row.pk: cells["said"] or "" for row, cells in zip(rows, open_rows(rows, ("said",)), strict=True)}
    reviews = one.of("review")
    is_blind = one.state in STANDING and len(reviews) == 1 and acting.account_id not in {word.by for word in reviews}
    waiting = {word.word_id for word in one.unresolved}
    return HypothesisView(
        hypothesis_id=one.row.pk, finding_id=one.row.finding_id, items=one.items, enquiry_id=one.row.enquiry_id,
        person_id=one.row.person_id, state=one.state, opened_by=one.opened_by, said=own["said"] or "",
        policy_id=one.row.policy_id,
        methods=tuple(sorted(supporting_methods(one))), is_open=one.state in STANDING,
        in_the_way=in_the_way(one.items, one.row.enquiry_id),
        also_asking=seek_one(one.row.enquiry_id)[1:],
        against=house_says(one),
        linked=tuple(code for code in linked_parts(one.items) if code not in one.items),
        words=tuple(
            WordView(
                word_id=word.word_id, kind=word.kind, method=word.method, finding_id=word.finding_id,
                reference=word.reference, about=word.about, by=word.by,
                verdict="" if is_blind and word.kind == "review" else word.verdict,
                said="" if is_blind and word.kind == "review" else said[word.word_id],
                is_hidden=is_blind and word.kind == "review",
                is_unresolved=word.word_id in waiting and not (is_blind and word.kind == "review"),
            )
            for word in one.words
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyLine:
    """One policy of the board."""

    policy_id: str
    decision: str
    decided_on: str
    allows: str


@question(HYPOTHESES, of_numbers=True)
def parts_without_name(acting: Acting) -> tuple[FurtherPart, ...]:
    """The parts that two linked with one who has a name, of which the board was asked nothing yet.

    Source:   spec/kinship.md section 4: of later parts the family is told by its wish.
    """
    require(acting, HYPOTHESES)
    return further_parts()


@question(HYPOTHESES, of_numbers=True)
def names_parted(acting: Acting) -> tuple[str, ...]:
    """The conclusions whose items one parted since, by their numbers: to be annulled by two, or linked again."""
    require(acting, HYPOTHESES)
    return tuple(sorted(parted_names()))


@question(HYPOTHESES, of_numbers=True)
def policies(acting: Acting) -> tuple[PolicyLine, ...]:
    """The policies of the board, the newest first."""
    require(acting, HYPOTHESES)
    return tuple(
        PolicyLine(policy_id=row.pk, decision=row.decision, decided_on=row.decided_on, allows=row.text)
        for row in rows_where(Policy, order="-recorded_index")
    )
