"""What a thief of the intake could learn: enquiries of four classes, and a detector that must find nothing in them.

Held and told, unknown, refused by him, undecided: after each round the intake's bytes, sizes, dates and the order of
its rows classify none. The same detector finds a box that is only rewritten when it changed, and one of another size.
"""

from __future__ import annotations

import hashlib
import random
import zlib
from dataclasses import dataclass

import numpy as np
import pytest
from django.db import connection, connections

from repatria.config.install import portal_keys_of
from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.judgement import JudgementKind
from repatria.core.vocabulary.particulars import Category, Particular, ParticularKind, Source
from repatria.core.vocabulary.receipts import letter_key_of, locator_of, receipt_from_form_id
from repatria.doors.jobs.consequences import draw_consequences
from repatria.doors.jobs.courier import fetch_enquiries
from repatria.doors.jobs.rounds import hold_round
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_approval
from repatria.records.disclosure.selectors import answer
from repatria.records.disclosure.services import DECIDE, decide_answer
from repatria.records.enquiries.selectors import enquiry_at
from repatria.records.intake.sealing import open_letters, seal_to_bureau
from repatria.records.intake.selectors import letter_for
from repatria.records.intake.services import receive_sealed
from repatria.records.matching.acts import ProposedPair
from repatria.records.matching.selectors import links_of_enquiry
from repatria.records.matching.services import pair_number, propose_candidates, record_judgement
from repatria.records.register.services import record_capture, record_contact_decision
from tests.journeys.test_thread_in_the_records import ALONE, Story

CLASSES = ("held", "unknown", "refused", "undecided")
SHUFFLES, CHANCE = 10_000, 0.0005  # of a false alarm over a snapshot: nobody reads a suite that cries wolf

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)


@dataclass
class Asked:
    """One enquiry of the simulation and its class, which the detector tries to guess."""

    kind: str
    locator: str
    letter_key: bytes
    enquiry: str = ""
    form: bytes = b""


class Simulation:
    """A bureau with as many enquiries of each class, in an order that tells nothing."""

    def __init__(self, keyring, clock, randomness, each: int) -> None:
        self.story = Story(clock, randomness)
        self.outside, self.portal, self.each = self.story.outside, portal_keys_of(keyring), each
        kinds = [kind for kind in CLASSES for _ in range(each)]
        random.Random(4).shuffle(kinds)
        self.asked = [self._ask(kind, number) for number, kind in enumerate(kinds)]
        while fetch_enquiries(self.outside, 0):
            pass
        for one in self.asked:
            one.enquiry = enquiry_at(one.locator)

    def _ask(self, kind: str, number: int) -> Asked:
        form = hashlib.sha256(f"leak {number}".encode()).digest()
        receipt = receipt_from_form_id(form, "uk")
        header = {
            "item": "enquiry", "locator": locator_of(receipt), "letter_identity": _identity(receipt), "language": "uk",
            "channel": "web",
            "said": {"sought_name": f"Коваль{number:04} Сергій", "sought_birth": "1999", "relation": "mother",
                     "words": "Рудий кіт спить на твоїй ковдрі"},
        }  # fmt: skip
        form_id_sha256 = hashlib.sha256(form).digest()
        receive_sealed(
            form_id_sha256=form_id_sha256, on=self.outside.now().date(), mac_key=self.portal.mac_key,
            ciphertext=seal_to_bureau(self.portal.bureau_recipient, header, b""),
        )  # fmt: skip
        return Asked(kind=kind, locator=locator_of(receipt), letter_key=letter_key_of(receipt), form=form_id_sha256)

    def answer_all(self) -> None:
        """Brings every enquiry to what its class says, one after the other."""
        for number, one in enumerate(self.asked):
            if one.kind != "unknown":
                self._link(one, number)
            if one.kind in ("held", "refused"):
                self._he_says(one, ContactAnswer.YES if one.kind == "held" else ContactAnswer.NO)
                self._decide(one)

    def _link(self, one: Asked, number: int) -> None:
        source = Source(kind="capture_form", reference=f"card {number}")
        particulars = [
            Particular(kind=kind, value=value, source=source)
            for kind, value in (
                (ParticularKind.SURNAME, f"Коваль{number:04}"), (ParticularKind.FIRST_NAMES, "Сергій"),
                (ParticularKind.BIRTH_DATE, "1999-04-12"), (ParticularKind.SERVICE_NUMBER, f"PB-{number}"),
                (ParticularKind.RANK, "private"),
            )
        ]  # fmt: skip
        self.person = record_capture(
            self.story.by("registrar"), category=Category.PRISONER_OF_WAR, power="PB", card_number=f"{number:05}",
            captured_on=None, captured_at="near the mill", holder="UNIT-3", particulars=particulars,
        )  # fmt: skip
        pair = ProposedPair(
            pair_id=pair_number(one.enquiry, self.person), person_id=self.person, millibits=17000,
            probability_ppm=970000, equally_good=1, lines=(),
        )  # fmt: skip
        propose_candidates(self.outside.house(Role.MATCHER), enquiry_id=one.enquiry, pairs=[pair])
        for reviewer in ("reviewer-1", "reviewer-2"):
            record_judgement(self.story.by(reviewer), pair_id=pair.pair_id, judgement=JudgementKind.POSITIVE)

    def _he_says(self, one: Asked, his_answer: ContactAnswer) -> None:
        record_contact_decision(
            self.story.by("interviewer"), person_id=self.person, about=ContactAbout.OPEN, words=None, link_index=None,
            answer=ContactAnswer.YES, is_her=None, facts=ALONE,
        )  # fmt: skip
        record_contact_decision(
            self.story.by("interviewer"), person_id=self.person, about=ContactAbout.ENQUIRY, words=None,
            link_index=links_of_enquiry(one.enquiry)[0].link_index, answer=his_answer, is_her=True, facts=ALONE,
        )  # fmt: skip
        draw_consequences(self.outside)

    def _decide(self, one: Asked) -> None:
        reference = answer(self.story.by("caseworker-1"), one.enquiry).approval_reference
        for name in ("caseworker-1", "head"):
            record_approval(self.story.by(name), action=DECIDE, object_reference=reference)
        decide_answer(self.story.by("caseworker-2"), enquiry_id=one.enquiry)

    def letters_of(self, one: Asked) -> int:
        blob = letter_for(one.locator)
        return len(open_letters(one.letter_key, blob))


def _identity(receipt) -> str:
    from repatria.core.vocabulary.receipts import letter_identity_of

    return letter_identity_of(receipt)


def rows_of(table: str, key: str) -> dict[object, tuple[int, dict[str, object]]]:
    """Every row of a table as a thief reads it: its place on disk, and its columns."""
    connection = connections["intake"]
    place = "ctid::text" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {place}, * FROM {table} ORDER BY {place}")
        names = [column[0] for column in cursor.description][1:]
        found = {}
        for number, row in enumerate(cursor.fetchall()):
            values = {n: bytes(v) if isinstance(v, memoryview) else v for n, v in zip(names, row[1:], strict=True)}
            found[values[key]] = (number, values)
    return found


@dataclass
class Snapshot:
    """The intake after a round: boxes by locator, and the inbox by form."""

    boxes: dict[object, tuple[int, dict[str, object]]]
    inbox: dict[object, tuple[int, dict[str, object]]]


def snapshot() -> Snapshot:
    return Snapshot(
        boxes=rows_of("intake_letterbox", "locator"), inbox=rows_of("intake_sealedenquiry", "form_id_sha256")
    )


def features_of(one: Asked, now: Snapshot, before: Snapshot | None) -> dict[str, float]:
    """What can be measured of one enquiry without any key."""
    place, box = now.boxes[one.locator]
    arrived, item = now.inbox[one.form]
    blob, ciphertext = box["blob"], item["ciphertext"]
    measured = {
        "box size": len(blob), "box place": place, "box columns": sum(value is not None for value in box.values()),
        "item size": len(ciphertext), "item place": arrived, "item day": zlib.crc32(str(item["received_on"]).encode()),
        "box squeezed": len(zlib.compress(blob)), "box mean": float(np.frombuffer(blob, np.uint8).mean()),
        "box zeros": blob.count(0), "box header": zlib.crc32(blob[:20]),
    }  # fmt: skip
    counts = np.bincount(np.frombuffer(blob, np.uint8) >> 4, minlength=16)
    measured |= {f"box bytes {number:x}x": float(count) for number, count in enumerate(counts)}
    if before is not None:
        old = before.boxes[one.locator][1]["blob"]
        same = np.frombuffer(blob, np.uint8)[: len(old)] == np.frombuffer(old, np.uint8)[: len(blob)]
        measured |= {"bytes unchanged": float(same.sum()), "grew by": len(blob) - len(old)}
    return {name: float(value) for name, value in measured.items()}


def telling_features(asked: list[Asked], now: Snapshot, before: Snapshot | None = None) -> list[str]:
    """The features that tell the classes apart: a permutation test each, corrected for their number.

    Source:   Westfall, Young, Resampling-Based Multiple Testing (1993), single-step max on ranks of F statistics.
    """
    table = [features_of(one, now, before) for one in asked]
    classes = np.array([CLASSES.index(one.kind) for one in asked])
    names = [name for name in table[0] if len({row[name] for row in table}) > 1]
    if not names:
        return []
    values = np.array([[row[name] for name in names] for row in table])
    ranks = values.argsort(0).argsort(0).astype(float)
    for column in range(len(names)):  # equal values get equal ranks
        _, inverse = np.unique(values[:, column], return_inverse=True)
        ranks[:, column] = (np.bincount(inverse, ranks[:, column]) / np.bincount(inverse))[inverse]
    ranks = (ranks - ranks.mean(0)) / ranks.std(0)
    chance = np.random.default_rng(12)

    def spread(order: np.ndarray) -> np.ndarray:
        return sum((ranks[order == c].mean(0) ** 2) * (order == c).sum() for c in range(len(CLASSES)))

    seen = spread(classes)
    largest = np.sort([spread(chance.permutation(classes)).max() for _ in range(SHUFFLES)])
    limit = largest[int((1 - CHANCE) * SHUFFLES)]
    return [name for name, value in zip(names, seen, strict=True) if value > limit]


@pytest.mark.parametrize("each", [10, pytest.param(100, marks=[
    pytest.mark.slow, pytest.mark.skipif(connection.vendor != "sqlite", reason="there ten of each class are asked"),
])])  # fmt: skip
def test_the_intake_tells_nobody_who_is_held_and_a_leaky_one_is_caught(keyring, clock, randomness, each):
    simulation = Simulation(keyring, clock, randomness, each)
    hold_round(simulation.outside)
    first = snapshot()
    simulation.answer_all()
    clock.forward(days=7)
    hold_round(simulation.outside)
    second = snapshot()
    clock.forward(days=7)
    hold_round(simulation.outside)
    third = snapshot()

    told = {one.kind for one in simulation.asked if simulation.letters_of(one) == 2}
    assert {"held"} == told, "the classes differ, or there was nothing to find"
    assert [] == telling_features(simulation.asked, first)
    assert [] == telling_features(simulation.asked, second, first)
    assert [] == telling_features(simulation.asked, third, second)

    _same_boxes_kept(simulation.asked, second, first)
    assert "bytes unchanged" in telling_features(simulation.asked, second, first)
    _told_boxes_grown(simulation.asked, third)
    assert {"box size", "grew by"} <= set(telling_features(simulation.asked, third, second))


def _same_boxes_kept(asked: list[Asked], now: Snapshot, before: Snapshot) -> None:
    """A leaky house: it writes a box again only when there is news."""
    for one in asked:
        if one.kind != "held":
            now.boxes[one.locator][1]["blob"] = before.boxes[one.locator][1]["blob"]


def _told_boxes_grown(asked: list[Asked], now: Snapshot) -> None:
    """Another: a box is as long as what lies in it."""
    for one in asked:
        if one.kind == "held":
            now.boxes[one.locator][1]["blob"] += bytes(range(64))
