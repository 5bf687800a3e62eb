"""What the tests of arrivals share: a staff, a device of camp 2 with its own key, and what it sends."""

from __future__ import annotations

import os
from base64 import b64encode
from dataclasses import dataclass

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from repatria.core.vocabulary.arrivals import ArrivalCondition, ArrivalLine, line_to_json
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.particulars import Category
from repatria.doors.jobs.arrivals import fetch_lines, tell_door
from repatria.records.access.role_table import Role
from repatria.records.arrivals.selectors.nights import line_fingerprint, line_point, mailbox_key
from repatria.records.arrivals.services.nights import enrol_device
from repatria.records.intake.line_sealing import Envelope, public_point, seal_line, sign_line
from repatria.records.intake.lines import Received, receive_lines
from tests.kept import built_once
from tests.records.staff import Staff, outside

PLACE = "CAMP-2"


@pytest.fixture
@built_once
def staff(clock, randomness):
    made = Staff(clock, randomness).found()
    made.on_call("registrar", Role.REGISTRAR)
    made.on_call("registrar-2", Role.REGISTRAR)
    made.on_call("officer", Role.CAMP_OFFICER, branch=PLACE)
    made.on_call("officer-2", Role.CAMP_OFFICER, branch=PLACE)
    made.on_call("stranger", Role.CAMP_OFFICER, branch="CAMP-9")
    made.on_call("caseworker", Role.CASEWORKER)
    made.on_call("head", Role.HEAD_OF_BUREAU)
    return made


@dataclass
class Sender:
    """A computer of the field with its own key: seals and signs as the browser does, and sends."""

    clock: object
    outside: object
    device_id: str
    key: ec.EllipticCurvePrivateKey

    def line(self, card="0417", heard="Бойко Тарас", *, line_id="", **changed):
        values = {
            "condition": ArrivalCondition.WALKING, "category": Category.NOT_YET_DETERMINED, "facts": (),
            "entered_at": instant_text(self.clock()), **changed,
        }  # fmt: skip
        return ArrivalLine(line_id=line_id or os.urandom(16).hex(), card_number=card, heard=heard, **values)

    def sealed(self, line, *, content=None, point=None, device_id=None) -> Envelope:
        number = device_id or self.device_id
        sealed = seal_line(
            point or line_point(), device_id=number, line_id=line.line_id, content=content or line_to_json(line)
        )
        return sign_line(self.key, device_id=number, line_id=line.line_id, sealed=sealed)

    def sends(self, *envelopes):
        return receive_lines(envelopes, on=self.clock().date(), mac_key=mailbox_key())

    def wrote(self, *args, **changed):
        """Sends one line and lets the courier fetch it."""
        line = self.line(*args, **changed)
        assert self.sends(self.sealed(line)) == {line.line_id: Received.KEPT}
        fetch_lines(self.outside)
        return line


@pytest.fixture
def enrolled(staff, clock, randomness):
    def make(place=PLACE, by="registrar"):
        key = ec.generate_private_key(ec.SECP256R1())
        number = enrol_device(
            staff.acting(by), place=place, label="tent 1", public_key=b64encode(public_point(key)).decode(),
            compared=line_fingerprint(),
        )  # fmt: skip
        tell_door()
        return Sender(clock, outside(clock, randomness), number, key)

    return make


@pytest.fixture
def device(enrolled):
    return enrolled()
