"""The projected tables of exchanges. Names lie sealed under the key of the version that brought them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class Agreement(models.Model):
    """One agreement of the Parties, as its copy says."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    parties = models.TextField()  # a line each
    agreed_on = models.CharField(max_length=10)
    place = models.TextField()
    basis = models.CharField(max_length=16)
    legal_basis = models.TextField()
    terms = models.TextField()
    signed_by = models.TextField()  # a line each
    copy_digest = models.CharField(max_length=64)
    reference = models.TextField()
    says_article_117 = models.BooleanField()
    ended_on = models.CharField(max_length=10, default="")
    ended_reason = models.TextField(default="")
    recorded_index = models.BigIntegerField()


class ExchangeList(models.Model):
    """One list under an agreement."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    agreement_id = models.CharField(max_length=40, db_index=True)
    direction = models.CharField(max_length=8)
    power = models.CharField(max_length=16)
    title = models.TextField()
    closed_on = models.CharField(max_length=10, default="")
    recorded_index = models.BigIntegerField()


class ListVersion(models.Model):
    """One version of a list."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    list_id = models.CharField(max_length=40, db_index=True)
    number = models.IntegerField()
    side = models.CharField(max_length=8)
    came_at = models.CharField(max_length=27)
    supplied_by = models.TextField()
    reference = models.TextField()
    file_digest = models.CharField(max_length=64)
    is_whole = models.BooleanField()
    is_at_border = models.BooleanField()
    rows = models.IntegerField()
    recorded_index = models.BigIntegerField()


class VersionRow(models.Model):
    """One row of a version, or of a crossing who stood on no list, as it came."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "version_id"

    id = models.CharField(primary_key=True, max_length=60)  # "version.row"
    version_id = models.CharField(max_length=40, db_index=True)
    line_id = models.CharField(max_length=40)
    name = SealedField(Purpose.IDENTITY)
    birth_date = SealedField(Purpose.IDENTITY)
    service_number = SealedField(Purpose.IDENTITY)
    their_number = SealedField(Purpose.IDENTITY)
    raw = SealedField(Purpose.IDENTITY)  # as JSON


class ListLine(models.Model):
    """One man of a list, and how far he is."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    list_id = models.CharField(max_length=40, db_index=True)
    direction = models.CharField(max_length=8)
    person_id = models.CharField(max_length=40, db_index=True, default="")
    row_id = models.CharField(max_length=60)
    state = models.CharField(max_length=12, db_index=True)
    ground = models.CharField(max_length=16, default="")
    agreed_on = models.CharField(max_length=10, default="")
    agreed_reference = models.TextField(default="")
    crossing_id = models.CharField(max_length=40, default="")
    is_on_newest = models.BooleanField(default=True)
    proposed_index = models.BigIntegerField(db_index=True)
    state_index = models.BigIntegerField()


class LineStep(models.Model):
    """One step of a line, in order."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=64)  # "line.act"
    line_id = models.CharField(max_length=40, db_index=True)
    event = models.CharField(max_length=16)
    ground = models.CharField(max_length=16, default="")
    said = models.TextField(default="")
    reference = models.TextField(default="")
    recorded_index = models.BigIntegerField()


class ListDifference(models.Model):
    """One difference, its owner, and how it ended."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    list_id = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=12)
    line_id = models.CharField(max_length=40, default="")
    row_id = models.CharField(max_length=60, default="")
    crossing_id = models.CharField(max_length=40, default="")
    reference = models.TextField(default="")
    owner = models.CharField(max_length=40)
    end = models.CharField(max_length=16, default="", db_index=True)
    said = models.TextField(default="")
    opened_index = models.BigIntegerField()
    ended_index = models.BigIntegerField(null=True)


class Crossing(models.Model):
    """One crossing of a list: when, where, and what either side counted."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    list_id = models.CharField(max_length=40, db_index=True)
    crossed_at = models.CharField(max_length=27)
    point = models.TextField()
    named = models.IntegerField()  # lines that came, and those on no list
    counted = models.IntegerField(null=True)
    counted_by = models.TextField()
    their_count = models.IntegerField(null=True)
    their_reference = models.TextField()
    recorded_index = models.BigIntegerField()
    annulled_by = models.CharField(max_length=40, default="")
    annulled_index = models.BigIntegerField(null=True)


class Hold(models.Model):
    """Who is kept back from lists, and on what."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    person_id = models.CharField(max_length=40, db_index=True)
    ground = models.CharField(max_length=16)
    provision = models.CharField(max_length=40)
    authority = models.TextField()
    reference = models.TextField()
    approved_by = models.TextField()
    reviewed_index = models.BigIntegerField(null=True)
    ended_index = models.BigIntegerField(null=True, db_index=True)
    ended_reason = models.TextField(default="")
    recorded_index = models.BigIntegerField()


class ReleasedList(models.Model):
    """One list that was let out, to whom, and the digest of what it says."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    number = models.IntegerField()
    kind = models.CharField(max_length=12)
    list_id = models.CharField(max_length=40, db_index=True)
    power = models.CharField(max_length=16)
    recipients = models.TextField()
    persons = models.TextField()
    lines = models.IntegerField()
    content_digest = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=64)
    approved_by = models.TextField()
    signature = models.CharField(max_length=128)
    recorded_index = models.BigIntegerField()
    rows = SealedField(Purpose.IDENTITY)  # as JSON
    code = SealedField(Purpose.IDENTITY)
    check_word = SealedField(Purpose.IDENTITY)
