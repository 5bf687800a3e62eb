"""The row of one who was found dead."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class FoundDead(models.Model):
    """By which item a person of the register was found dead, under his number; and whether that was taken back."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    item_code = models.CharField(max_length=40, db_index=True)
    event_id = models.CharField(max_length=60)
    recorded_index = models.BigIntegerField()
    withdrawn_index = models.BigIntegerField(null=True)
