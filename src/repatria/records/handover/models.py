"""The projected tables of handing over."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.handover.incident_models import HandoverIncident  # noqa: F401 - a table of this room
from repatria.records.handover.paper_models import HandoverSheet  # noqa: F401 - a table of this room
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class HandoverSwitch(models.Model):
    """One act of switching on, and whether it still holds."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    basis = models.CharField(max_length=16)
    basis_facts = models.TextField()  # what the basis rests on, as recorded
    legal_basis = models.TextField()
    points = models.TextField()  # one a line
    transit_consents = models.TextField()  # one a line
    conditions = models.TextField()
    is_invented = models.BooleanField()
    is_on = models.BooleanField(default=True)
    approved_by = models.TextField()
    recorded_index = models.BigIntegerField()


class Handover(models.Model):
    """One hand-over of one person to one enquirer."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40, db_index=True)
    link_index = models.BigIntegerField()
    decision_index = models.BigIntegerField()
    switch_id = models.CharField(max_length=40)
    basis = models.CharField(max_length=16)
    point = models.TextField()
    opened_by = models.CharField(max_length=40)
    state = models.CharField(max_length=32, db_index=True)
    recorded_index = models.BigIntegerField()
    recipient_name = SealedField(Purpose.KIN)
    recipient_paper = SealedField(Purpose.KIN)
    contact = SealedField(Purpose.KIN)


class HandoverStep(models.Model):
    """One step of a hand-over, in the order of its act."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=40)
    handover_id = models.CharField(max_length=40, db_index=True)
    enquiry_id = models.CharField(max_length=40)
    event = models.CharField(max_length=40)
    happened_at = models.CharField(max_length=27)
    state = models.CharField(max_length=32)
    by = models.TextField()
    attested = models.TextField()
    signatories = models.TextField()
    authority = models.TextField()
    reason = models.TextField()
    provision = models.CharField(max_length=80)
    reference = models.CharField(max_length=120)
    met_at = models.CharField(max_length=27, default="")
    recorded_index = models.BigIntegerField()
    text = SealedField(Purpose.KIN)
    paper_code = SealedField(Purpose.KIN)
    paper_word = SealedField(Purpose.KIN)


class HandoverAsking(models.Model):
    """One asking of him or of her at the point; his words lie under his key, hers under hers."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "subject"

    id = models.CharField(primary_key=True, max_length=40)
    handover_id = models.CharField(max_length=40, db_index=True)
    subject = models.CharField(max_length=40)  # he, or her enquiry
    person_id = models.CharField(max_length=40, db_index=True)
    who = models.CharField(max_length=4)
    answer = models.CharField(max_length=12)
    asked_at = models.CharField(max_length=27)
    asked_by = models.CharField(max_length=40)
    room = models.TextField()
    language = models.CharField(max_length=35)
    recorded_index = models.BigIntegerField()
    his_text = SealedField(Purpose.VOLUNTARY)
    his_interpreter = SealedField(Purpose.VOLUNTARY)
    her_text = SealedField(Purpose.KIN)
    her_interpreter = SealedField(Purpose.KIN)


class HandoverPlan(models.Model):
    """One plan of the day of a hand-over; the latest counts. Day and rooms are sealed: somebody might wait there."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=40)
    handover_id = models.CharField(max_length=40, db_index=True)
    enquiry_id = models.CharField(max_length=40)
    planned_by = models.CharField(max_length=40, default="")
    recorded_index = models.BigIntegerField()
    telephones = SealedField(Purpose.KIN)
    way_back = SealedField(Purpose.KIN)
    her_journey = SealedField(Purpose.KIN)
    on_day = SealedField(Purpose.KIN)
    room_for_him = SealedField(Purpose.KIN)
    room_for_her = SealedField(Purpose.KIN)
