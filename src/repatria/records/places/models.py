"""The projected tables of places."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Place(models.Model):
    """One place, open or closed, by its code."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=120)
    opened_index = models.BigIntegerField()
    closed_index = models.BigIntegerField(null=True)


class PlaceSpelling(models.Model):
    """One way in which a place is written: its code, each name it had, each spelling that was recorded."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=80)  # code, act, what it is
    place_id = models.CharField(max_length=40, db_index=True)
    of = models.CharField(max_length=8)  # code, name, spelling
    written = models.CharField(max_length=120)
    key = models.CharField(max_length=400, db_index=True)  # compatibility forms may be longer than what was written
    is_annulled = models.BooleanField(default=False)
    recorded_index = models.BigIntegerField()


class CardPad(models.Model):
    """One pad of numbered cards, with the place that has it."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    place_id = models.CharField(max_length=40, db_index=True)
    prefix = models.CharField(max_length=24)
    prefix_key = models.CharField(max_length=80, db_index=True)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    digits = models.IntegerField()
    received_by = models.CharField(max_length=120)
    is_annulled = models.BooleanField(default=False)
    recorded_index = models.BigIntegerField()
