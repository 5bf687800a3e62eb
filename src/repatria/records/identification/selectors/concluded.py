"""Who is identified: the only thing on which anybody may be told, and what `returns` reads of an item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from repatria.core.law.identification_board import HypothesisState, Method
from repatria.records.identification.finding_models import Hypothesis
from repatria.records.identification.further_parts import parted_names
from repatria.records.identification.hypothesis import NAMED, standing_of_hypothesis
from repatria.records.identification.one_sought import seek_one
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.matching.selectors import links_of_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """One name that the board gave: of which items, by which methods, by which act, and whether it stands.

    Given:    `is_annulment_asked` where one has taken it back and a second has not yet said so, or one parted items on
              whose link it rests: nobody is told then, and nothing is given.
    """

    conclusion_id: str
    items: tuple[str, ...]
    enquiry_id: str
    person_id: str
    methods: tuple[Method, ...]
    policy_id: str
    board_index: int
    concluded_at: str
    signed_by: tuple[str, ...]
    is_annulment_asked: bool
    is_annulled: bool
    enquiry_ids: tuple[str, ...] = ()  # every enquiry that seeks whom it names, as two agreed


def _views(rows: Iterable[Hypothesis]) -> tuple[Identified, ...]:
    found = list(rows)
    parted = parted_names() if found else frozenset()
    return tuple(_view(row, is_parted=row.pk in parted) for row in found)


def _view(row: Hypothesis, *, is_parted: bool) -> Identified:
    assert row.concluded_index is not None
    (recorded,) = acts_at([row.concluded_index])
    methods = tuple(map(Method, row.methods.split()))
    return Identified(
        conclusion_id=row.pk, items=tuple(row.items.split()), enquiry_id=row.enquiry_id, person_id=row.person_id,
        methods=methods, policy_id=row.policy_id, board_index=row.concluded_index,
        concluded_at=recorded.at, signed_by=standing_of_hypothesis(row.pk).signed_on(methods, row.policy_id),
        enquiry_ids=seek_one(row.enquiry_id),
        is_annulment_asked=row.state == HypothesisState.ANNULMENT_ASKED.value or is_parted,
        is_annulled=row.state == HypothesisState.ANNULLED.value,
    )  # fmt: skip


def _standing(asked: Q) -> list[Hypothesis]:
    """The names that stand of those asked for, chosen by the store: there are thousands."""
    rows = Hypothesis.objects.filter(asked, state__in=[one.value for one in NAMED])
    return list(rows.order_by("concluded_index"))


def identified(*, person_id: str = "", enquiry_id: str = "") -> tuple[Identified, ...]:
    """The names that stand of a registered person or of whom an enquiry seeks, the first one first.

    Given:    for higher rooms. Of a person also what was concluded for an enquiry that is linked with him; of an
              enquiry also what was concluded for one that seeks the same.
    """
    enquiries = {enquiry_id} if enquiry_id else set()
    if person_id:
        enquiries |= {one.enquiry_id for one in links_of_person(person_id)}
    enquiries |= {other for one in enquiries for other in seek_one(one)}
    asked = Q(enquiry_id__in=sorted(enquiries - {""}))
    return _views(_standing(asked | Q(person_id=person_id) if person_id else asked))


def acts_of_names() -> tuple[int, ...]:
    """The acts by which every name was given that stands and that nobody takes back, the first one first.

    Given:    for whoever owes what follows from it; no name is opened for it.
    """
    rows = Hypothesis.objects.filter(state=HypothesisState.CONCLUDED.value, concluded_index__isnull=False)
    rows = rows.exclude(pk__in=parted_names())
    acts = rows.order_by("concluded_index").values_list("concluded_index", flat=True)
    return tuple(index for index in acts if index is not None)


def name_given_by(index: int) -> Identified | None:
    """The name that an act of the board gave, while it stands; None for any other act.  Given: for higher rooms."""
    return next(iter(_views(_standing(Q(concluded_index=index))[:1])), None)


def acts_taken_back() -> frozenset[int]:
    """The acts by which names were given that two have taken back."""
    rows = Hypothesis.objects.filter(state=HypothesisState.ANNULLED.value, concluded_index__isnull=False)
    return frozenset(index for index in rows.values_list("concluded_index", flat=True) if index is not None)


def names_that_stand() -> frozenset[int]:
    """The acts by which names were given that stand and that nobody has taken back; numbers alone."""
    rows, parted = rows_where(Hypothesis, state=HypothesisState.CONCLUDED.value), parted_names()
    return frozenset(row.concluded_index for row in rows if row.concluded_index is not None and row.pk not in parted)


def concluding_act(hypothesis_id: str) -> int | None:
    """The act by which a name was given, whether or not it stands; None where none was."""
    row = row_numbered(Hypothesis, hypothesis_id)
    return row.concluded_index if row is not None else None


def identified_items(item_code: str) -> tuple[Identified, ...]:
    """The names that stand of one item."""
    near = _standing(Q(items__contains=item_code)) if item_code else []
    return _views(row for row in near if item_code in row.items.split())


def annulled_conclusions() -> tuple[Identified, ...]:
    """The names that were taken back: whoever was told of one is put right in person."""
    rows = rows_where(Hypothesis, state=HypothesisState.ANNULLED.value, order="annulled_index")
    return _views(rows)
