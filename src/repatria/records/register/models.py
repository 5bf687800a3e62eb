"""The projected tables of the register."""

from __future__ import annotations

from hashlib import sha256
from typing import ClassVar

from django.db import models

from repatria.records.register.card_models import EndedCard, LaidOutCard  # noqa: F401 - tables of this room
from repatria.records.register.death_paper_models import DeathPaperRow  # noqa: F401 - a table of this room
from repatria.records.register.found_models import FoundDead  # noqa: F401 - a table of this room
from repatria.records.register.ground_models import GroundPaperRow  # noqa: F401 - a table of this room
from repatria.records.register.photograph_models import Photograph  # noqa: F401 - a table of this room
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import BlindField, SealedField


def source_key_hash(source_key: str) -> str:
    """The stored form of a source key: a digest, since a key may be made of a row's own words."""
    return sha256(source_key.encode()).hexdigest() if source_key else ""


def key_of_form(form_number: str) -> str:
    """What stands for the row of a source where a man is registered from a form: he is known again by its number."""
    return f"form:{form_number}"


class ProtectedPerson(models.Model):
    """A person in the power of the Party, or one whom only a list names. Thin: particulars stand in their own table."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    category = models.CharField(max_length=24)
    facts = models.CharField(max_length=80, default="")
    power = models.CharField(max_length=16)
    card_number = models.CharField(max_length=24, null=True, unique=True)
    source_key = models.CharField(max_length=64, null=True, unique=True)
    captured_on = models.CharField(max_length=27)
    custody_state = models.CharField(max_length=24, null=True, db_index=True)  # null: a list names him only
    holder = models.CharField(max_length=40, db_index=True)
    recorded_index = models.BigIntegerField(db_index=True)
    custody_index = models.BigIntegerField(null=True)
    stands_under = models.CharField(max_length=40, null=True, db_index=True)  # one man: the number that leads for him


class ParticularRow(models.Model):
    """One particular with its source, graded; declined and unknown are values."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "person_id"
    blind_purpose: ClassVar[Purpose] = Purpose.IDENTITY

    id = models.CharField(primary_key=True, max_length=60)
    person_id = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=24)
    given = models.CharField(max_length=12)
    source_kind = models.CharField(max_length=40)
    source_reference = models.TextField()
    grade = models.CharField(max_length=1)
    flags = models.TextField(default="")
    recorded_index = models.BigIntegerField()
    corrects = models.CharField(max_length=60, default="")
    corrected_by = models.CharField(max_length=60, default="")
    stands_at = models.BigIntegerField(null=True)  # of a correction: the act in whose place it counts
    reason = SealedField(Purpose.IDENTITY)
    proof = SealedField(Purpose.IDENTITY)
    statutory_value = SealedField(Purpose.IDENTITY)
    voluntary_value = SealedField(Purpose.VOLUNTARY)
    exact = BlindField()  # service number only


class CaptureDetail(models.Model):
    """Where he was taken: kept apart, under the place key."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "person_id"

    id = models.CharField(primary_key=True, max_length=40)
    person_id = models.CharField(max_length=40)
    captured_at = SealedField(Purpose.PLACE)


class EventAssertion(models.Model):
    """What a source asserts to have happened to him. Contradicting assertions stand side by side."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "person_id"

    id = models.CharField(primary_key=True, max_length=60)
    person_id = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=16)
    certainty = models.CharField(max_length=16)
    contradicts = models.CharField(max_length=16)
    on = models.TextField()
    source_kind = models.CharField(max_length=40)
    source_reference = models.TextField()
    grade = models.CharField(max_length=1)
    place = SealedField(Purpose.IDENTITY)
    detail = SealedField(Purpose.IDENTITY)
    recorded_index = models.BigIntegerField()


class CustodyEntry(models.Model):
    """One change of custody, annulled or not: the timeline of a person."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "person_id"

    id = models.CharField(primary_key=True, max_length=40)
    person_id = models.CharField(max_length=40, db_index=True)
    event = models.CharField(max_length=24)
    happened_at = models.CharField(max_length=27)
    recorded_at_index = models.BigIntegerField()
    holder = models.CharField(max_length=40)
    previous_holder = models.CharField(max_length=40)
    state = models.CharField(max_length=24)
    previous_state = models.CharField(max_length=24)
    list_reference = models.CharField(max_length=80, db_index=True)
    order_by = models.CharField(max_length=80)
    due_back_at = models.CharField(max_length=27)
    attested = models.TextField(default="")  # these four as JSON, without what was not said
    ground = models.TextField(default="")
    done = models.TextField(default="")
    read = models.TextField(default="")
    authority = models.TextField(default="")
    reason = models.TextField(default="")
    provision = models.CharField(max_length=80, default="")
    annulled_by = models.CharField(max_length=40, null=True)
    place = SealedField(Purpose.IDENTITY)
    witnesses = SealedField(Purpose.IDENTITY)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["holder"], name="register_entry_holder"),
            models.Index(fields=["previous_holder"], name="register_entry_left"),
        ]


class SealedRemark(models.Model):
    """What a list's remark or raw row held that no field may hold: sealed by a key of its own, shown to nobody."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=60)
    person_id = models.CharField(max_length=40, db_index=True)
    marks = models.CharField(max_length=60)
    recorded_index = models.BigIntegerField()
    words = SealedField(Purpose.VOLUNTARY)


class ListedAgainRow(models.Model):
    """That a row of a list came in again with other words: which act holds them."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=60)
    person_id = models.CharField(max_length=40, db_index=True)
    source_key = models.CharField(max_length=64, db_index=True)
    recorded_index = models.BigIntegerField()


class VisitList(models.Model):
    """A list that a visitor took along, by whom and up to which act."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    taken_by = models.CharField(max_length=40, db_index=True)
    place = models.CharField(max_length=40)
    persons = models.IntegerField()
    before_index = models.BigIntegerField()
    recorded_index = models.BigIntegerField()


class ListProfile(models.Model):
    """One version of a profile that the house made itself. It names columns and nobody."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=60)  # name@version
    name = models.CharField(max_length=40, db_index=True)
    version = models.IntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    recorded_by = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()


class VisitReference(models.Model):
    """By which number visitors know a person."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)  # the person's
    reference = models.CharField(max_length=40, db_index=True)
    recorded_index = models.BigIntegerField()


class AliveReport(models.Model):
    """That somebody reported him alive on a day, at the lowest grade; destroyed once custody is on record."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=60)
    person_id = models.CharField(max_length=40, db_index=True)
    recorded_index = models.BigIntegerField()
    on_day = SealedField(Purpose.VOLUNTARY)


class ListExplanation(models.Model):
    """Why the heads of a list differ at one of its ends."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    list_id = models.CharField(max_length=40, db_index=True)
    end = models.CharField(max_length=8)
    reason = models.TextField()
    recorded_index = models.BigIntegerField()


class ContactDecision(models.Model):
    """His answer about one enquiry, call or hand-over. The latest about the same thing counts."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "person_id"

    id = models.CharField(primary_key=True, max_length=40)
    person_id = models.CharField(max_length=40, db_index=True)
    about = models.CharField(max_length=16)
    link_index = models.BigIntegerField(null=True, db_index=True)
    answer = models.CharField(max_length=24)
    is_her = models.BooleanField(null=True)
    language = models.CharField(max_length=16)
    decided_at = models.CharField(max_length=27)
    interviewer = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()
    private_question = SealedField(Purpose.VOLUNTARY)
    private_answer = SealedField(Purpose.VOLUNTARY)
    never_tell = SealedField(Purpose.VOLUNTARY)
    fear = SealedField(Purpose.VOLUNTARY)
    may_tell = SealedField(Purpose.VOLUNTARY)


class DeathWord(models.Model):
    """What a doctor said of a death, or that its enquiry was opened: `kind` says which."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "person_id"

    id = models.CharField(primary_key=True, max_length=60)
    person_id = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=16)  # seen, enquiry
    at = models.CharField(max_length=27)
    cause = models.CharField(max_length=12, default="")
    by = models.CharField(max_length=200)
    reference = models.CharField(max_length=200, default="")
    recorded_index = models.BigIntegerField()
    note = SealedField(Purpose.HEALTH)


class PaperOfHis(models.Model):
    """A paper about him, by its kind."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "person_id"

    id = models.CharField(primary_key=True, max_length=60)
    person_id = models.CharField(max_length=40, db_index=True)
    paper = models.CharField(max_length=24)
    at = models.CharField(max_length=27)
    by = models.CharField(max_length=200)
    reference = models.CharField(max_length=200)
    agency_reference = models.CharField(max_length=200)
    trial_on = models.CharField(max_length=10)
    recorded_index = models.BigIntegerField()
    note = SealedField(Purpose.HEALTH)


class StatusWord(models.Model):
    """A word on what he is or how he stands: `kind` says on what. The latest of a kind counts."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "person_id"

    id = models.CharField(primary_key=True, max_length=60)
    person_id = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=12)  # category, facts, rights, health, medical, promise
    at = models.CharField(max_length=27)
    value = models.CharField(max_length=80)
    by = models.TextField()
    said = models.TextField(default="")  # the rest of it as JSON, without what was not said
    recorded_index = models.BigIntegerField()
    note = SealedField(Purpose.HEALTH)


class EffectsPacket(models.Model):
    """What was taken from a man at one time, and where it stands now."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "person_id"

    id = models.CharField(primary_key=True, max_length=40)
    person_id = models.CharField(max_length=40, db_index=True)
    state = models.CharField(max_length=12, db_index=True)
    taken_at = models.CharField(max_length=27)
    officer = models.TextField()
    rank = models.TextField()
    unit = models.TextField()
    order_reference = models.TextField()
    register_entry = models.TextField()
    seal_number = models.TextField()
    recorded_index = models.BigIntegerField()
    items = SealedField(Purpose.IDENTITY)
    amount = SealedField(Purpose.IDENTITY)
    currency = SealedField(Purpose.IDENTITY)


class EffectsEntry(models.Model):
    """One step of a packet: sealed, opened, given back, sent on, its receipt."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "person_id"

    id = models.CharField(primary_key=True, max_length=60)
    packet_id = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40)
    step = models.CharField(max_length=12)
    at = models.CharField(max_length=27)
    by = models.TextField()
    second = models.TextField()
    seal_number = models.TextField()
    reference = models.TextField()
    reason = models.TextField()
    recorded_index = models.BigIntegerField()
    items = SealedField(Purpose.IDENTITY)
    amount = SealedField(Purpose.IDENTITY)
    currency = SealedField(Purpose.IDENTITY)


class ReturnExamination(models.Model):
    """That a doctor saw him who came back from another service, and what was noted."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "person_id"

    id = models.CharField(primary_key=True, max_length=40)
    person_id = models.CharField(max_length=40, db_index=True)
    examined_at = models.CharField(max_length=27)
    doctor = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()
    note = SealedField(Purpose.HEALTH)


class FitnessWord(models.Model):
    """What a doctor said of his being fit to travel. The latest counts."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "person_id"

    id = models.CharField(primary_key=True, max_length=40)
    person_id = models.CharField(max_length=40, db_index=True)
    is_fit = models.BooleanField()
    examined_at = models.CharField(max_length=27)
    doctor = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()
    note = SealedField(Purpose.HEALTH)


class Join(models.Model):
    """Two numbers that are said to be one man: who saw both stubs on him, who says so, and what became of it."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    first_id = models.CharField(max_length=40, db_index=True)
    second_id = models.CharField(max_length=40, db_index=True)
    state = models.CharField(max_length=20, db_index=True)
    seen_by = models.TextField()
    seen_as = models.CharField(max_length=20)
    seen_at = models.CharField(max_length=27)
    seen_place = models.CharField(max_length=40)
    first_stub = models.CharField(max_length=40)
    second_stub = models.CharField(max_length=40)
    reason = models.TextField()
    leader_id = models.CharField(max_length=40, default="")
    proposed_by = models.CharField(max_length=40)
    proposed_index = models.BigIntegerField()
    recorded_by = models.CharField(max_length=40, default="")
    recorded_index = models.BigIntegerField(null=True)
    declined_by = models.CharField(max_length=40, default="")
    declined_reason = models.TextField(default="")
    declined_index = models.BigIntegerField(null=True)
    parting_reason = models.TextField(default="")
    parting_proposed_by = models.CharField(max_length=40, default="")
    parting_proposed_index = models.BigIntegerField(null=True)
    parted_by = models.CharField(max_length=40, default="")
    parted_index = models.BigIntegerField(null=True)


class ToldWhileJoined(models.Model):
    """How a notice or a letter was put right that went out while two men were taken for one."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=60)
    join_id = models.CharField(max_length=40, db_index=True)
    told_index = models.BigIntegerField()
    how = models.TextField()
    settled_by = models.CharField(max_length=40)
    settled_index = models.BigIntegerField()
