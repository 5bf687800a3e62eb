"""The projected table of papers on which releases may rest: they name no prisoner."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class GroundPaperRow(models.Model):
    """A paper of the Parties, and whether it still bears a release."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    kind = models.CharField(max_length=20, db_index=True)
    party = models.TextField()
    reference = models.TextField()
    signed_by = models.TextField()
    supplied_by = models.TextField()
    given_on = models.CharField(max_length=10)
    allows_promise = models.BooleanField()
    says_article_117 = models.BooleanField()
    is_in_force = models.BooleanField(default=True)
    ended_because = models.TextField(default="")
    recorded_index = models.BigIntegerField()
