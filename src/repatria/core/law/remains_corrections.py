"""What was recorded wrongly of an item: said by one, agreed by another; what was written stays beside it."""

from __future__ import annotations

from enum import StrEnum

from repatria.core.law.errors import SecondPersonError, UnstatedReasonError
from repatria.core.law.guards import are_two_different, need, refuse_open
from repatria.core.law.remains import RULE
from repatria.core.law.remains_path import ItemStep

OF_DOCTORS = frozenset({ItemStep.EXAMINED, ItemStep.SAMPLED})
"""Steps that a later record of a doctor corrects. A cremation has none: one under a wrong code is taken back by two."""


RIGHT_OF_STEPS = (ItemStep.RECOVERED, ItemStep.RECEIVED, ItemStep.STORED, ItemStep.MOVED)
"""Steps whose words two put right, wherever they stand in the path."""


class WrongEntry(StrEnum):
    """What was recorded wrongly."""

    GRAVE = "grave"  # where it is
    STEP = "step"  # of an item: hands, seal, store, time
    BURIAL = "burial"  # who buried, when, in which rite


def check_entry_wrong(*, is_changed: bool, reason: str) -> None:
    """Checks that what is to stand of an entry is something else than stands, and why.

    Source:   GC I art. 17; law-and-practice section 6.3.
    Raises:   OpenGuardError or UnstatedReasonError naming all that is missing.
    """
    check_item_wrong(is_changed=is_changed, reason=reason)


def check_burial_right(by: str, second: str) -> None:
    """Checks that two different persons stand as who buried.  Source: GC I art. 17.  Raises: SecondPersonError."""
    refuse_open(need(are_two_different((by, second)), "buried_by_two", "GC I 17", SecondPersonError))


def check_step_wrong(step: ItemStep | None, *, is_last: bool, reason: str) -> None:
    """Checks that a step may be said to have been recorded wrongly: the last one of the path, and no doctor's record.

    Source:   law-and-practice section 6.3: each move is an event; what was written by mistake is corrected by two with
              a reason, and nothing is written over.
    Raises:   OpenGuardError or UnstatedReasonError naming all that is missing.
    """
    refuse_open((
        *need(step is not None and is_last, "step_is_last", RULE),
        *need(step not in OF_DOCTORS, "step_of_no_doctor", RULE),
        *need(bool(reason.strip()), "item_correction_why", RULE, UnstatedReasonError),
    ))  # fmt: skip


def check_item_wrong(*, is_changed: bool, reason: str) -> None:
    """Checks that a correction of what stands of an item says something else, and why.

    Source:   GC I art. 16; law-and-practice section 6.3.
    Raises:   OpenGuardError or UnstatedReasonError naming all that is missing.
    """
    refuse_open((
        *need(is_changed, "correction_changes", RULE),
        *need(bool(reason.strip()), "item_correction_why", RULE, UnstatedReasonError),
    ))  # fmt: skip


def check_agreed_by_another(by: str, proposed_by: str) -> None:
    """Checks that another agrees than who said it.  Source: house rule 6.3.  Raises: SecondPersonError."""
    refuse_open(need(by != proposed_by, "correction_by_another", RULE, SecondPersonError))
