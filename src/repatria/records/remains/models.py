"""The projected tables of remains. Where the dead lie and what was found lies sealed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.remains.correction_models import Correction  # noqa: F401 - a table of this room
from repatria.records.remains.cremation_models import CremationOrder  # noqa: F401 - a table of this room
from repatria.records.remains.entry_models import EntryCorrection  # noqa: F401 - a table of this room
from repatria.records.remains.examination_models import AnteMortem, Examination  # noqa: F401 - tables of this room
from repatria.records.remains.grave_models import (  # noqa: F401 - tables of this room
    Burial,
    BurialWord,
    Cremation,
    Fragment,
    FragmentPolicy,
    Grave,
    GraveMarkRow,
)
from repatria.records.remains.inquiry_models import (  # noqa: F401 - tables of this room
    InquirySendRow,
    InquiryStatement,
)
from repatria.records.remains.leaving_models import (  # noqa: F401 - tables of this room
    InquiryReport,
    InquiryRow,
    LabelReading,
)
from repatria.records.remains.sample_models import (  # noqa: F401 - tables of this room
    Container,
    ContainerStepRow,
    Sample,
    SampleStepRow,
)
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class Site(models.Model):
    """One place where dead were reported."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    place_code = models.CharField(max_length=8, db_index=True)
    reported_at = models.CharField(max_length=27)
    recorded_index = models.BigIntegerField()
    place = SealedField(Purpose.IDENTITY)
    coordinates = SealedField(Purpose.IDENTITY)
    reported_by = SealedField(Purpose.IDENTITY)
    told = SealedField(Purpose.IDENTITY)


class Recovery(models.Model):
    """One recovery of a team at a place."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    site_id = models.CharField(max_length=40, db_index=True)
    place_code = models.CharField(max_length=8)
    team = models.CharField(max_length=8)
    day = models.CharField(max_length=10)
    neutral = models.CharField(max_length=12)
    recorded_index = models.BigIntegerField()
    led_by = SealedField(Purpose.IDENTITY)
    present = SealedField(Purpose.IDENTITY)  # a line each
    neutral_who = SealedField(Purpose.IDENTITY)


class Item(models.Model):
    """One item under its code."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)  # its code
    recovered_id = models.CharField(max_length=40, db_index=True)
    site_id = models.CharField(max_length=40, db_index=True)
    place_code = models.CharField(max_length=8)
    team = models.CharField(max_length=8)
    count = models.IntegerField()
    kind = models.CharField(max_length=12)
    disc = models.CharField(max_length=8)
    is_disc_left = models.BooleanField()
    state = models.CharField(max_length=12, default="found", db_index=True)
    store_code = models.CharField(max_length=24, default="", db_index=True)
    last_at = models.CharField(max_length=27, default="")
    inquiry = models.CharField(max_length=12, default="none", db_index=True)
    labels_at = models.CharField(max_length=27, default="")
    container_id = models.CharField(max_length=40, default="", db_index=True)
    recorded_index = models.BigIntegerField()
    found_where = SealedField(Purpose.IDENTITY)
    description = SealedField(Purpose.IDENTITY)
    disc_says = SealedField(Purpose.IDENTITY)
    why_removed = SealedField(Purpose.IDENTITY)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["place_code", "team", "count"], name="remains_item_count")]


class SpoiledCode(models.Model):
    """One code that was used up without an item."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)  # the code
    recovered_id = models.CharField(max_length=40, db_index=True)
    place_code = models.CharField(max_length=8)
    team = models.CharField(max_length=8)
    count = models.IntegerField()
    reason = models.TextField()
    recorded_index = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["place_code", "team", "count"], name="remains_spoiled_count")]


class FoundPacket(models.Model):
    """One sealed packet of what was found on an item, and where it stands now."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    item_code = models.CharField(max_length=40, db_index=True)
    state = models.CharField(max_length=12)
    seal_number = models.TextField()
    holds_disc_half = models.BooleanField()
    last_at = models.CharField(max_length=27)
    recorded_index = models.BigIntegerField()


class FoundStep(models.Model):
    """One step of a packet, its list of contents sealed."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "item_code"

    id = models.CharField(primary_key=True, max_length=60)  # "packet.act"
    found_id = models.CharField(max_length=40, db_index=True)
    item_code = models.CharField(max_length=40)
    step = models.CharField(max_length=12)
    at = models.CharField(max_length=27)
    to = models.CharField(max_length=12, default="")
    enquiry_id = models.CharField(max_length=40, default="")
    by = models.TextField()
    second = models.TextField()
    seal_number = models.TextField()
    reference = models.TextField()
    reason = models.TextField()
    recorded_index = models.BigIntegerField()
    contents = SealedField(Purpose.IDENTITY)


class RemainsPhotograph(models.Model):
    """That a photograph is kept. `digest` is emptied when its key is destroyed; then no act opens either."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    item_code = models.CharField(max_length=40, db_index=True)
    taken_at = models.CharField(max_length=27)
    taken_by = models.CharField(max_length=200)
    recorded_index = models.BigIntegerField()
    digest = SealedField(Purpose.VOLUNTARY)


class Store(models.Model):
    """One store of the dead, and how many items it takes."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=24)  # its code
    capacity = models.IntegerField()
    kept_at = models.CharField(max_length=24)
    recorded_index = models.BigIntegerField()


class ItemStepRow(models.Model):
    """One step of an item."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "item_code"

    id = models.CharField(primary_key=True, max_length=60)  # "code.act"
    item_code = models.CharField(max_length=40, db_index=True)
    step = models.CharField(max_length=12)
    at = models.CharField(max_length=27)
    seal_number = models.TextField()
    store_code = models.CharField(max_length=24)
    reference = models.TextField()
    recorded_index = models.BigIntegerField()
    taken_back_index = models.BigIntegerField(null=True)  # two agreed that it was recorded wrongly
    by = SealedField(Purpose.IDENTITY)
    from_whom = SealedField(Purpose.IDENTITY)
    purpose = SealedField(Purpose.IDENTITY)
    grave = SealedField(Purpose.IDENTITY)
    note = SealedField(Purpose.IDENTITY)
    cause = SealedField(Purpose.IDENTITY)
