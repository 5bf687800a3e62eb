"""The projected tables of findings and of the board. Of a finding's numbers nothing stands open."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import BlindField, SealedField


class Comparison(models.Model):
    """One profile that was compared with everything open."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    sample_code = models.CharField(max_length=40, db_index=True)
    rests_on_index = models.BigIntegerField()
    bodies = models.IntegerField()
    places = models.IntegerField()
    compared = models.BigIntegerField()
    least = models.CharField(max_length=12)
    table_id = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    findings = models.IntegerField()
    recorded_index = models.BigIntegerField(db_index=True)


class SaidOfProfile(models.Model):
    """What a comparison said of a profile: whom it equals."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=60)  # "code.act"
    sample_code = models.CharField(max_length=40, db_index=True)
    flags = models.CharField(max_length=80)
    like = models.TextField()
    recorded_index = models.BigIntegerField()


class Finding(models.Model):
    """One pair that was found. The last of a pair counts."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"
    blind_purpose: ClassVar[Purpose] = Purpose.DNA

    id = models.CharField(primary_key=True, max_length=40)
    comparison_id = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=8, db_index=True)
    sample_code = models.CharField(max_length=40, db_index=True)
    item_code = models.CharField(max_length=40, db_index=True)
    other_code = models.CharField(max_length=40, db_index=True)
    recorded_index = models.BigIntegerField(db_index=True)
    log10_lr = SealedField(Purpose.DNA)
    by_locus = SealedField(Purpose.DNA)
    inconsistent = SealedField(Purpose.DNA)
    of_enquiry = SealedField(Purpose.DNA)
    of_other = SealedField(Purpose.DNA)
    rests_on = SealedField(Purpose.DNA)
    of_loci = SealedField(Purpose.DNA)
    by_family = BlindField()  # the findings of a family are found by it; it goes with the numbers


class PartsLink(models.Model):
    """Two items as parts of one person: proposed, agreed by another, undone."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    first_code = models.CharField(max_length=40, db_index=True)
    second_code = models.CharField(max_length=40, db_index=True)
    finding_id = models.CharField(max_length=40)
    reason = models.TextField()
    state = models.CharField(max_length=12, default="proposed")
    undone_reason = models.TextField(default="")
    recorded_index = models.BigIntegerField()
    agreed_index = models.BigIntegerField(null=True)
    undone_index = models.BigIntegerField(null=True)
    resolved = models.TextField(default="")  # what it was that seemed to say otherwise


class Policy(models.Model):
    """A policy of the board."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    decision = models.TextField()
    decided_on = models.CharField(max_length=10)
    text = models.TextField()
    recorded_index = models.BigIntegerField()


class Hypothesis(models.Model):
    """Items that are thought to be of one person, and how far that is."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40, db_index=True)
    items = models.TextField()
    finding_id = models.CharField(max_length=40, default="")  # from which it was opened
    state = models.CharField(max_length=16, db_index=True, default="open")
    methods = models.CharField(max_length=120, default="")
    policy_id = models.CharField(max_length=40, default="")
    concluded_index = models.BigIntegerField(null=True)
    annulled_index = models.BigIntegerField(null=True)
    recorded_index = models.BigIntegerField()
    said = SealedField(Purpose.IDENTITY)


class BoardWord(models.Model):
    """One word on a hypothesis: evidence, a review, a signature, a refusal to sign, what a contradiction was."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "hypothesis_id"

    id = models.CharField(primary_key=True, max_length=40)
    hypothesis_id = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=12)  # evidence, review, signed, declined, resolved, annulment, withdrawn
    method = models.CharField(max_length=14, default="")
    verdict = models.CharField(max_length=14, default="")
    finding_id = models.CharField(max_length=40, default="")
    reference = models.TextField(default="")
    about = models.CharField(max_length=40, default="")
    recorded_index = models.BigIntegerField()
    said = SealedField(Purpose.IDENTITY)
