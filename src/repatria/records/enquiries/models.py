"""The projected tables of enquiries."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class Enquiry(models.Model):
    """One family's question. What she said is sealed under her key; only dates and states stand open."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    locator = models.CharField(max_length=64, unique=True)
    letter_identity = models.CharField(max_length=80)
    received_on = models.CharField(max_length=10)
    first_letter_on = models.CharField(max_length=10)
    language = models.CharField(max_length=2)
    page_language = models.CharField(max_length=3, default="")  # where she read in one that no letter is written in
    channel = models.CharField(max_length=16)
    kinship_level = models.IntegerField(default=0)
    claim_standing = models.CharField(max_length=10, default="stands", db_index=True)
    claim_index = models.BigIntegerField(null=True)  # the act that judged it last
    closed_for = models.CharField(max_length=24, null=True)
    duplicate_of = models.CharField(max_length=40, default="")  # the open enquiry that goes on in its place
    recorded_index = models.BigIntegerField(db_index=True)
    number_index = models.CharField(max_length=32, default="", db_index=True)  # keyed: found by it, not read from it
    sought_name = SealedField(Purpose.KIN)
    sought_birth = SealedField(Purpose.KIN)
    sought_place = SealedField(Purpose.KIN)
    sought_unit = SealedField(Purpose.KIN)
    last_contact = SealedField(Purpose.KIN)
    relation = SealedField(Purpose.KIN)
    enquirer_name = SealedField(Purpose.KIN)
    reach_by = SealedField(Purpose.KIN)
    reach_when = SealedField(Purpose.KIN)
    words = SealedField(Purpose.KIN)
    private_answer = SealedField(Purpose.KIN)
    helper = SealedField(Purpose.KIN)
    shares = SealedField(Purpose.KIN)
    lost_words = SealedField(Purpose.KIN)
    telephone = SealedField(Purpose.KIN)
    post_to = SealedField(Purpose.KIN)
    phone_code = SealedField(Purpose.KIN)
    caller_secret = SealedField(Purpose.KIN)
    marks = SealedField(Purpose.KIN)
    meeting = SealedField(Purpose.KIN)
    meeting_who = SealedField(Purpose.KIN)


class MilitaryFacts(models.Model):
    """What she said of his unit and of when she last heard of him; its row outlives its key, its cells do not."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=60)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    sought_unit = SealedField(Purpose.KIN)
    last_contact = SealedField(Purpose.KIN)


class KinshipEvidence(models.Model):
    """One proof of kinship that was weighed."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    evidence = models.CharField(max_length=40)
    holds = models.BooleanField()
    rests_on_index = models.BigIntegerField(null=True)
    recorded_index = models.BigIntegerField()
    note = SealedField(Purpose.KIN)


class PaperOfKinship(models.Model):
    """An uploaded paper; its content is opened from the log when a caseworker looks at it."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    received_on = models.CharField(max_length=10)
    size_bytes = models.BigIntegerField()
    recorded_index = models.BigIntegerField()
    words_stood = models.BooleanField(default=True)
    word = SealedField(Purpose.KIN)  # why it could not be drawn anew, and so is not shown


class LaterWord(models.Model):
    """What she said later with number and words, and what was done about it."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    what = models.CharField(max_length=16)
    received_on = models.CharField(max_length=10)
    recorded_index = models.BigIntegerField()
    settled_index = models.BigIntegerField(null=True, db_index=True)
    words_stood = models.BooleanField(default=True)
    confirmed = models.CharField(max_length=16, default="")
    text = SealedField(Purpose.KIN)
    done = SealedField(Purpose.KIN)
