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
    weights_version = models.IntegerField(default=0)
    share_ppm = models.IntegerField(default=800_000)  # of enquiries about somebody registered, that the chance rests on
    share_source = models.CharField(max_length=12, default="assumed")
    share_among = models.IntegerField(default=0)


class UnlaidPair(models.Model):
    """One enquiry beside one person who was found, but less likely than what is laid before reviewers.

    Given:    the row stays where the pair is proposed after all: it is laid then, and counts no more.
    """

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=90)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40)
    probability_ppm = models.BigIntegerField()
    least_ppm = models.BigIntegerField()
    found_index = models.BigIntegerField()


class Search(models.Model):
    """An enquiry that was searched for and nobody was found, by its number."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    searched_index = models.BigIntegerField()


class Judgement(models.Model):
    """One reviewer's judgement of one pair."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    pair_id = models.CharField(max_length=90, db_index=True)
    reviewer = models.CharField(max_length=40)
    judgement = models.CharField(max_length=10)
    recorded_index = models.BigIntegerField()


class WeightsVersion(models.Model):
    """One version of the weights that was adopted. Its numbers are in its act; the row says where that is.

    Given:    the version in force is the highest one that was not withdrawn; without one, the shipped weights are.
    """

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=12)
    version = models.IntegerField(unique=True)
    based_on = models.IntegerField()
    again_of = models.IntegerField(null=True)
    evidence_index = models.BigIntegerField()
    links = models.IntegerField()
    refused = models.IntegerField()
    adopted_by = models.CharField(max_length=40)
    adopted_index = models.BigIntegerField()
    withdrawn_by = models.CharField(max_length=40, default="")
    withdrawn_index = models.BigIntegerField(null=True)


class DoublePair(models.Model):
    """Two records of the register that may be one man. The waterfall holds levels and bits, never names."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=90)
    first_id = models.CharField(max_length=40, db_index=True)
    second_id = models.CharField(max_length=40, db_index=True)
    millibits = models.BigIntegerField()
    probability_ppm = models.BigIntegerField()
    digest = models.CharField(max_length=32)  # keyed, of what both were compared by
    waterfall = models.TextField()
    conclusion = models.CharField(max_length=16, default="", db_index=True)
    proposed_index = models.BigIntegerField()
    weights_version = models.IntegerField()


class DoubleJudgement(models.Model):
    """One reviewer's judgement of one pair of records."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    pair_id = models.CharField(max_length=90, db_index=True)
    reviewer = models.CharField(max_length=40)
    judgement = models.CharField(max_length=10)
    recorded_index = models.BigIntegerField()


class LinkDoubt(models.Model):
    """That somebody said of a confirmed link that it names the wrong man, and how it was settled."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    pair_id = models.CharField(max_length=90, db_index=True)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40, db_index=True)
    link_index = models.BigIntegerField()  # the act that confirmed it
    state = models.CharField(max_length=10, db_index=True)
    doubted_by = models.CharField(max_length=40)
    doubted_index = models.BigIntegerField()
    settled_by = models.CharField(max_length=40, default="")
    settled_index = models.BigIntegerField(null=True)
    reopened_by = models.CharField(max_length=40, default="")  # who laid the pair before reviewers again
    reopened_index = models.BigIntegerField(null=True)
