"""The projected tables of matching."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class CandidatePair(models.Model):
    """One enquiry beside one person. The waterfall holds levels and bits, never names."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=90)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40, db_index=True)
    millibits = models.BigIntegerField()
    probability_ppm = models.BigIntegerField()
    equally_good = models.IntegerField()
    waterfall = models.TextField()
    conclusion = models.CharField(max_length=16, default="", db_index=True)
    link_index = models.BigIntegerField(null=True)  # the act whose judgement confirmed the link
    proposed_index = models.BigIntegerField()


class Judgement(models.Model):
    """One reviewer's judgement of one pair."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    pair_id = models.CharField(max_length=90, db_index=True)
    reviewer = models.CharField(max_length=40)
    judgement = models.CharField(max_length=10)
    recorded_index = models.BigIntegerField()
