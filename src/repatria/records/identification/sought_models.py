"""The projected table of enquiries that seek one person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class OneSought(models.Model):
    """Two enquiries that seek one, or are of two who ask: proposed, agreed by another; doubted, undone by another."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    first_enquiry = models.CharField(max_length=40, db_index=True)
    second_enquiry = models.CharField(max_length=40, db_index=True)
    says = models.CharField(max_length=10, default="seek_one")  # seek_one, two_ask
    state = models.CharField(max_length=12, default="proposed")  # proposed, agreed, undo_asked, undone
    asked_index = models.BigIntegerField(null=True)  # the act by which one asked to part them
    recorded_index = models.BigIntegerField()
    said = SealedField(Purpose.IDENTITY)
