"""The acts of graves. Where a grave is, and who says what of it, lies under the key of its record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from repatria.core.law.remains_graves import AshesGround, ExhumedFor, FragmentBurial, FragmentSampling, GraveKind
from repatria.core.law.remains_named import BurialGround
from repatria.core.law.remains_path import ItemState
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class GraveWords:
    """Where it is, how it is marked, who laid it out, and why several lie in one."""

    cemetery: str
    coordinates: str
    plan: str
    marker: str
    laid_out_by: str
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class GraveRecorded(Act):
    """A grave is on record, by cemetery, row and position (GC I art. 17; GC III art. 120)."""

    KIND: ClassVar[str] = "remains.grave_recorded"

    grave_id: str
    cemetery_code: str
    grave_row: str
    position: str
    grave_kind: GraveKind
    at: str
    words: GraveWords | None = part(Purpose.IDENTITY, of="grave_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerWords:
    """What stands on the marker, who set it, and why."""

    marker: str
    by: str
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class GraveMarked(Act):
    """A marker was set anew; what stood there before stays on record."""

    KIND: ClassVar[str] = "remains.grave_marked"

    grave_id: str
    at: str
    words: MarkerWords | None = part(Purpose.IDENTITY, of="grave_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class BurialAgreedWords:
    """How the family's wishes of rite and place are kept, or why it cannot wait and who found so."""

    agreed_said: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class BurialAgreed(Act):
    """The head of the bureau agrees that a named man is buried here: as the family wishes, or for hygiene."""

    KIND: ClassVar[str] = "remains.burial_agreed"

    item_code: str
    ground: BurialGround
    words: BurialAgreedWords | None = part(Purpose.IDENTITY, of="item_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class BurialWords:
    """Which two, in which rite; and on whose word and why, where it lay in a grave before."""

    by: str
    second: str
    rite: str
    authority: str
    why: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemBuried(Act):
    """An item, or its ashes, was laid into a grave (GC I art. 17; GC III art. 120).

    Given:    `policy_id` of the policy on small fragments under which it was buried without a sample, or empty.
    """

    KIND: ClassVar[str] = "remains.item_buried"

    item_code: str
    grave_id: str
    cemetery_code: str
    number: int  # how often it was buried, with this time
    previous: ItemState
    at: str
    policy_id: str
    words: BurialWords | None = part(Purpose.IDENTITY, of="item_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhumedWords:
    """Which two, on whose order, and why."""

    exhumed_by: str
    exhumed_second: str
    ordered_by: str
    exhumed_why: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemExhumed(Act):
    """An item was taken out of its grave."""

    KIND: ClassVar[str] = "remains.item_exhumed"

    item_code: str
    grave_id: str
    burial: str
    exhumed_for: ExhumedFor
    at: str
    order_reference: str
    words: ExhumedWords | None = part(Purpose.IDENTITY, of="item_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class AshesWords:
    """Who said the ground and what exactly; which two burnt it."""

    said_by: str
    reason: str
    by: str
    second: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCremated(Act):
    """An item was burnt, and its ashes are kept (GC III art. 120).

    Given:    `is_again` where an earlier one was recorded of this item and two took it back; `cremation_id` of what the
              head agreed to, "" in acts of before that.
    """

    KIND: ClassVar[str] = "remains.item_cremated"
    VERSION: ClassVar[int] = 2

    item_code: str
    cremation_id: str
    ground: AshesGround
    previous: ItemState
    at: str
    urn: str
    is_again: bool
    words: AshesWords | None = part(Purpose.IDENTITY, of="item_code")


@upcast("remains.item_cremated.1", "remains.item_cremated.2")
def _agreed_to_by_nobody(plain: dict[str, Any]) -> dict[str, Any]:
    return plain | {"cremation_id": ""}


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FragmentPolicySet(Act):
    """What below which size is kept, sampled and buried together, by which decision (practice rule 25)."""

    KIND: ClassVar[str] = "remains.fragment_policy_set"

    fragment_policy_id: str
    decision: str
    largest_mm: int
    sampling: FragmentSampling
    burial: FragmentBurial
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredBy:
    """Which two measured it."""

    by: str
    second: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FragmentMeasured(Act):
    """A part was measured by two."""

    KIND: ClassVar[str] = "remains.fragment_measured"

    item_code: str
    at: str
    longest_mm: int
    is_again: bool
    words: MeasuredBy | None = part(Purpose.IDENTITY, of="item_code")
