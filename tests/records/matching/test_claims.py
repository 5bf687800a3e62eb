"""Two holders who claim one man: neither entry is refused, and delegate and auditor see it until it is settled."""

from __future__ import annotations

import pytest

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.judgement import JudgementKind
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.matching.acts import WeightLine
from repatria.records.matching.claims import claims
from repatria.records.matching.doubles import judge_double, propose_doubles
from repatria.records.register.selectors import head_counts
from repatria.records.register.services import record_custody
from repatria.records.register.services.joins import record_join
from tests.kept import built_once
from tests.records.matching.test_doubles import proposed
from tests.records.register.joining import Doubles

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def doubles(clock, randomness):
    return Doubles(clock, randomness)


@pytest.fixture
def two(doubles):
    return doubles.man("0417", "CAMP-1"), doubles.man("0533", "CAMP-2", surname="Шевчинко")


def lay(doubles, two, *lines):
    pair = proposed(two, lines=lines)
    return propose_doubles(
        doubles.cast.house(Role.MATCHER), person_id=two[0], pairs=[pair], weights_version=0
    )[0]  # fmt: skip


@pytest.mark.parametrize("name", ["camp-1", "interviewer", "reviewer-1", "caseworker-1"])
def test_refuses_whoever_neither_keeps_nor_watches_the_register(doubles, two, name):
    with pytest.raises(RoleForbidsError):
        claims(doubles.by(name))


def test_who_arrived_where_nobody_had_sent_him_is_claimed_by_both_until_somebody_saw_him(doubles):
    man = doubles.man("0417", "CAMP-1")
    assert () == claims(doubles.by("delegate"))
    doubles.clock.forward(hours=3)
    for place in ("CAMP-2", "CAMP-3"):
        record_custody(
            doubles.by("registrar"), person_id=man, event=CustodyEvent.ARRIVED, happened_at=doubles.clock(),
            holder=place, attested=CustodyAttested(received_by="gate"),
        )  # fmt: skip
    (told,) = claims(doubles.by("auditor"))

    assert ((man,), {"CAMP-1", "CAMP-2", "CAMP-3"}, "contested") == (told.person_ids, set(told.places), told.why)
    assert told.since.startswith("2026-05-03T12:00")
    record_custody(
        doubles.by("registrar"), person_id=man, event=CustodyEvent.ARRIVED, happened_at=doubles.clock(),
        holder="CAMP-2", attested=CustodyAttested(received_by="gate", sighted_by="delegate 4"),
    )  # fmt: skip
    assert () == claims(doubles.by("auditor"))


def test_two_numbers_proposed_as_one_man_are_claimed_by_two_places_until_they_are_joined(doubles, two):
    join_id = doubles.propose(*two)
    (told,) = claims(doubles.by("delegate"))
    assert ({*two}, {"CAMP-1", "CAMP-2"}, "joined") == ({*told.person_ids}, {*told.places}, told.why)
    assert {"CAMP-1": 1, "CAMP-2": 1} == head_counts(), "neither entry is refused"
    record_join(doubles.by("registrar-2"), join_id=join_id)
    assert () == claims(doubles.by("delegate"))


def test_one_service_number_at_two_places_is_a_claim_and_likeness_alone_is_none(doubles, two):
    third = doubles.man("0600", "CAMP-3")
    lay(doubles, (two[0], third), WeightLine(field="surname", level="surname_same", millibits=9000))
    assert () == claims(doubles.by("delegate"))
    pair_id = lay(doubles, two, WeightLine(field="number", level="number_same", millibits=12_000))
    assert ["number"] == [one.why for one in claims(doubles.by("delegate"))]
    for name in ("reviewer-1", "reviewer-2"):
        judge_double(doubles.by(name), double_id=pair_id, judgement=JudgementKind.NEGATIVE)

    assert () == claims(doubles.by("delegate"))


def test_what_two_reviewers_took_for_one_man_is_a_claim_while_two_places_hold_him(doubles, two):
    pair_id = lay(doubles, two)
    for name in ("reviewer-1", "reviewer-2"):
        judge_double(doubles.by(name), double_id=pair_id, judgement=JudgementKind.POSITIVE)
    assert ["judged"] == [one.why for one in claims(doubles.by("auditor"))]
    record_custody(doubles.by("registrar"), person_id=two[0], event=CustodyEvent.ESCAPED, happened_at=doubles.clock())

    assert () == claims(doubles.by("auditor"))
