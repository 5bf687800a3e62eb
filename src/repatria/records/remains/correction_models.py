"""The projected table of corrections: what one said was recorded wrongly, and whether another agreed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class Correction(models.Model):
    """One correction of a step, or of what stands of an item."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "item_code"

    id = models.CharField(primary_key=True, max_length=40)
    item_code = models.CharField(max_length=40, db_index=True)
    step_index = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=12)
    disc = models.CharField(max_length=8)
    is_disc_left = models.BooleanField()
    state = models.CharField(max_length=12, default="proposed", db_index=True)
    recorded_index = models.BigIntegerField()
    ended_index = models.BigIntegerField(null=True)
    reason = SealedField(Purpose.IDENTITY)
    found_where = SealedField(Purpose.IDENTITY)
    description = SealedField(Purpose.IDENTITY)
    disc_says = SealedField(Purpose.IDENTITY)
    why_removed = SealedField(Purpose.IDENTITY)
