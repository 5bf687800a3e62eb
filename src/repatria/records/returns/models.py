"""The projected tables of returns. What the other side asserts, and who said what, lies sealed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.returns.pass_models import CoffinPass, CoffinPassStep  # noqa: F401 - tables of this room
from repatria.records.returns.power_models import PowerClaim, PowerReview  # noqa: F401 - tables of this room
from repatria.records.returns.release_models import ReleasedItem, RemainsRelease  # noqa: F401 - tables of this room
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class ReturnRequest(models.Model):
    """One request to a neutral intermediary, and where it stands."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    state = models.CharField(max_length=16, db_index=True)
    asked_for = models.CharField(max_length=60)
    granted = models.CharField(max_length=60, default="")
    asked_at = models.CharField(max_length=27)
    answer_by = models.CharField(max_length=10)
    last_at = models.CharField(max_length=27)
    recorded_index = models.BigIntegerField()
    body = SealedField(Purpose.IDENTITY)
    what = SealedField(Purpose.IDENTITY)
    when = SealedField(Purpose.IDENTITY)
    conditions = SealedField(Purpose.IDENTITY)


class RequestStep(models.Model):
    """One thing that became of a request."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "request_id"

    id = models.CharField(primary_key=True, max_length=60)  # "request.act"
    request_id = models.CharField(max_length=40, db_index=True)
    event = models.CharField(max_length=16)
    granted = models.CharField(max_length=60)
    at = models.CharField(max_length=27)
    reference = models.TextField()
    recorded_index = models.BigIntegerField()
    by = SealedField(Purpose.IDENTITY)
    said = SealedField(Purpose.IDENTITY)


class Batch(models.Model):
    """One batch, and how far it is."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    way = models.CharField(max_length=8)
    power = models.CharField(max_length=16)
    title = models.TextField()
    state = models.CharField(max_length=16, db_index=True)
    request_id = models.CharField(max_length=40)
    origin_id = models.CharField(max_length=40, db_index=True)
    is_theirs = models.BooleanField(default=False)
    place = models.TextField(default="")
    agreed_on = models.CharField(max_length=10, default="")
    vehicle_seal = models.TextField(default="")
    manifest_digest = models.CharField(max_length=64, default="")
    counter = models.CharField(max_length=40, default="")  # whose count has begun and is not signed
    last_at = models.CharField(max_length=27, default="")
    recorded_index = models.BigIntegerField()


class BatchList(models.Model):
    """One list that was put on a batch: ours by codes, or theirs as it came."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=60)  # "batch.act"
    batch_id = models.CharField(max_length=40, db_index=True)
    is_theirs = models.BooleanField()
    came_at = models.CharField(max_length=27)
    reference = models.TextField()
    file_digest = models.CharField(max_length=64)
    lines = models.IntegerField()
    rejected = models.IntegerField()
    recorded_index = models.BigIntegerField()


class BatchLine(models.Model):
    """One thing on the list of a batch."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "batch_id"

    id = models.CharField(primary_key=True, max_length=40)
    batch_id = models.CharField(max_length=40, db_index=True)
    place = models.IntegerField()
    label = models.CharField(max_length=40, db_index=True)
    item_code = models.CharField(max_length=40, db_index=True)
    seal_number = models.CharField(max_length=40)
    container = models.CharField(max_length=40)
    is_out = models.BooleanField(default=False)
    is_checked = models.BooleanField(default=False)
    loaded_at = models.CharField(max_length=27, default="")
    is_spot_checked = models.BooleanField(default=False)
    recorded_index = models.BigIntegerField()
    says = SealedField(Purpose.IDENTITY)


class BatchContainer(models.Model):
    """One coffin, bag or box on the list of a batch; its lines name it by its number."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    batch_id = models.CharField(max_length=40, db_index=True)
    place = models.IntegerField()
    number = models.CharField(max_length=40)
    kept_id = models.CharField(max_length=40, db_index=True)
    seal_number = models.CharField(max_length=40)
    resealed = models.CharField(max_length=40, default="")  # under which seal the intermediary closed it again
    is_out = models.BooleanField(default=False)
    is_spot_checked = models.BooleanField(default=False)
    recorded_index = models.BigIntegerField()


class BatchStep(models.Model):
    """One step of a batch."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "batch_id"

    id = models.CharField(primary_key=True, max_length=60)  # "batch.act"
    batch_id = models.CharField(max_length=40, db_index=True)
    event = models.CharField(max_length=16)
    at = models.CharField(max_length=27)
    place = models.TextField()
    seal_number = models.TextField()
    reference = models.TextField()
    manifest_digest = models.CharField(max_length=64)
    recorded_index = models.BigIntegerField()
    by = SealedField(Purpose.IDENTITY)
    second = SealedField(Purpose.IDENTITY)
    participants = SealedField(Purpose.IDENTITY)
    carrier = SealedField(Purpose.IDENTITY)
    neutral_who = SealedField(Purpose.IDENTITY)
    window = SealedField(Purpose.IDENTITY)
    authority = SealedField(Purpose.IDENTITY)
    reason = SealedField(Purpose.IDENTITY)


class ScanList(models.Model):
    """One list of scans that was taken in."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    batch_id = models.CharField(max_length=40, db_index=True)
    purpose = models.CharField(max_length=8)
    digest = models.CharField(max_length=64, db_index=True)
    scans = models.IntegerField()
    rejected = models.IntegerField()
    recorded_index = models.BigIntegerField()


class BatchScan(models.Model):
    """One scan."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=60)  # "list.place"
    batch_id = models.CharField(max_length=40, db_index=True)
    purpose = models.CharField(max_length=8)
    at = models.CharField(max_length=27)
    label = models.CharField(max_length=40)
    line_id = models.CharField(max_length=40)
    seal = models.CharField(max_length=40)
    is_seal_whole = models.BooleanField()
    is_condition_as_listed = models.BooleanField()
    flag = models.CharField(max_length=16)
    is_container = models.BooleanField(default=False)
    container = models.CharField(max_length=40, default="")
    struck_index = models.BigIntegerField(null=True)  # whoever counts said that it was wrong
    recorded_index = models.BigIntegerField()


class BatchCount(models.Model):
    """One count of a batch: the sender's, or the receiver's. Neither is ever written over."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "batch_id"

    id = models.CharField(primary_key=True, max_length=40)
    batch_id = models.CharField(max_length=40, db_index=True)
    is_receiver = models.BooleanField()
    is_theirs = models.BooleanField()
    is_by_line = models.BooleanField()
    number = models.IntegerField()
    containers = models.IntegerField(null=True)
    at = models.CharField(max_length=27)
    reference = models.TextField()
    recorded_index = models.BigIntegerField()
    by = SealedField(Purpose.IDENTITY)
    second = SealedField(Purpose.IDENTITY)
    why_differs = SealedField(Purpose.IDENTITY)


class CountEntry(models.Model):
    """One thing that the receiver counted."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=60)
    batch_id = models.CharField(max_length=40, db_index=True)
    count_id = models.CharField(max_length=40)
    label = models.CharField(max_length=40)
    seal = models.CharField(max_length=40)
    is_seal_whole = models.BooleanField()
    is_condition_as_listed = models.BooleanField()
    item_code = models.CharField(max_length=40, default="", db_index=True)
    is_container = models.BooleanField(default=False)
    container = models.CharField(max_length=40, default="")
    recorded_index = models.BigIntegerField()


class BatchDifference(models.Model):
    """One difference, and how it was ended."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "batch_id"

    id = models.CharField(primary_key=True, max_length=40)
    batch_id = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=16)
    line_id = models.CharField(max_length=40)
    entry_id = models.CharField(max_length=60)
    end = models.CharField(max_length=16, default="")
    other = models.CharField(max_length=60, default="")
    ended_index = models.BigIntegerField(null=True)
    recorded_index = models.BigIntegerField()
    said = SealedField(Purpose.IDENTITY)
