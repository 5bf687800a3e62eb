"""Every edge of what concerns one of the dead, and every one that is none, tried by a line of a file of calls.

The item itself, a packet of what was found or taken, the hypothesis of the board, and one who is to be told: from each
state each event is tried. What is declared leads where it is declared to lead; all else is refused with its provision.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.effects import EFFECTS_EDGES, EffectsState, EffectsStep
from repatria.core.law.identification_board import HYPOTHESIS_EDGES, BoardEvent, HypothesisState
from repatria.core.law.remains import FIND_EDGES, FindStep
from repatria.core.law.remains_path import ITEM_EDGES, ItemState, ItemStep
from repatria.core.law.telling import VisitEnd
from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.services import record_approval
from repatria.records.identification.hypothesis import standing_of_hypothesis
from repatria.records.register.models import EffectsPacket
from repatria.records.remains.models import FoundPacket, Item
from repatria.records.telling.models import Telling, TellingAsker, Visit
from repatria.records.telling.services.approving import ATTEST_CERTIFICATE, certificate_reference
from tests.heavy.test_graphs_by_apply import Applied, told
from tests.records.handover.meeting import tried
from tests.records.register.releasing import Releasing
from tests.records.register.test_effects import died, taken
from tests.records.remains.field import Field, grave, step
from tests.records.returns.test_dead_machine import _stands

pytestmark = [
    pytest.mark.django_db, pytest.mark.whole, pytest.mark.timeout(900),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="each act is asked there by its room"),
]  # fmt: skip
T, S, H, B = ItemState, ItemStep, HypothesisState, BoardEvent
TWO = {"by": "one", "second": "another"}


def test_from_every_state_of_an_item_every_step_is_tried(clock, randomness, capsys):
    house = Field(clock, randomness)
    applied = Applied(house, "registrar", "doctor", "doctor-2", "head")
    house.reported().recovered()
    code = house.item(1)
    house.pictured(code)
    applied("remains.open_store", "registrar", store_code="COLD-1", capacity=9, kept_at="4 degrees")
    other = grave(house, position="B 1")
    of = {"item_code": code, "happened_at": instant_text(clock())}
    said = {"authority": "the head", "why": "the road is moved"}

    def event(what):
        match what:
            case S.EXAMINED:
                return applied("remains.record_examination", "doctor", **of, examined_by="Dr Sych", second="a doctor",
                               cause="natural", body={"sex": "probably_male"}, reason="looked again")  # fmt: skip
            case S.SAMPLED:
                return applied("remains.take_sample", "doctor", **of, kind="bone", site="left femur",
                               taken_by="Dr Sych", seal_number="S-4", kept_where="freezer 1")  # fmt: skip
            case S.BURIED:
                return applied("remains.bury", "registrar", **of, **TWO, **said, grave_id=other)
            case S.EXHUMED:
                return applied("remains.exhume", "registrar", **of, **TWO, **said, exhumed_for="move",
                               order_reference="order 9")  # fmt: skip
            case S.CREMATED:
                asked = applied("remains.propose_cremation", "doctor-2", item_code=code, ground="hygiene",
                                said_by="a doctor", reason="a fever")  # fmt: skip
                if not asked["ok"]:
                    return asked
                assert applied("remains.agree_cremation", "head", cremation_id=asked["returned"])["ok"]
                return applied("remains.cremate", "doctor-2", **of, **TWO, urn="U-1")
        return applied(
            "remains.record_step", "registrar", **of, step=what.value, by="Dr Sych", from_whom="the team",
            seal_number="S-9", purpose="to be kept", store_code="COLD-1" if what is S.STORED else "",
        )  # fmt: skip

    def made(what):
        step(house, what, code, **({"cause": DeathCause.NATURAL} if what is S.EXAMINED else {}))

    readied = (S.RECOVERED, S.RECEIVED, S.EXAMINED, S.SAMPLED)
    ways = {
        T.FOUND: (), T.RECOVERED: readied[:1], T.RECEIVED: readied[:2], T.STORED: (*readied[:2], S.STORED),
        T.EXAMINED: readied[:3], T.SAMPLED: readied, T.BURIED: (*readied, S.BURIED),
        T.EXHUMED: (*readied, S.BURIED, S.EXHUMED), T.CREMATED: readied,
    }  # fmt: skip
    assert set(ways) == set(ItemState)
    found, tries = set(), 0
    for state, way in ways.items():
        with tried():
            for one in way:
                made(one)
            if state is T.CREMATED:
                assert event(S.CREMATED)["ok"]
            elif S.SAMPLED not in way and S.RECEIVED in way:  # what burial and burning ask for beside the path
                with tried():
                    assert event(S.EXAMINED)["ok"] and event(S.SAMPLED)["ok"]
            assert state is T(Item.objects.get(pk=code).state)
            for what in ItemStep:
                tries += 1
                with tried():
                    if event(what)["ok"]:
                        found.add((state, what, T(Item.objects.get(pk=code).state)))
    unready = {
        (state, what, after) for state, what, after in ITEM_EDGES
        if state in (T.RECEIVED, T.STORED, T.EXAMINED) and what in (S.BURIED, S.CREMATED)
    }  # fmt: skip
    assert found <= ITEM_EDGES
    assert ITEM_EDGES - found == unready, "declared, and the guards that are met only beside the path are tried below"
    for state, what, _ in sorted(unready):
        with tried():
            for one in (S.RECOVERED, S.RECEIVED):
                made(one)
            assert event(S.EXAMINED)["ok"] if state is T.EXAMINED else True
            assert event(S.SAMPLED)["ok"]
            if state is T.EXAMINED:
                assert T.SAMPLED is T(Item.objects.get(pk=code).state)
                continue  # examined, and a sample is kept: it stands as sampled then
            tries += 1
            assert not event(what)["ok"], "examination is asked for, whatever state it has"
    told(capsys, "item of remains", applied, tries, len(found), is_one_call=False)


@pytest.mark.parametrize("is_his", [False, True])
def test_from_every_state_of_a_packet_every_step_is_tried(clock, randomness, capsys, is_his):
    if is_his:
        house = Releasing(clock, randomness)
        applied, steps, edges = Applied(house, "camp", "registrar"), EffectsStep, EFFECTS_EDGES
        number, do, name, model = taken(house), "register.move_effects", "packet_id", EffectsPacket
    else:
        house = Field(clock, randomness)
        applied, steps, edges = Applied(house, "registrar"), FindStep, FIND_EDGES
        house.reported().recovered()
        number, do, name, model = house.packet(house.item(1)), "remains.move_finds", "found_id", FoundPacket
    at, onward = instant_text(clock()), {} if is_his else {"to": "power"}

    def event(what):
        return applied(do, "registrar", **{name: number}, **TWO, step=what, happened_at=at, seal_number="S-8",
                       contents="a watch", reference="9", reason="a letter for the court", **onward)  # fmt: skip

    ways = {
        EffectsState.TAKEN: (), EffectsState.SEALED: ("sealed",), EffectsState.OPENED: ("sealed", "opened"),
        EffectsState.RETURNED: ("returned",), EffectsState.FORWARDED: ("sealed", "forwarded"),
        EffectsState.RECEIPTED: ("sealed", "forwarded", "receipted"),
    }  # fmt: skip
    found, tries = set(), 0
    for state, way in ways.items():
        if not is_his and state in (EffectsState.TAKEN, EffectsState.RETURNED):
            continue  # what was found is sealed at once, and given back to nobody
        for left in (False, True) if is_his and "forwarded" not in way else (False,):
            with tried():
                for one in way:
                    if is_his and one == "forwarded":
                        died(house)
                    if is_his or one != "sealed":
                        assert event(one)["ok"], (state, one)
                if left:
                    died(house)
                for what in steps:
                    tries += 1
                    with tried():
                        if event(what.value)["ok"]:
                            found.add((state, what, EffectsState(model.objects.get(pk=number).state)))
    assert found == edges
    told(
        capsys,
        "packet that was taken" if is_his else "packet of what was found",
        applied,
        tries,
        len(found),
        is_one_call=False,
    )


def test_from_every_state_of_a_hypothesis_every_event_is_tried(clock, randomness, capsys):
    house = _stands(clock, randomness)
    applied = Applied(house)
    found, tries = set(), 0
    policy = applied("identification.record_policy", "head", decision="7 of the board", text="marks",
                     decided_on=clock().date().isoformat())["returned"]  # fmt: skip
    number = applied("identification.open_hypothesis", "expert-3", items=[house.codes[0]], enquiry_id=house.families[0],
                     said="by his post")["returned"]  # fmt: skip
    do = {
        B.LAID: ("lay_evidence", {"method": "dental", "weighs": "supports", "reference": "D-4"}),
        B.REVIEWED: ("record_review", {"verdict": "supported"}), B.SIGNED: ("sign_conclusion", {}),
        "by policy": ("sign_conclusion", {"policy_id": policy}),
        B.DECLINED: ("decline_signature", {}), B.WITHDRAWN: ("withdraw_hypothesis", {}),
        B.ANNULLED: ("annul_conclusion", {}), B.UPHELD: ("uphold_conclusion", {}),
    }  # fmt: skip

    def state():
        return standing_of_hypothesis(number).judged

    def event(what, name):
        service, more = do[what]
        return applied(f"identification.{service}", name, hypothesis_id=number, said="all looked at", **more)

    way = [(B.LAID, "expert-3"), (B.REVIEWED, "expert-1"), (B.REVIEWED, "expert-2")]
    once = [*way, (B.SIGNED, "expert-1")]
    named = [*once, (B.SIGNED, "expert-4")]
    asked = [*named, (B.ANNULLED, "expert-2")]
    ways = {
        H.OPEN: [way, [], [*once, (B.LAID, "expert-3")]], H.SIGNED_ONCE: [once], H.CONCLUDED: [named],
        H.ANNULMENT_ASKED: [asked, [*asked, (B.UPHELD, "expert-3")]], H.ANNULLED: [[*asked, (B.ANNULLED, "head")]],
        H.WITHDRAWN: [[(B.WITHDRAWN, "expert-3")]],
    }  # fmt: skip
    assert set(ways) == set(HypothesisState)
    for at, all_ways in ways.items():
        for steps in all_ways:
            with tried():
                for what, name in steps:
                    assert event(what, name)["ok"], (at, what)
                assert at is state()
                for what in do:
                    for name in ("expert-1", "expert-2", "expert-3", "expert-4", "head"):
                        tries += 1
                        with tried():
                            if event(what, name)["ok"]:
                                found.add((at, B.SIGNED if what == "by policy" else what, state()))
    assert found == {edge for edge in HYPOTHESIS_EDGES if edge[0] is not None}
    told(capsys, "hypothesis of the board", applied, tries, len(found), is_one_call=False)


TELLING = {
    ("waits", "planned"): "planned", ("waits", "complete"): "waits",
    ("planned", "told"): "told", ("planned", "not_at_home"): "waits", ("planned", "postponed"): "waits",
    ("planned", "not_found"): "not found", ("planned", "complete"): "planned",
    ("not found", "planned"): "planned", ("not found", "complete"): "not found",
    ("told", "confirmed"): "confirmed", ("told", "followed"): "told", ("told", "complete"): "told",
    ("confirmed", "followed"): "confirmed", ("confirmed", "complete"): "confirmed",
    ("wrongly told", "corrected"): "wrongly told", ("wrongly told", "confirmed"): "wrongly told",
    ("wrongly told", "followed"): "wrongly told",
}  # fmt: skip
"""One who asks, as her case stands: what may follow, and where it leads. Of a case that has ended nothing follows but a
correction in person of what she was told; that she was told is still confirmed, and somebody still asks how she is."""


def test_from_every_state_of_one_who_is_to_be_told_every_event_is_tried(clock, randomness, capsys):
    house = _stands(clock, randomness)
    applied, machine_at = Applied(house), instant_text(clock())
    enquiry, (code, *_) = house.families[0], house.codes
    number = applied("identification.open_hypothesis", "expert-3", items=[code], enquiry_id=enquiry,
                     said="by his post")["returned"]  # fmt: skip
    of = {"hypothesis_id": number, "said": "all looked at"}
    assert applied("identification.lay_evidence", "expert-3", **of, method="dental", weighs="supports",
                   reference="D-4")["ok"]  # fmt: skip
    for name in ("expert-1", "expert-2"):
        assert applied("identification.record_review", name, **of, verdict="supported")["ok"]
    on = clock().date()
    opened = {
        "known": "proven", "enquiry_id": enquiry, "certificate": "C 1",
        "visit_by": (on + timedelta(days=5)).isoformat(),
    }  # fmt: skip
    record_approval(house.by("head"), action=ATTEST_CERTIFICATE, object_reference=certificate_reference(enquiry, "C 1"))
    for name in ("expert-1", "expert-4"):
        assert not applied("telling.open_telling", "caseworker-1", **opened)["ok"], "before the second signature"
        assert applied("identification.sign_conclusion", name, **of)["ok"]
    case = applied("telling.open_telling", "caseworker-1", **opened)["returned"]
    assert not applied("telling.open_telling", "caseworker-1", **opened)["ok"], "opened once"

    def visit():
        last = Visit.objects.order_by("-recorded_index").first()
        return last.pk if last else "TV-NONE"

    def event(what):
        if what in ("planned", "corrected"):
            done = applied(
                "telling.plan_visit", "liaison", telling_id=case, enquiry_id=enquiry, visitors=list(house.pair),
                on=on.isoformat(), meets_at="at her sister's", language="uk",
                **({"purpose": "correction"} if what == "corrected" else {}),
            )  # fmt: skip
            if what == "planned" or not done["ok"]:
                return done
        if what in {one.value for one in VisitEnd} or what == "corrected":
            end = "told" if what == "corrected" else what
            return applied(
                "telling.end_visit", "liaison", visit_id=visit(), end=end, happened_at=machine_at, told="as it is",
                **({"again_on": (on + timedelta(days=2)).isoformat()} if end == "postponed" else {}),
            )  # fmt: skip
        if what == "confirmed":
            return applied("telling.confirm_visit", "liaison-2", visit_id=visit(), heard_from="Koval Petro")
        if what == "followed":
            return applied("telling.follow_up", "liaison", visit_id=visit(), happened_at=machine_at, by="the liaison",
                           found="she sleeps little")  # fmt: skip
        if what == "complete":
            return applied("telling.say_complete", "head", telling_id=case, why="no part is missing")
        return applied("telling.end_telling", "caseworker-1", telling_id=case, why="the labels were exchanged")

    def state():
        asker, last = TellingAsker.objects.get(telling_id=case, enquiry_id=enquiry), Visit.objects.order_by(
            "-recorded_index"
        ).first()  # fmt: skip
        if Telling.objects.get(pk=case).state == "ended":
            return "wrongly told" if asker.told_index else "over"
        if last is not None and not last.ended:
            return "planned"
        if asker.state == "told":
            return "confirmed" if last.confirmed_index is not None else "told"
        return asker.state.replace("_", " ")

    taken_back = ("annulled", "annulled again", "ended")
    ways = {
        "waits": (), "planned": ("planned",), "told": ("planned", "told"),
        "confirmed": ("planned", "told", "confirmed"), "not found": ("planned", "not_found"), "over": taken_back,
        "wrongly told": ("planned", "told", *taken_back),
    }  # fmt: skip
    events = ("planned", *(one.value for one in VisitEnd), "confirmed", "followed", "complete", "corrected", "ended")
    found, tries = {}, 0
    for at, way in ways.items():
        with tried():
            for what in way:
                if what.startswith("annulled"):
                    name = "expert-2" if what == "annulled" else "head"
                    assert applied("identification.annul_conclusion", name, **of)["ok"]
                else:
                    assert event(what)["ok"], (at, what)
            assert at == state()
            for what in events:
                tries += 1
                with tried():
                    if event(what)["ok"]:
                        found[at, what] = state()
    assert found == TELLING
    told(capsys, "one who is to be told", applied, tries, len(found), is_one_call=False)
