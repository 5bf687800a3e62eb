"""The projected tables of what goes to families. Who takes it, and why a release ended, lies sealed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class RemainsRelease(models.Model):
    """One release to a family: proposed, given, declined or taken back."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40, db_index=True)
    state = models.CharField(max_length=12, default="proposed", db_index=True)
    is_herself = models.BooleanField(default=False)
    packets = models.TextField(default="")
    at = models.CharField(max_length=27, default="")
    receipt = models.TextField(default="")
    recorded_index = models.BigIntegerField()  # of the proposal; of before those, of the release
    released_index = models.BigIntegerField(null=True)
    asked_index = models.BigIntegerField(null=True)  # who said last that it was recorded wrongly
    ended_index = models.BigIntegerField(null=True)
    receiver = SealedField(Purpose.IDENTITY)
    relation = SealedField(Purpose.IDENTITY)
    document = SealedField(Purpose.IDENTITY)
    place = SealedField(Purpose.IDENTITY)
    by = SealedField(Purpose.IDENTITY)
    second = SealedField(Purpose.IDENTITY)
    named_by = SealedField(Purpose.IDENTITY)
    as_wished = SealedField(Purpose.IDENTITY)
    reason = SealedField(Purpose.IDENTITY)  # why it was declined, or is said to be wrong


class ReleasedItem(models.Model):
    """One item that went to a family."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)  # its code: none goes twice
    given_id = models.CharField(max_length=40, db_index=True)
    recorded_index = models.BigIntegerField()
    taken_back_index = models.BigIntegerField(null=True)  # two said that it was recorded wrongly
