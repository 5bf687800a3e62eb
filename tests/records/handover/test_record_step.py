"""The steps of a hand-over: in their order, by whom each is, with every line of the checklist."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.errors import HandoverOrderError, OpenGuardError
from repatria.core.law.handover import ATTESTATIONS, PATH, TICKED_ONCE, Attestation, HandoverEvent, HandoverState
from repatria.core.vocabulary.written_times import NotYetError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.handover.errors import UnknownHandoverError
from repatria.records.handover.services import record_step
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import rebuild, verify
from tests.records.handover.meeting import DOES

pytestmark = pytest.mark.django_db
E = HandoverEvent


def step(opened, name, event, **more):
    given = {"handover_id": opened.handover, "event": event, "happened_at": opened.clock()} | more
    given.setdefault("attested", [line for line, _ in ATTESTATIONS.get(event, ())])
    return record_step(opened.by(name), **given)


def test_refuses_what_nobody_opened_and_what_has_not_happened_yet(opened):
    with pytest.raises(UnknownHandoverError):
        step(opened, "caseworker-1", E.ACCEPTED, handover_id="H-00000-00000-0")
    with pytest.raises(NotYetError):
        step(opened, "caseworker-1", E.ACCEPTED, happened_at=opened.clock() + timedelta(minutes=6))

    assert "proposed" == opened.state


def test_refuses_whoever_does_not_do_this_step(opened):
    for event, _ in PATH:
        for name in ("registrar", "interviewer", "reviewer-1", "doctor", "hotline"):
            with pytest.raises(RoleForbidsError):
                step(opened, name, event)


def test_refuses_to_leave_a_step_out_and_to_take_one_twice(opened):
    refused = 0
    for place, (event, _) in enumerate(PATH[1:], start=1):
        for other, _ in (*PATH[1:place], *PATH[place + 1 :]):
            with pytest.raises(HandoverOrderError) as error:
                step(opened, DOES.get(other, "officer"), other)
            assert "house rule 6.6" == error.value.provision
            refused += 1
        if event is E.AUTHORISED:
            opened.found_fit().authorisers("head", "caseworker-2")
        if event is E.KIN_DEPARTED:
            opened.planned()
        if event is E.ASKED_AGAIN:
            opened.both_asked_alone()
        opened.take(event)

    assert 11 * 12 == refused
    assert HandoverState.FOLLOWED_UP.value == opened.state


WHOSE = {
    Attestation.ROUTE_AVOIDS_COMBAT: "GC III 23", Attestation.MEDICAL_PAPERS_IN_HAND: "GC III 30",
    Attestation.PROPERTY_IN_HAND: "GC III 119", Attestation.KIN_BRIEFED: "practice rule 20",
    Attestation.ENTRY_CONSENTS_FOR_BOTH: "practice rule 20", Attestation.POINT_IS_SAFE: "practice rule 18",
    Attestation.CHECKED_FACE_TO_FACE: "practice rule 19", Attestation.PAPER_HANDED_TO_BOTH: "GC III 122(8)",
    Attestation.NO_PROCEEDINGS_OR_CONSENT: "GC III 115",
}  # fmt: skip


def test_refuses_each_step_that_lacks_one_line_of_its_checklist_with_the_provision_of_that_line(opened):
    found = {}
    for event, _ in PATH[1:]:
        if event is E.AUTHORISED:
            opened.found_fit().authorisers("head", "caseworker-2")
        if event is E.KIN_DEPARTED:
            opened.planned()
        if event is E.ASKED_AGAIN:
            opened.both_asked_alone()
        lines = [line for line, _ in ATTESTATIONS.get(event, ())]
        size = tree_size()
        for lacking in lines:
            with pytest.raises(OpenGuardError) as refused:
                opened.take(event, attested=[line for line in lines if line is not lacking])
            ((what, provision),) = refused.value.params["guards"]
            assert lacking.value == what
            found[lacking] = provision
        assert size == tree_size()
        opened.take(event)

    assert set(Attestation) - TICKED_ONCE == set(found)
    assert {line: found[line] for line in WHOSE} == WHOSE


def test_each_step_says_who_did_it_what_was_attested_and_where_it_led(opened):
    opened.before(E.AUTHORISED).take(E.AUTHORISED)
    assert {opened.staff.numbers["head"], opened.staff.numbers["caseworker-2"]} == set(opened.act.by)
    opened.planned().take(E.KIN_DEPARTED, reference="train 12")

    assert (("date_read_back",), "train 12") == (tuple(opened.act.attested), opened.act.reference)
    assert ((opened.staff.numbers["officer"],), HandoverState.KIN_TRAVELLING) == (opened.act.by, opened.act.state)
    rebuild()
    assert verify(log_verifier()).is_equal
