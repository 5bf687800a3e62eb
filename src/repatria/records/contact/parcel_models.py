"""The projected tables of parcels, and of the offers of paper. What is in one and every name lie sealed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class Parcel(models.Model):
    """A parcel, money or a collective consignment, and where it is."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "subject_id"

    id = models.CharField(primary_key=True, max_length=40)
    subject_id = models.CharField(max_length=40)
    parcel_kind = models.CharField(max_length=8)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40, db_index=True)
    channel = models.CharField(max_length=8)
    said_on = models.CharField(max_length=10)
    words_stood = models.BooleanField()
    state = models.CharField(max_length=16, db_index=True)
    place = models.CharField(max_length=40)
    shown = models.CharField(max_length=16, default="received")
    shown_index = models.BigIntegerField(null=True)
    moved_index = models.BigIntegerField()
    recorded_index = models.BigIntegerField()
    asked_back_index = models.BigIntegerField(null=True)  # by which act whoever sent it asks for it back
    declared = SealedField(Purpose.KIN)
    carrier = SealedField(Purpose.KIN)
    from_whom = SealedField(Purpose.KIN)
    back_to = SealedField(Purpose.KIN)


class ParcelStep(models.Model):
    """One step of a parcel."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "subject_id"

    id = models.CharField(primary_key=True, max_length=60)  # "parcel.act"
    parcel_id = models.CharField(max_length=40, db_index=True)
    subject_id = models.CharField(max_length=40)
    event = models.CharField(max_length=16)  # credited_said or lost_said while it waits for a second account
    at = models.CharField(max_length=27)
    place = models.CharField(max_length=40)
    why_not = models.CharField(max_length=16, default="")
    mark = models.CharField(max_length=16, default="")
    heads = models.IntegerField(default=0)
    entry = models.CharField(max_length=120, default="")
    receipt = models.CharField(max_length=120, default="")
    recorded_index = models.BigIntegerField()
    given_to = SealedField(Purpose.KIN)
    witness = SealedField(Purpose.KIN)
    note = SealedField(Purpose.KIN)
    amount = SealedField(Purpose.KIN)
    currency = SealedField(Purpose.KIN)
    signed_by = SealedField(Purpose.KIN)
    settled_why = SealedField(Purpose.KIN)


class ParcelOpening(models.Model):
    """What was in it when it was opened, as one listed it and another agreed."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "subject_id"

    id = models.CharField(primary_key=True, max_length=60)  # "parcel.act"
    parcel_id = models.CharField(max_length=40, db_index=True)
    subject_id = models.CharField(max_length=40)
    at = models.CharField(max_length=27)
    place = models.CharField(max_length=40, db_index=True)
    present = models.CharField(max_length=16)
    state = models.CharField(max_length=12)  # said, agreed, declined
    recorded_index = models.BigIntegerField()
    contents = SealedField(Purpose.KIN)
    present_name = SealedField(Purpose.KIN)
    declined_why = SealedField(Purpose.KIN)


class ParcelPart(models.Model):
    """A thing of a parcel that was not given to him."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "subject_id"

    id = models.CharField(primary_key=True, max_length=60)  # "parcel.act"
    parcel_id = models.CharField(max_length=40, db_index=True)
    subject_id = models.CharField(max_length=40)
    why = models.CharField(max_length=16)
    became = models.CharField(max_length=20)
    state = models.CharField(max_length=8, default="stands")  # said while it waits, stands, declined
    recorded_index = models.BigIntegerField()
    thing = SealedField(Purpose.KIN)
    reference = SealedField(Purpose.KIN)
    settled_why = SealedField(Purpose.KIN)


class MailOffer(models.Model):
    """That paper and forms were offered in a place, and among how many."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    place = models.CharField(max_length=40, db_index=True)
    offered_at = models.CharField(max_length=27)
    letters = models.IntegerField()
    cards = models.IntegerField()
    limited_by = models.CharField(max_length=200)
    took = models.IntegerField()
    declined = models.IntegerField()
    recorded_index = models.BigIntegerField()


class MailOfferedTo(models.Model):
    """That it was offered to one man, and whether he took it."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=90)  # "offer.person"
    offer_id = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40, db_index=True)
    offered_at = models.CharField(max_length=27)
    took = models.BooleanField()
    recorded_index = models.BigIntegerField()
