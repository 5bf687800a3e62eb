"""The projected tables of calls."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class CallBack(models.Model):
    """Somebody who waits to be rung back."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    asked_at = models.CharField(max_length=32)
    language = models.CharField(max_length=2)
    ended = models.CharField(max_length=16, default="", db_index=True)
    tries = models.IntegerField(default=0)
    tried_at = models.CharField(max_length=32, default="")
    recorded_index = models.BigIntegerField()
    telephone = SealedField(Purpose.KIN)
    safe_when = SealedField(Purpose.KIN)
    about = SealedField(Purpose.KIN)


class LaneTry(models.Model):
    """A number and a code that were said, and how often in a row they did not fit by then."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    number_index = models.CharField(max_length=32, db_index=True)
    tried_at = models.CharField(max_length=32)
    errors = models.IntegerField()
    recorded_index = models.BigIntegerField()


class Recovery(models.Model):
    """Lost words that are made good: a code that was given, then what the portal made of it."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    how = models.CharField(max_length=16)
    is_number_lost = models.BooleanField()
    code_digest = models.CharField(max_length=64, db_index=True)
    given_at = models.CharField(max_length=32)
    until = models.CharField(max_length=32)
    replaced_index = models.BigIntegerField(null=True)
    locator = models.CharField(max_length=64, default="", db_index=True)
    letter_identity = models.CharField(max_length=80, default="")
    replaced_locator = models.CharField(max_length=64, default="")
    replaced_identity = models.CharField(max_length=80, default="")
    number_index = models.CharField(max_length=32, default="", db_index=True)
    are_earlier_open = models.BooleanField(default=False)
    is_post_confirmed = models.BooleanField(default=False)
    recorded_index = models.BigIntegerField()
    phone_code = SealedField(Purpose.KIN)
    caller_secret = SealedField(Purpose.KIN)


class RecoveryFailure(models.Model):
    """Somebody asked for new words and did not say what she wrote."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    failures = models.IntegerField()
    recorded_index = models.BigIntegerField()


class ChangedTelephone(models.Model):
    """A telephone that she gave in place of an earlier one, and since when."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    how = models.CharField(max_length=16)
    changed_at = models.CharField(max_length=32)
    recorded_index = models.BigIntegerField()
    telephone = SealedField(Purpose.KIN)


class CallerRow(models.Model):
    """A row of her receipt that served."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=48)  # enquiry and row, and since which words
    enquiry_id = models.CharField(max_length=40, db_index=True)
    row = models.IntegerField()
    by = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()


class FraudReport(models.Model):
    """What somebody reports as a fraud in the bureau's name."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    kind = models.CharField(max_length=16)
    received_on = models.CharField(max_length=10)
    channel = models.CharField(max_length=16)
    end = models.CharField(max_length=16, default="", db_index=True)
    reason = models.CharField(max_length=400, default="")
    by = models.CharField(max_length=40, default="")
    recorded_index = models.BigIntegerField()
    told = SealedField(Purpose.KIN)
    where = SealedField(Purpose.KIN)


class LetterWarning(models.Model):
    """A warning that was switched on or off, in three languages; the newest one holds."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    uk = models.TextField()
    ru = models.TextField()
    en = models.TextField()
    is_on = models.BooleanField()
    recorded_index = models.BigIntegerField()


class Posted(models.Model):
    """A letter that went by post."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)  # the letter
    enquiry_id = models.CharField(max_length=40, db_index=True)
    posted_on = models.CharField(max_length=10)
    by = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()


class PaperForm(models.Model):
    """A blank form that was printed: the enquiry that is typed in against its number has this receipt."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    language = models.CharField(max_length=2)
    locator = models.CharField(max_length=64)
    letter_identity = models.CharField(max_length=80)
    number_index = models.CharField(max_length=32, db_index=True)
    recorded_index = models.BigIntegerField()
    phone_code = SealedField(Purpose.KIN)
    caller_secret = SealedField(Purpose.KIN)


class NoteChoice(models.Model):
    """How she is told that there is a letter; the newest of an enquiry holds."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    channel = models.CharField(max_length=16)
    bounces = models.IntegerField(default=0)  # in a row
    is_allowed = models.BooleanField(default=False)  # although its operator is barred
    recorded_index = models.BigIntegerField()
    way = SealedField(Purpose.KIN)
    to = SealedField(Purpose.KIN)


class NoteWave(models.Model):
    """A wave of notes after a round."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=16)  # the round's number, in digits
    opened_at = models.CharField(max_length=27)
    until = models.CharField(max_length=27)
    recorded_index = models.BigIntegerField()


class Note(models.Model):
    """One note of a wave, and what became of it."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=64)  # wave and enquiry
    wave = models.BigIntegerField(db_index=True)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    choice_id = models.CharField(max_length=40)
    end = models.CharField(max_length=12)
    recorded_index = models.BigIntegerField()
