"""The projected table of what one said of a message and another has to agree to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class MessageMatter(models.Model):
    """That a step or a look was recorded wrongly, or that theirs keep a message back no longer: said, then settled."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "writer_id"

    id = models.CharField(primary_key=True, max_length=40)
    message_id = models.CharField(max_length=40, db_index=True)
    writer_id = models.CharField(max_length=40)
    matter = models.CharField(max_length=16)
    target_id = models.CharField(max_length=60)
    state = models.CharField(max_length=12, db_index=True)  # said, agreed, declined
    recorded_index = models.BigIntegerField()
    reason = SealedField(Purpose.KIN)
    settled_why = SealedField(Purpose.KIN)
