"""The projected tables of disclosure."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Answer(models.Model):
    """One decision about what may be said. The latest about an enquiry counts."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40)
    link_index = models.BigIntegerField(null=True)
    decision_index = models.BigIntegerField(null=True)
    kinship_level = models.IntegerField()
    verdict = models.CharField(max_length=24)
    approved_by = models.TextField()
    recorded_index = models.BigIntegerField(db_index=True)


class SettledTelling(models.Model):
    """That something told on an annulled link was put right in person; how, stands in the act."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=60)  # doubt:act
    doubt_id = models.CharField(max_length=40, db_index=True)
    told_index = models.BigIntegerField()
    settled_by = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()


class EvidenceCheck(models.Model):
    """That a document or call about a man was checked, and whether it holds; how, stands in the act, under his key."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    person_id = models.CharField(max_length=40, db_index=True)
    document_index = models.BigIntegerField()
    holds = models.BooleanField()
    checked_by = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()


class Withholding(models.Model):
    """That an enquirer is not to be told, on which ground and until when; why, stands in the acts, under her key."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40)
    ground = models.CharField(max_length=20)
    state = models.CharField(max_length=10, db_index=True)
    held_until = models.CharField(max_length=10)
    until = models.CharField(max_length=10)
    said_by = models.CharField(max_length=40)
    agreed_by = models.CharField(max_length=40, default="")
    ended_by = models.CharField(max_length=40, default="")
    recorded_index = models.BigIntegerField(db_index=True)
    agreed_index = models.BigIntegerField(null=True)
    ended_index = models.BigIntegerField(null=True)
