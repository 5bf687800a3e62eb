"""The projected table of scans: that there is one. The picture lies in its act alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class MessageScan(models.Model):
    """The picture of a sheet. `digest` is emptied when its writer's key is destroyed; then no act opens it either."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "writer_id"

    id = models.CharField(primary_key=True, max_length=40)
    message_id = models.CharField(max_length=40, db_index=True)
    writer_id = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()
    digest = SealedField(Purpose.KIN)
