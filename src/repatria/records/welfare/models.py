"""The projected tables of welfare."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class Care(models.Model):
    """One entry: what was given at a place, to how many of how many, and what was lacking."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    place = models.CharField(max_length=40, db_index=True)
    care = models.CharField(max_length=16)
    given_at = models.CharField(max_length=27)
    given_to = models.IntegerField()
    held = models.IntegerField()
    is_enough = models.BooleanField()
    missing = models.TextField(default="")
    said_by = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField(db_index=True)


class Inspected(models.Model):
    """One man at one inspection."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=80)  # "inspection.person"
    inspection_id = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40, db_index=True)
    place = models.CharField(max_length=40, db_index=True)
    inspected_at = models.CharField(max_length=27)
    doctor = models.CharField(max_length=40)
    reference = models.CharField(max_length=80, default="")
    recorded_index = models.BigIntegerField()


class Health(models.Model):
    """One word of a doctor about a man's health: the grade; what she notes is sealed."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "person_id"

    id = models.CharField(primary_key=True, max_length=40)
    person_id = models.CharField(max_length=40, db_index=True)
    grade = models.CharField(max_length=16)
    seen_at = models.CharField(max_length=27)
    doctor = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()
    note = SealedField(Purpose.HEALTH)


class Visit(models.Model):
    """One visit of a place by those who watch from outside."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    place = models.CharField(max_length=40, db_index=True)
    visited_at = models.CharField(max_length=27)
    body = models.CharField(max_length=24)
    by = models.CharField(max_length=120)
    is_alone = models.BooleanField()
    hindered = models.TextField(default="")
    reference = models.CharField(max_length=80, default="")
    recorded_index = models.BigIntegerField()


class Complaint(models.Model):
    """One complaint: its words and who made it are sealed under a key of its own."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    place = models.CharField(max_length=40, db_index=True)
    about = models.CharField(max_length=16)
    taken_at = models.CharField(max_length=27)
    taken_by = models.CharField(max_length=40)
    forwarded_at = models.CharField(max_length=27, default="")
    forwarded_to = models.CharField(max_length=24, default="")
    reference = models.CharField(max_length=80, default="")
    recorded_index = models.BigIntegerField()
    words = SealedField(Purpose.VOLUNTARY)
    complainant = SealedField(Purpose.VOLUNTARY)


class Representative(models.Model):
    """Who speaks for the prisoners of a place, from when until when."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    place = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40)
    how = models.CharField(max_length=16)
    chosen_at = models.CharField(max_length=27)
    until = models.CharField(max_length=27)
    is_approved = models.BooleanField()
    reason = models.TextField(default="")
    ended_at = models.CharField(max_length=27, default="")
    ended_reason = models.TextField(default="")
    recorded_index = models.BigIntegerField()


class Dissent(models.Model):
    """A representative's own count, or what else he holds against a roll."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    term_id = models.CharField(max_length=40)
    place = models.CharField(max_length=40, db_index=True)
    roll_id = models.CharField(max_length=40, db_index=True)
    counted = models.IntegerField(null=True)
    said_at = models.CharField(max_length=27)
    said = models.TextField()
    recorded_index = models.BigIntegerField()


class DelegateLetter(models.Model):
    """That a representative wrote to those who watch from outside; never what."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    term_id = models.CharField(max_length=40)
    place = models.CharField(max_length=40, db_index=True)
    to = models.CharField(max_length=24)
    handed_in_at = models.CharField(max_length=27)
    sent_at = models.CharField(max_length=27, default="")
    reference = models.CharField(max_length=80, default="")
    recorded_index = models.BigIntegerField()
