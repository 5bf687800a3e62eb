"""The tables of the intake database. None of them holds a name, an address, an IP number or a time of day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class SealedEnquiry(models.Model):
    """One sealed thing that came in: an enquiry, or papers added later. Written once.

    `chain` holds four keyed values of 16 bytes: one for each column beside it, and the link that binds them to the
    row before; so a changed column, a missing or an exchanged row is named by `verify_chain`.
    """

    table_class: ClassVar[str] = "inbox"

    sequence = models.BigIntegerField(primary_key=True)
    form_id_sha256 = models.BinaryField(max_length=32, unique=True)
    ciphertext = models.BinaryField()
    received_on = models.CharField(max_length=10)
    chain = models.BinaryField(max_length=64)


class Letterbox(models.Model):
    """Where one enquiry's letters lie: the same number of bytes for all, replaced for all in every round."""

    table_class: ClassVar[str] = "letterbox"

    locator = models.CharField(primary_key=True, max_length=64)
    blob = models.BinaryField()
    digest = models.BinaryField(max_length=32)


class RoundState(models.Model):
    """The round that the letterboxes and the paper codes stand at; one row. An act of the bureau holds the same."""

    table_class: ClassVar[str] = "letterbox"

    number = models.BigIntegerField(primary_key=True)
    on = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    code_digest = models.CharField(max_length=64)


class PaperCode(models.Model):
    """A paper that can be checked: the hash of code and check word, and what they open. Padded to a power of two."""

    table_class: ClassVar[str] = "letterbox"

    code_hash = models.BinaryField(primary_key=True, max_length=32)
    entry = models.BinaryField()
    digest = models.BinaryField(max_length=32)


class PaperCheck(models.Model):
    """How often a paper was checked."""

    table_class: ClassVar[str] = "runtime"

    code_hash = models.BinaryField(primary_key=True, max_length=32)
    count = models.BigIntegerField(default=0)


class SealedLine(models.Model):
    """One sealed line of a device in the field, as it came. Written once; chained as an enquiry is."""

    table_class: ClassVar[str] = "inbox"

    sequence = models.BigIntegerField(primary_key=True)
    form_id_sha256 = models.BinaryField(max_length=32, unique=True)  # of the whole envelope: sent twice, kept once
    ciphertext = models.BinaryField()
    received_on = models.CharField(max_length=10)
    chain = models.BinaryField(max_length=64)


class DayOfPapers(models.Model):
    """How much came in on a day in papers for receipts that had no letterbox yet: anybody may make up such a one."""

    table_class: ClassVar[str] = "runtime"

    on = models.CharField(primary_key=True, max_length=10)
    size_bytes = models.BigIntegerField(default=0)


class PapersOfReceipt(models.Model):
    """How many papers and words came in today with one receipt, under a mark that only the portal's key makes."""

    table_class: ClassVar[str] = "runtime"

    mark = models.BinaryField(primary_key=True, max_length=16)  # of this day: another one tomorrow
    on = models.CharField(max_length=10)
    count = models.BigIntegerField(default=0)


class DoorDevice(models.Model):
    """A device whose lines the door takes, as the courier told it. The courier asks the acts again."""

    table_class: ClassVar[str] = "runtime"

    device_id = models.CharField(primary_key=True, max_length=40)
    point = models.BinaryField(max_length=65)
    is_active = models.BooleanField()


class LineAnswered(models.Model):
    """What a device may learn of a line: one word, under a number that only this device drew."""

    table_class: ClassVar[str] = "runtime"

    line_id = models.CharField(primary_key=True, max_length=32)
    answer = models.CharField(max_length=12)


class PublicText(models.Model):
    """What the bureau says to everybody, as the courier laid it there; shown only where the log's key signed it."""

    table_class: ClassVar[str] = "runtime"

    name = models.CharField(primary_key=True, max_length=24)
    text = models.TextField()
    signature = models.BinaryField(max_length=64)
