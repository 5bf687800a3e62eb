"""The projected tables of appeals."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class AppealCopy(models.Model):
    """A copy that the delegate was given."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    reference = models.CharField(max_length=64, db_index=True)
    given_on = models.CharField(max_length=10)
    given_to = models.TextField()
    by_way = models.TextField()
    recorded_index = models.BigIntegerField()


class Appeal(models.Model):
    """One appeal that was published, and whether it stands."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    number = models.BigIntegerField()
    switch_id = models.CharField(max_length=40)
    legal_basis = models.TextField()
    words = models.TextField()  # by language, as JSON
    conditions = models.TextField()  # by language, as JSON
    dated = models.CharField(max_length=10)
    approved_by = models.TextField()
    signature = models.CharField(max_length=128)
    withdrawn_on = models.CharField(max_length=10, default="")
    withdrawn_reason = models.CharField(max_length=16, default="")
    withdrawn_remark = models.TextField(default="")
    recorded_index = models.BigIntegerField()
