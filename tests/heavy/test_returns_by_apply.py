"""Every edge of a request and of a batch either way, and every one that is none, tried by a line of a file of calls."""

from __future__ import annotations

import contextlib

import pytest
from django.db import connection

from repatria.core.law.return_batch import BATCH_EDGES, STEPS, BatchEvent, BatchState, BatchWay
from repatria.core.law.return_request import REQUEST_EDGES, RequestEvent, RequestState
from repatria.core.law.return_scans import ScanFor
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import RepatriaError
from repatria.records.returns.models import Batch, CountEntry, ReturnRequest
from repatria.records.returns.services.counts import enter_received
from tests.heavy.test_graphs_by_apply import Applied, told
from tests.records.handover.meeting import tried
from tests.records.returns.crossing import GIVEN, TWO, Crossing

pytestmark = [
    pytest.mark.django_db, pytest.mark.whole, pytest.mark.timeout(900),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="each act is asked there by its room"),
]  # fmt: skip
B, S = BatchEvent, BatchState
ALL = {key: value for given in GIVEN.values() for key, value in given.items()} | {"reason": "said", "authority": "they"}


def test_from_every_state_of_a_request_every_event_is_tried(clock, randomness, capsys):
    house = Crossing(clock, randomness)
    applied = Applied(house, "adviser")
    at = instant_text(house.clock())
    found, tries = set(), 0

    def move(event):
        granted = ["channel"] if event is RequestEvent.GRANTED_IN_PART else []
        return applied(
            "returns.move_request", "adviser", request_id=house.request, event=event.value, happened_at=at,
            granted=granted, by="a delegate", reference="letter 4", said="why",
        )  # fmt: skip

    ways = {
        RequestState.ASKED: (), **{RequestState(one.value): (one,) for one in RequestEvent if one is not
        RequestEvent.ASKED}, RequestState.OWN_DUTY: (RequestEvent.REFUSED, RequestEvent.OWN_DUTY),
    }  # fmt: skip
    for state, way in ways.items():
        if state is RequestState.UNANSWERED:
            continue  # its day has not passed by this clock; tried below
        house.asked()
        for event in way:
            assert move(event)["ok"]
        for event in RequestEvent:
            tries += 1
            with tried():
                if move(event)["ok"]:
                    found.add((state, event, RequestState(ReturnRequest.objects.get(pk=house.request).state)))
    declared = {edge for edge in REQUEST_EDGES if edge[0] not in (None, RequestState.UNANSWERED)}
    assert declared - found == {(RequestState.ASKED, RequestEvent.UNANSWERED, RequestState.UNANSWERED)}
    assert found <= declared
    told(capsys, "request to an intermediary", applied, tries, len(found), is_one_call=False)


@pytest.mark.parametrize("way", list(BatchWay))
def test_from_every_state_of_a_batch_every_event_is_tried(clock, randomness, capsys, way):
    house = Crossing(clock, randomness)
    applied = Applied(house, "registrar", "doctor", "head")
    house.reported().recovered().items(1)
    at = instant_text(house.clock())
    found, tries = set(), 0

    def state():
        return S(Batch.objects.get(pk=house.batch).state)

    def prepared():
        """What the next step asks of the lines: read again, loaded, counted."""
        if way is BatchWay.SENT and state() is S.AGREED:
            house.read_again()
        if way is BatchWay.SENT and state() is S.SEALED:
            house.scanned(*house.codes)

    def tried_event(event):
        of = {"batch_id": house.batch}
        if event in (B.CLOSED, B.ABORTED):
            with contextlib.suppress(RepatriaError):
                house.approved(event)
        if event in STEPS:
            spot = [house.lines()[0].pk] if event is B.SPOT_CHECKED and house.lines() else []
            given = ALL | {"agreed_on": at[:10], "happened_at": at, "spot_lines": spot, "event": event.value}
            return applied("returns.record_batch_step", "registrar", **of, **given)
        if event is B.COUNTED and way is BatchWay.SENT:
            given = TWO | {"number": number, "happened_at": at, "reference": "their paper"}
            return applied("returns.record_their_batch_count", "registrar", **of, **given)
        if event is B.COUNTED:
            begun = applied("returns.begin_count", "doctor", **of, **TWO)
            if begun["ok"] and number:
                house.scanned(house.row(f"L-{number}", f"S-L-{number}"), purpose=ScanFor.COUNT, name="doctor")
            signed = {"number": number, "happened_at": at, "why_differs": "as our hands counted"}
            return applied("returns.sign_count", "doctor", **of, **TWO, **signed) if begun["ok"] else begun
        if event is B.PLANNED:
            return applied("returns.record_batch_step", "registrar", **of, event="planned", happened_at=at)
        return applied("returns.compare_sides", "registrar", **of)

    for number, end in ((1, S.RECONCILED), (0, S.DISCREPANT)):
        house.planned(way)
        if way is BatchWay.SENT:
            if number == 0:
                house.items(2)
            house.put()
        else:
            house.brought(f"L-{number}")
            found.add((S.PLANNED, B.LIST_EXCHANGED, state()))
        while state() is not end:
            prepared()
            here = state()
            for event in BatchEvent:
                tries += 1
                with tried():
                    if tried_event(event)["ok"]:
                        found.add(
                            (
                                here,
                                S(state().value) and event
                                if event not in (B.RECONCILED, B.DISCREPANT)
                                else B(state().value),
                                state(),
                            )
                        )
            onward = next(
                event
                for event, states in (
                    (event, [before for before, one, _ in BATCH_EDGES[way] if one is event]) for event in BatchEvent
                )
                if here in states and event is not B.ABORTED
            )
            assert tried_event(onward)["ok"], (here, onward)
        for event in BatchEvent:
            tries += 1
            with tried():
                if event is B.CLOSED:
                    for one in house.open().values():
                        house.ended(one, "both_stand" if one.kind == "count" else "still_sought")
                    for entry in CountEntry.objects.filter(batch_id=house.batch, item_code=""):
                        if way is BatchWay.RECEIVED:
                            enter_received(house.by("registrar"), entry_id=entry.pk, item_code=house.codes[0])
                if tried_event(event)["ok"]:
                    found.add((end, event, state()))
    declared = {edge for edge in BATCH_EDGES[way] if edge[0] is not None}
    if way is BatchWay.RECEIVED:
        declared -= {(S.PLANNED, B.ABORTED, S.ABORTED)}  # their list is here at once
    assert found == declared
    told(capsys, f"batch that is {way.value}", applied, tries, len(found), is_one_call=False)
