"""In which form the projected tables were last written: where today's code has another, they are written again.

A migration changes columns, and knows no act: what new columns hold, only a replay knows. The mark is written after the
replay, so that a crash between the two leaves a house that still knows what it lacks.
"""

from __future__ import annotations

from hashlib import sha256

from repatria.records.ledger.models import RunForm
from repatria.records.ledger.operations import columns_of, projected_models

WRITTEN = 2
"""Raised by whoever lets a projector write something else into the columns that stand."""

_MARK = "projected"


def todays_form() -> str:
    """A digest of every projected table and column, and of `WRITTEN`.  Units: 64 hexadecimal digits."""
    columns = [
        f"{table}.{name}:{type(field).__name__}" for table in projected_models()
        for name, field in columns_of(table).items()
    ]  # fmt: skip
    return sha256("\n".join([str(WRITTEN), *sorted(columns)]).encode()).hexdigest()


def is_in_todays_form() -> bool:
    """Whether the projected tables were written by code whose tables are today's."""
    return RunForm.objects.filter(pk=_MARK, form=todays_form()).exists()


def note_form() -> None:
    """Says that they are now."""
    RunForm.objects.update_or_create(pk=_MARK, defaults={"form": todays_form()})
