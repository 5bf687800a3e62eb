"""The projected table of what was set aside."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class SetAside(models.Model):
    """One matter that a service of the house could not draw a consequence from, and what became of it."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=100)  # "consumer:matter"
    consumer = models.CharField(max_length=40)
    matter = models.CharField(max_length=60)
    act_index = models.BigIntegerField(null=True)
    act_kind = models.CharField(max_length=80)
    about = models.CharField(max_length=40)
    concerns = models.CharField(max_length=24)
    code = models.CharField(max_length=60)
    provision = models.CharField(max_length=120)
    reason = models.TextField()
    set_aside_at = models.CharField(max_length=27)
    state = models.CharField(max_length=8, default="open", db_index=True)  # open, drawn, decided, emptied
    recorded_index = models.BigIntegerField()
    settled_index = models.BigIntegerField(null=True)
