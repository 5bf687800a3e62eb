"""What several services of remains read first: place, recovery, item, and which codes were given."""

from __future__ import annotations

from typing import Any

from repatria.core.law.remains_containers import ContainerState
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.remains_codes import (
    LARGEST_COUNT,
    fold_remains_code,
    fold_sample_code,
    parts_of_code,
    remains_code,
)
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.remains.errors import (
    CodeOrderError,
    PackedItemError,
    UnknownContainerError,
    UnknownGraveError,
    UnknownItemError,
    UnknownRecoveryError,
    UnknownSampleError,
    UnknownSiteError,
    UsedCodeError,
    WrongCodeError,
)
from repatria.records.remains.grave_models import Fragment, FragmentPolicy, Grave
from repatria.records.remains.leaving_models import LabelReading
from repatria.records.remains.models import Item, Recovery, Site, SpoiledCode
from repatria.records.remains.sample_models import Container, Sample


def site_row(site_id: str) -> Site:
    """Raises: UnknownSiteError."""
    row = row_numbered(Site, site_id)
    if row is None:
        raise UnknownSiteError("no such place of the dead")
    return row


def recovery_row(recovered_id: str) -> Recovery:
    """Raises: UnknownRecoveryError."""
    row = row_numbered(Recovery, recovered_id)
    if row is None:
        raise UnknownRecoveryError("no such recovery")
    return row


def item_row(item_code: str) -> Item:
    """The item of a code, as it was typed or scanned.  Raises: WrongCodeError; UnknownItemError."""
    code = fold_remains_code(item_code)
    if not code:
        raise WrongCodeError("this is no code, or its check character fails", (("item_code", "wrong_check"),))
    row = row_numbered(Item, code)
    if row is None:
        raise UnknownItemError("no item stands under this code")
    return row


def sample_row(sample_code: str) -> Sample:
    """The sample of a code, as it was typed or scanned.  Raises: WrongCodeError; UnknownSampleError."""
    code = fold_sample_code(sample_code)
    if not code:
        raise WrongCodeError("this is no code, or a check character fails", (("sample_code", "wrong_check"),))
    row = row_numbered(Sample, code)
    if row is None:
        raise UnknownSampleError("no sample stands under this code")
    return row


def container_row(container_id: str) -> Container:
    """Raises: UnknownContainerError."""
    row = row_numbered(Container, container_id)
    if row is None:
        raise UnknownContainerError("no such container")
    return row


def grave_row(grave_id: str) -> Grave:
    """Raises: UnknownGraveError."""
    row = row_numbered(Grave, grave_id)
    if row is None:
        raise UnknownGraveError("no such grave")
    return row


def policy_for(item_code: str) -> FragmentPolicy | None:
    """The policy on small fragments that holds now, where this part was measured and is one by it."""
    policy = next(iter(rows_where(FragmentPolicy, order="-recorded_index", at_most=1)), None)
    measured = row_numbered(Fragment, item_code)
    return policy if policy and measured and measured.longest_mm <= policy.largest_mm else None


def are_labels_unlike(item_code: str) -> bool:
    """Whether two read body, bag and paper last, and one of them bears another code."""
    read = rows_where(LabelReading, item_code=item_code, order="-recorded_index", at_most=1)
    return bool(read) and not read[0].are_equal


def check_unpacked(item: Item) -> None:
    """Raises: PackedItemError while an item lies in a container that is sealed."""
    if item.container_id and container_row(item.container_id).state == ContainerState.SEALED.value:
        raise PackedItemError("the item lies in a sealed container")


def next_count(place_code: str, team: str) -> int:
    """The count that follows for a place and team; codes that were spoiled are used up too."""
    asked: dict[str, Any] = {"place_code": place_code, "team": team, "order": "-count", "at_most": 1}
    last = [row.count for row in rows_where(Item, **asked)]
    spoiled = [row.count for row in rows_where(SpoiledCode, **asked)]
    return max((*last, *spoiled), default=0) + 1


def next_codes(recovery: Recovery, how_many: int = 1) -> tuple[str, ...]:
    """The codes that follow for the team of a recovery at its place."""
    first = next_count(recovery.place_code, recovery.team)
    last = min(first + how_many, LARGEST_COUNT + 1)
    return tuple(remains_code(recovery.place_code, recovery.team, one) for one in range(first, last))


def fresh_code(recovery: Recovery, typed: str) -> str:
    """A code that may be given now at this recovery.

    Raises:   WrongCodeError for a check character that fails, or another place's or team's code; UsedCodeError;
              CodeOrderError where the count does not follow on the last one.
    """
    code = fold_remains_code(typed)
    if not code:
        raise WrongCodeError("this is no code, or its check character fails", (("item_code", "wrong_check"),))
    place, team, count = parts_of_code(code)
    if (place, team) != (recovery.place_code, recovery.team):
        raise WrongCodeError("this code is of another place or team", (("item_code", "other_team"),))
    if row_numbered(Item, code) is not None or row_numbered(SpoiledCode, code) is not None:
        raise UsedCodeError("this code was given already", faults=(("item_code", "used_code"),))
    if count != next_count(place, team):
        raise CodeOrderError("the count does not follow on the last one", (("item_code", "not_next_code"),))
    return code


def check_named(**said: str) -> None:
    """Raises: InputError naming every field that was left empty."""
    faults = tuple((name, "missing") for name, text in said.items() if not text.strip())
    if faults:
        raise InputError(f"say {', '.join(name for name, _ in faults)}", faults)
