"""The projected tables of identification. Of a profile nothing stands open, nor what is said of it as it is read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.identification.finding_models import (
    BoardWord,
    Comparison,
    Finding,
    Hypothesis,
    PartsLink,
    Policy,
    SaidOfProfile,
)
from repatria.records.identification.sought_models import OneSought
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class OwnPower(models.Model):
    """Whose bureau this is, as the head said it; the last one holds."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    power = models.CharField(max_length=120)
    recorded_index = models.BigIntegerField()


class Reference(models.Model):
    """One sample that a relative, the staff, or the missing person himself gave. The row outlives its profile."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    given_by = models.CharField(max_length=12)
    uses = models.CharField(max_length=60)
    given_on = models.CharField(max_length=10)
    until = models.CharField(max_length=10, db_index=True)
    power = models.CharField(max_length=120)
    sex = models.CharField(max_length=1)
    withdrawn_on = models.CharField(max_length=10, default="", db_index=True)
    withdrawn_index = models.BigIntegerField(null=True)
    recorded_index = models.BigIntegerField()
    donor = SealedField(Purpose.KIN)
    relation = SealedField(Purpose.KIN)
    witness = SealedField(Purpose.KIN)
    taken_by = SealedField(Purpose.KIN)
    language = SealedField(Purpose.KIN)


class LaboratoryResults(models.Model):
    """One file of a laboratory that was read."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    laboratory = models.TextField()
    accreditation = models.TextField()
    kit = models.TextField()
    typed_on = models.CharField(max_length=10)
    digest = models.CharField(max_length=64, db_index=True)
    samples = models.IntegerField()
    refused = models.IntegerField()
    recorded_index = models.BigIntegerField()
    lines = SealedField(Purpose.DNA)


class ProfileReading(models.Model):
    """What a laboratory read of one sample, sealed under the DNA key of that sample."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "sample_code"

    id = models.CharField(primary_key=True, max_length=40)
    sample_code = models.CharField(max_length=40, db_index=True)
    is_reference = models.BooleanField()
    results_id = models.CharField(max_length=40, db_index=True)
    recorded_index = models.BigIntegerField(db_index=True)
    profile = SealedField(Purpose.DNA)
    raw = SealedField(Purpose.DNA)
    said = SealedField(Purpose.DNA)  # its flags


class SettledFlag(models.Model):
    """What somebody said of a flag of a profile."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    sample_code = models.CharField(max_length=40, db_index=True)
    flag = models.CharField(max_length=16)
    is_free = models.BooleanField()
    reason = models.TextField()
    recorded_index = models.BigIntegerField()


class FrequencyTable(models.Model):
    """A table of allele frequencies: proposed, and agreed by another person. The one agreed last holds."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    population = models.TextField()
    source = models.TextField()
    digest = models.CharField(max_length=64)
    least = models.CharField(max_length=12)
    loci = models.IntegerField()
    recorded_index = models.BigIntegerField()
    agreed_index = models.BigIntegerField(null=True)


class SamplesRound(models.Model):
    """A round in which every family that carries too little is asked for one more sample, candidate or not."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    received_before = models.CharField(max_length=10)
    families = models.IntegerField()
    recorded_index = models.BigIntegerField()


class CodedProfiles(models.Model):
    """Profiles of the dead that go out under codes: proposed, made by another, received."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    to = models.CharField(max_length=20)
    recipient = models.TextField()
    reference = models.TextField()
    samples = models.TextField()
    state = models.CharField(max_length=12, default="proposed")
    profiles = models.IntegerField(default=0)
    digest = models.CharField(max_length=64, default="")
    received_on = models.CharField(max_length=10, default="")
    receipt = models.TextField(default="")
    is_same = models.BooleanField(default=False)
    recorded_index = models.BigIntegerField()
    made_index = models.BigIntegerField(null=True)
    codes = SealedField(Purpose.DNA)
    file = SealedField(Purpose.DNA)


__all__ = [
    "BoardWord", "CodedProfiles", "Comparison", "Finding", "FrequencyTable", "Hypothesis", "LaboratoryResults",
    "OneSought", "OwnPower", "PartsLink", "Policy", "ProfileReading", "Reference", "SaidOfProfile", "SamplesRound",
    "SettledFlag",
]  # fmt: skip
