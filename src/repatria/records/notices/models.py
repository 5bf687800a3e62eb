"""The projected tables of notices."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class StatutoryNotice(models.Model):
    """One notice in the outbox with its journey: issued, sent, receipted or bounced."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    person_id = models.CharField(max_length=40, db_index=True)
    recipient = models.CharField(max_length=32)
    reason = models.CharField(max_length=40)
    basis_index = models.BigIntegerField(db_index=True)
    due_at = models.CharField(max_length=27)
    state = models.CharField(max_length=12, default="issued", db_index=True)
    is_correction = models.BooleanField()
    code_hash = models.CharField(max_length=64)
    reference = models.CharField(max_length=120, default="")
    step_at = models.CharField(max_length=27, default="")  # when it left, or its receipt came
    recorded_index = models.BigIntegerField()


class Letter(models.Model):
    """One letter to an enquirer. Its text is sealed under her key."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    letter_kind = models.CharField(max_length=24)
    decision_index = models.BigIntegerField(null=True)
    language = models.CharField(max_length=2)
    dated = models.CharField(max_length=10)
    code_hash = models.CharField(max_length=64)
    recorded_index = models.BigIntegerField()
    withheld_index = models.BigIntegerField(null=True)  # it never lay in her box
    version = models.CharField(max_length=40, default="")  # of the words that it was made of
    text = SealedField(Purpose.KIN)


class Round(models.Model):
    """One round: when all letterboxes were replaced, with the digest of what lay in them."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=16)  # the number, in digits
    on = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    code_digest = models.CharField(max_length=64)
    recorded_index = models.BigIntegerField()


class LetterVersion(models.Model):
    """One version of the words of a class of letters, with what became of it."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    number = models.BigIntegerField()
    letter_class = models.CharField(max_length=24, db_index=True)
    words = models.TextField()  # by language, as JSON
    why = models.TextField()
    written_by = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default="drafted")  # drafted, adopted, refused, withdrawn
    reason = models.TextField(default="")  # of a refusal or withdrawal
    settled_by = models.TextField(default="")  # who approved, refused or withdrew
    adopted_index = models.BigIntegerField(null=True)
    settled_index = models.BigIntegerField(null=True)
    recorded_index = models.BigIntegerField()


class PaperVersion(models.Model):
    """One version of the words of a printed paper, with what became of it."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    number = models.BigIntegerField()
    paper = models.CharField(max_length=24, db_index=True)
    words = models.TextField()  # by text and language, as JSON; only what differs from the house's own
    shipped = models.CharField(max_length=40)
    why = models.TextField()
    written_by = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default="drafted")  # drafted, adopted, refused, withdrawn
    reason = models.TextField(default="")  # of a refusal or withdrawal
    settled_by = models.TextField(default="")  # who approved, refused or withdrew
    adopted_index = models.BigIntegerField(null=True)
    settled_index = models.BigIntegerField(null=True)
    recorded_index = models.BigIntegerField()
