"""The projected tables of telling. Names, places and words lie sealed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class Visitor(models.Model):
    """One who was trained to tell a death."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    account_id = models.CharField(max_length=40, db_index=True)
    trained_on = models.CharField(max_length=10)
    trained_until = models.CharField(max_length=10)
    languages = models.TextField()
    recorded_index = models.BigIntegerField()
    name = SealedField(Purpose.IDENTITY)
    office = SealedField(Purpose.IDENTITY)
    trained_by = SealedField(Purpose.IDENTITY)


class WishesRound(models.Model):
    """One round in which families were asked for their wishes."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    received_before = models.CharField(max_length=10)
    families = models.IntegerField()
    recorded_index = models.BigIntegerField()


class Wishes(models.Model):
    """What a family wishes, each time it said so; the newest holds."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=60)  # "enquiry.act"
    enquiry_id = models.CharField(max_length=40, db_index=True)
    round_id = models.CharField(max_length=40)
    parts = models.CharField(max_length=8)
    heard_on = models.CharField(max_length=10)
    recorded_index = models.BigIntegerField()
    listener = SealedField(Purpose.KIN)
    rite = SealedField(Purpose.KIN)
    place = SealedField(Purpose.KIN)
    fragments = SealedField(Purpose.KIN)
    not_before_her = SealedField(Purpose.KIN)
    more = SealedField(Purpose.KIN)


class Telling(models.Model):
    """One death that is to be told."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    known = models.CharField(max_length=12)
    conclusion_index = models.BigIntegerField(null=True, db_index=True)
    person_id = models.CharField(max_length=40, db_index=True)
    owed_by = models.CharField(max_length=12)
    visit_by = models.CharField(max_length=10)
    reported_by = models.CharField(max_length=12)
    signed_by = models.TextField()
    state = models.CharField(max_length=8, default="open", db_index=True)  # open, ended
    ended_index = models.BigIntegerField(null=True)
    is_complete = models.BooleanField(default=False)  # no further part is expected
    receiver = models.CharField(max_length=8, default="")  # owes, told, not
    receiver_by = models.CharField(max_length=10, default="")
    receiver_index = models.BigIntegerField(null=True)
    receiver_at = models.CharField(max_length=27, default="")
    receiver_reference = models.TextField(default="")
    recorded_index = models.BigIntegerField()
    source = SealedField(Purpose.IDENTITY)
    certificate = SealedField(Purpose.IDENTITY)


class TellingAsker(models.Model):
    """One who asks for the dead, and how it stands with her."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=90)  # "telling.enquiry"
    telling_id = models.CharField(max_length=40, db_index=True)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    place = models.IntegerField()
    state = models.CharField(max_length=12, default="waits", db_index=True)  # waits, told, not_found
    told_at = models.CharField(max_length=27, default="")
    told_index = models.BigIntegerField(null=True)
    corrected_index = models.BigIntegerField(null=True)
    way = models.CharField(max_length=8, default="")  # that two allowed beside a visit


class Visit(models.Model):
    """One visit: planned, and how it ended."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=40)
    telling_id = models.CharField(max_length=40, db_index=True)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    purpose = models.CharField(max_length=12)
    way = models.CharField(max_length=8)
    visitors = models.TextField()
    on = models.CharField(max_length=10)
    language = models.CharField(max_length=40)
    part_index = models.BigIntegerField(null=True)
    ended = models.CharField(max_length=12, default="", db_index=True)
    at = models.CharField(max_length=27, default="")
    again_on = models.CharField(max_length=10, default="")
    reference = models.TextField(default="")
    ended_index = models.BigIntegerField(null=True)
    confirmed_index = models.BigIntegerField(null=True)  # a second person said so
    next_on = models.CharField(max_length=10, default="")
    promised_on = models.CharField(max_length=10, default="")  # the day that she was told first, whatever was put off
    recorded_index = models.BigIntegerField()
    meets_at = SealedField(Purpose.KIN)
    beside_her = SealedField(Purpose.KIN)
    interpreter = SealedField(Purpose.KIN)
    doctor_or_priest = SealedField(Purpose.KIN)


class ChangedVisit(models.Model):
    """A plan that was put right, put off, or called off, and why."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=60)  # "visit.act"
    visit_id = models.CharField(max_length=40, db_index=True)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    change = models.CharField(max_length=12)
    on = models.CharField(max_length=10)  # the day then; empty where nobody goes
    recorded_index = models.BigIntegerField()
    why = SealedField(Purpose.KIN)


class VisitWord(models.Model):
    """What was said at a visit that ended, and who was with her."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=40)  # the visit's number
    enquiry_id = models.CharField(max_length=40, db_index=True)
    recorded_index = models.BigIntegerField()
    said = SealedField(Purpose.KIN)
    with_her = SealedField(Purpose.KIN)
    her_words = SealedField(Purpose.KIN)


class TellingPaper(models.Model):
    """One paper that was printed for her after a visit."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=40)
    visit_id = models.CharField(max_length=40, db_index=True)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    language = models.CharField(max_length=2)
    code_hash = models.CharField(max_length=64, default="", db_index=True)
    recorded_index = models.BigIntegerField()
    paper_code = SealedField(Purpose.KIN)
    paper_word = SealedField(Purpose.KIN)
    found = SealedField(Purpose.KIN)
    how = SealedField(Purpose.KIN)


class FollowUp(models.Model):
    """Somebody asked how she is."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=60)  # "visit.act"
    visit_id = models.CharField(max_length=40, db_index=True)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    at = models.CharField(max_length=27)
    recorded_index = models.BigIntegerField()
    asked_by = SealedField(Purpose.KIN)
    said = SealedField(Purpose.KIN)


class Support(models.Model):
    """One word on something that was offered to a family."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=60)  # "visit.act"
    visit_id = models.CharField(max_length=40, db_index=True)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=14)
    answer = models.CharField(max_length=10, db_index=True)
    is_newest = models.BooleanField()
    on = models.CharField(max_length=10)
    recorded_index = models.BigIntegerField()
    by = SealedField(Purpose.KIN)
    said = SealedField(Purpose.KIN)


class Report(models.Model):
    """A report of a death that one laid before another."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    reported_by = models.CharField(max_length=12)
    recorded_index = models.BigIntegerField()
    source = SealedField(Purpose.IDENTITY)
