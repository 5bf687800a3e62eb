"""The projected table of photographs: that there is one. The picture lies in its act alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class Photograph(models.Model):
    """A photograph of him. `digest` is emptied when its key is destroyed; then no act opens either."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    person_id = models.CharField(max_length=40, db_index=True)
    taken_at = models.CharField(max_length=27)
    taken_by = models.CharField(max_length=200)
    recorded_index = models.BigIntegerField()
    digest = SealedField(Purpose.VOLUNTARY)
