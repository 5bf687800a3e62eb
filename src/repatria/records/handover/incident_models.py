"""The projected table of incidents: that there was one, where and when; what was seen lies under her key."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class HandoverIncident(models.Model):
    """One incident and whether it was cleared up."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=40)
    handover_id = models.CharField(max_length=40, db_index=True)
    enquiry_id = models.CharField(max_length=40)
    incident = models.CharField(max_length=24)
    happened_at = models.CharField(max_length=27)
    place = models.TextField()
    owner = models.CharField(max_length=40)
    recorded_by = models.CharField(max_length=40)
    is_closed = models.BooleanField(default=False, db_index=True)
    recorded_index = models.BigIntegerField()
    told = SealedField(Purpose.KIN)
    found = SealedField(Purpose.KIN)
    done = SealedField(Purpose.KIN)
