"""Every step of what stands beside the dead, and every one that does not follow, tried by a line of a file of calls.

Containers, samples, links of parts, cremations, certificates, the word on whose dead somebody is, releases to families,
laissez-passers: from each state each step is tried with all that it asks for, so that nothing but the order refuses it.
"""

from __future__ import annotations

import pytest
from django.db import connection

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.family_release import RELEASE_EDGES, ReleaseEvent, ReleaseState
from repatria.core.law.laissez_passer import PASS_EDGES, PassEvent, PassState
from repatria.core.law.remains import FindStep, FindsTo, RemainsKind
from repatria.core.law.remains_ashes import CREMATION_EDGES, CremationEvent, CremationState
from repatria.core.law.remains_containers import CONTAINER_EDGES, ContainerState, ContainerStep
from repatria.core.law.remains_path import ItemStep
from repatria.core.law.remains_samples import SAMPLE_EDGES, SampleState, SampleStep
from repatria.core.law.return_power import POWER_EDGES, PowerEvent, PowerState
from repatria.core.vocabulary.dates import instant_text
from repatria.records.certificates.models import Certificate
from repatria.records.certificates.selectors.withdrawals import withdrawal
from repatria.records.identification.finding_models import PartsLink
from repatria.records.remains.cremation_models import CremationOrder
from repatria.records.remains.sample_models import Container, Sample
from repatria.records.remains.services.finds import move_finds
from repatria.records.returns.pass_models import CoffinPass
from repatria.records.returns.power_models import PowerClaim
from repatria.records.returns.release_models import RemainsRelease
from tests.heavy.test_graphs_by_apply import Applied, told
from tests.records.certificates.conftest import board
from tests.records.handover.meeting import tried
from tests.records.identification.conftest import laboratory
from tests.records.identification.test_board import bench
from tests.records.remains.field import Field, examine, step, walk
from tests.records.returns.conftest import house
from tests.records.returns.crossing import TWO
from tests.records.returns.test_passes import coffin, packed
from tests.records.returns.test_release import known
from tests.records.returns.test_theirs import came

__all__ = ["bench", "board", "came", "coffin", "house", "known", "laboratory", "packed"]
pytestmark = [
    pytest.mark.django_db, pytest.mark.whole, pytest.mark.timeout(900),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="each act is asked there by its room"),
]  # fmt: skip


class Tries:
    """From each state, which its way leads to, each event; what led on, as (state, event, state)."""

    def __init__(self, capsys, what, applied, state, event):
        self.capsys, self.what, self.applied, self.state, self.event = capsys, what, applied, state, event

    def all(self, ways, events, declared):
        """Raises: AssertionError where a way is none, an edge is not declared, or a declared one was never taken."""
        found, tries = set(), 0
        for state, way in ways.items():
            with tried():
                for one in way:
                    result = self.event(one)
                    assert result["ok"], (state, one, result)
                assert state == self.state(), state
                for what in events:
                    tries += 1
                    with tried():
                        if self.event(what)["ok"]:
                            found.add((state, what, self.state()))
        assert found == set(declared), (found - set(declared), set(declared) - found)
        told(self.capsys, self.what, self.applied, tries, len(found), is_one_call=False)


def begun(edges):
    """The edges from a state: what begins is the way to each."""
    return {edge for edge in edges if edge[0] is not None}


def test_from_every_state_of_a_container_every_step_is_tried(clock, randomness, capsys):
    field = Field(clock, randomness).reported().recovered()
    code = field.item(1)
    field.pictured(code)
    walk(field, ItemStep.RECOVERED, ItemStep.RECEIVED, code=code)
    applied = Applied(field, "mortuary", "doctor")
    box = applied("remains.record_container", "mortuary", kind="coffin", written="C 1")["returned"]
    S, E = ContainerState, ContainerStep
    seals = {E.PACKED: "K-1", E.OPENED: "K-1", E.RESEALED: "K-2"}

    def event(what):
        within = [code] if what in (E.PACKED, E.RESEALED) else []
        seal = seals.get(what, "") if what is not E.OPENED else Container.objects.get().seal_number
        return applied(
            "remains.record_container_step", "mortuary", container_id=box, step=what.value, **TWO,
            happened_at=instant_text(clock()), seal_number=seal, item_codes=within, reason="seen",
        )  # fmt: skip

    ways = {S.EMPTY: (), S.SEALED: (E.PACKED,), S.OPENED: (E.PACKED, E.OPENED)}
    tries = Tries(capsys, "container", applied, lambda: S(Container.objects.get().state), event)
    tries.all(ways, ContainerStep, CONTAINER_EDGES)


def test_from_every_state_of_a_sample_every_step_is_tried(clock, randomness, capsys):
    field = Field(clock, randomness).reported().recovered()
    code = field.item(1)
    field.pictured(code)
    walk(field, ItemStep.RECOVERED, ItemStep.RECEIVED, code=code)
    examine(field, code, cause=DeathCause.NATURAL)
    first = step(field, ItemStep.SAMPLED, code)
    applied = Applied(field, "doctor")
    number = Sample.objects.get().pk
    applied("remains.take_sample", "doctor", item_code=code, kind="tooth", site="26", happened_at=instant_text(clock()),
            taken_by="Dr Sych", seal_number="S-5", kept_where="freezer 1")  # fmt: skip
    assert first
    S, E = SampleState, SampleStep

    def event(what):
        return applied(
            "remains.record_sample_step", "doctor", sample_code=number, step=what.value, **TWO, from_whom="Dr Sych",
            happened_at=instant_text(clock()), seal_number="S-9", purpose="to be read", kept_where="freezer 2",
            reference="report 4", reason="said in the report",
        )  # fmt: skip

    ways = {S.KEPT: (), S.SENT: (E.SENT,), S.USED_UP: (E.USED_UP,), S.DESTROYED: (E.DESTROYED,)}
    tries = Tries(capsys, "sample", applied, lambda: S(Sample.objects.get(pk=number).state), event)
    tries.all(ways, SampleStep, SAMPLE_EDGES)


def test_from_every_state_of_a_link_of_parts_every_step_is_tried(bench, capsys):
    first, second = (bench.dead(count, RemainsKind.PART)[0] for count in (1, 2))
    applied = Applied(bench, "laboratory", "expert-1")

    def event(what):
        of = {"parts_id": PartsLink.objects.latest("recorded_index").pk} if PartsLink.objects.exists() else {}
        match what:
            case "propose":
                return applied("identification.propose_parts", "laboratory", first_code=first, second_code=second,
                               reason="one joint")  # fmt: skip
            case "agree":
                return applied("identification.agree_parts", "expert-1", **{"parts_id": "RM-0"} | of)
        return applied("identification.undo_parts", "expert-1", **{"parts_id": "RM-0"} | of, reason="two femora")

    def state():
        row = PartsLink.objects.order_by("-recorded_index").first()
        return row.state if row else ""

    ways = {"": (), "proposed": ("propose",), "agreed": ("propose", "agree"), "undone": ("propose", "undo")}
    declared = {
        ("", "propose", "proposed"), ("proposed", "agree", "agreed"), ("proposed", "undo", "undone"),
        ("agreed", "undo", "undone"), ("undone", "propose", "proposed"),
    }  # fmt: skip
    Tries(capsys, "link of parts", applied, state, event).all(ways, ("propose", "agree", "undo"), declared)


def test_from_every_state_of_a_cremation_every_step_is_tried(clock, randomness, capsys):
    field = Field(clock, randomness).reported().recovered()
    code = field.item(1)
    field.pictured(code)
    walk(field, ItemStep.RECOVERED, ItemStep.RECEIVED, code=code)
    examine(field, code, cause=DeathCause.NATURAL)
    step(field, ItemStep.SAMPLED, code)
    applied = Applied(field, "doctor-2", "head")
    S, E = CremationState, CremationEvent

    def order():
        return CremationOrder.objects.order_by("-recorded_index").first()

    def event(what):
        of = {"cremation_id": order().pk if order() else "RC-0"}
        match what:
            case E.PROPOSED:
                return applied("remains.propose_cremation", "doctor-2", item_code=code, ground="hygiene",
                               said_by="a doctor", reason="a fever")  # fmt: skip
            case E.AGREED:
                return applied("remains.agree_cremation", "head", **of)
            case E.REFUSED:
                return applied("remains.refuse_cremation", "head", **of, reason="the grave is dug")
        return applied("remains.cremate", "doctor-2", item_code=code, happened_at=instant_text(clock()), **TWO, urn="U")

    ways = {
        S.PROPOSED: (E.PROPOSED,), S.AGREED: (E.PROPOSED, E.AGREED), S.REFUSED: (E.PROPOSED, E.REFUSED),
        S.DONE: (E.PROPOSED, E.AGREED, E.DONE),
    }  # fmt: skip
    tries = Tries(capsys, "cremation", applied, lambda: S(order().state), event)
    tries.all(ways, CremationEvent, begun(CREMATION_EDGES))


def test_from_every_state_of_a_certificate_every_step_is_tried(board, capsys):
    code = board.body()
    board.names(code, person_id=board.prisoner)
    applied = Applied(board, "doctor", "head", "adviser")
    number = applied("certificates.draw_certificate", "doctor", item_code=code)["returned"]

    def event(what):
        of = {"certificate_id": number}
        match what:
            case "one signs" | "another signs":
                return applied("certificates.sign_certificate", "doctor" if what == "one signs" else "head", **of)
            case "asked back":
                board.taken_back.add(3)
                return applied("certificates.ask_withdrawal", "doctor", **of, reason="the name was taken back")
            case "declined":
                return applied("certificates.decline_withdrawal", "adviser", **of, reason="another is meant")
        return applied("certificates.withdraw_certificate", "head", **of)

    def state():
        asked = withdrawal(board.by("head"), number)
        is_asked = asked is not None and bool(asked.asked_by) and not asked.declined_by
        said = Certificate.objects.get(pk=number).state
        return f"{said}, asked back" if is_asked and said == "signed" else said

    both = ("one signs", "another signs")
    ways = {
        "drawn": (), "signed_once": both[:1], "signed": both, "signed, asked back": (*both, "asked back"),
        "withdrawn": (*both, "asked back", "withdrawn"),
    }  # fmt: skip
    declared = {
        ("drawn", "one signs", "signed_once"), ("drawn", "another signs", "signed_once"),
        ("signed_once", "another signs", "signed"), ("signed", "asked back", "signed, asked back"),
        ("signed, asked back", "declined", "signed"), ("signed, asked back", "withdrawn", "withdrawn"),
    }  # fmt: skip
    events = (*both, "asked back", "declined", "withdrawn")
    Tries(capsys, "certificate of death", applied, state, event).all(ways, events, declared)


def test_from_every_state_of_the_word_on_whose_dead_every_step_is_tried(came, capsys):
    applied = Applied(came, "mortuary", "head", "adviser", "registrar", "caseworker-1")
    code = came.codes[0]
    S, E = PowerState, PowerEvent

    def claim():
        return PowerClaim.objects.order_by("-recorded_index").first()

    def event(what):
        what, _, name = what.partition(" ")
        of = {"claim_id": claim().pk if claim() else "NP-0"}
        match E(what):
            case E.ASSERTED:
                return applied("returns.assert_power", "mortuary", item_code=code, power="PB", grounds="a disc")
            case E.AGREED:
                return applied("returns.review_power", name, **of, agrees=True)
            case E.DISPUTED:
                return applied("returns.review_power", name, **of, agrees=False, said="in a pocket")
        return applied("returns.withdraw_power", "registrar", **of, reason="a slip")

    said, two = "asserted", ("agreed head", "agreed adviser")
    ways = {
        S.ASSERTED: (said, two[0]), S.REVIEWED: (said, *two), S.DISPUTED: (said, "disputed head"),
        S.WITHDRAWN: (said, "withdrawn"),
    }  # fmt: skip
    events = ("asserted", *two, "disputed head", "disputed adviser", "withdrawn")
    found = Tries(capsys, "word on whose dead somebody is", applied, lambda: S(claim().state), event)
    declared = {
        (S.ASSERTED, two[1], S.REVIEWED), (S.ASSERTED, "disputed adviser", S.DISPUTED),
        (S.ASSERTED, "withdrawn", S.WITHDRAWN), (S.REVIEWED, "disputed head", S.REVIEWED),
        (S.REVIEWED, "disputed adviser", S.REVIEWED), (S.DISPUTED, "asserted", S.ASSERTED),
        (S.WITHDRAWN, "asserted", S.ASSERTED),
    }  # fmt: skip
    found.all(ways, events, declared)
    led = {(before, E(what.partition(" ")[0]), after) for before, what, after in declared if what != said}
    once = {(S.ASSERTED, E.AGREED, S.ASSERTED), (S.REVIEWED, E.DISPUTED, S.DISPUTED)}  # the first and the second of two
    assert led | once == begun(POWER_EDGES)
    with tried():
        for one in (said, *two, "disputed head", "disputed adviser"):
            assert event(one)["ok"], one
        assert S.DISPUTED is S(claim().state)


def test_from_every_state_of_a_release_to_a_family_every_step_is_tried(known, capsys):
    on = {"found_id": known.found, "happened_at": known.clock(), "reference": "9"}
    move_finds(known.by("registrar"), step=FindStep.FORWARDED, by="the other mortuary", to=FindsTo.BUREAU, **on)
    move_finds(known.by("registrar"), step=FindStep.RECEIPTED, by="her", **on)
    applied, code = Applied(known, "caseworker-1", "mortuary", "registrar"), known.codes[0]
    S, E = ReleaseState, ReleaseEvent

    def release():
        return RemainsRelease.objects.order_by("-recorded_index").first()

    def event(what):
        of = {"given_id": release().pk if release() else "NR-0"}
        match what:
            case E.PROPOSED:
                return applied("returns.propose_release", "caseworker-1", enquiry_id="E-1", receiver="a mother",
                               relation="mother", is_herself=True)  # fmt: skip
            case E.RELEASED:
                read = {"on_body": code, "on_bag": code, "on_paper": code}
                return applied("returns.release_remains", "mortuary", **of, labels=[read], by="our officer",
                               happened_at=instant_text(known.clock()), document="passport AB", place="the morgue",
                               receipt="receipt 4")  # fmt: skip
            case E.DECLINED:
                return applied("returns.decline_release", "mortuary", **of, reason="she wishes otherwise")
            case E.BACK_ASKED:
                return applied("returns.ask_release_back", "mortuary", **of, reason="another code")
            case E.BACK_AGREED:
                return applied("returns.agree_release_back", "registrar", **of)
        return applied("returns.refuse_release_back", "registrar", **of, reason="it was this one")

    way = (E.PROPOSED, E.RELEASED, E.BACK_ASKED, E.BACK_AGREED)
    ways = {
        S.PROPOSED: way[:1], S.RELEASED: way[:2], S.BACK_ASKED: way[:3], S.TAKEN_BACK: way,
        S.DECLINED: (E.PROPOSED, E.DECLINED),
    }  # fmt: skip
    tries = Tries(capsys, "release to a family", applied, lambda: S(release().state), event)
    anew = {(state, E.PROPOSED, S.PROPOSED) for state in ways}  # a new one, beside what became of the one before
    tries.all(ways, ReleaseEvent, begun(RELEASE_EDGES) | anew)


def test_from_every_state_of_a_laissez_passer_every_step_is_tried(coffin, capsys):
    applied = Applied(coffin, "registrar", "head")
    S, E = PassState, PassEvent
    named = list(coffin.named)

    def paper():
        return CoffinPass.objects.order_by("-recorded_index").first()

    def event(what):
        of = {"pass_id": paper().pk if paper() else "NK-0"}
        on = of | {"to": "a driver", "reference": "R-7", "happened_at": instant_text(coffin.clock())}
        coffin.named[:] = [] if what is E.WITHDRAWN else named  # it is withdrawn when what it rests on has fallen
        match what:
            case E.ISSUED:
                return applied("returns.issue_pass", "registrar", box_id=coffin.boxes[0], coffin="wood, with zinc",
                               from_place="morgue 2", to_place="a bridge", means="by road")  # fmt: skip
            case E.COUNTERSIGNED:
                return applied("returns.countersign_pass", "head", **of)
            case E.DECLINED:
                return applied("returns.decline_pass", "head", **of, reason="another coffin")
            case E.HANDED:
                return applied("returns.hand_pass", "registrar", **on)
            case E.WITHDRAWN:
                return applied("returns.withdraw_pass", "head", **of)
        return applied("returns.tell_pass_withdrawn", "registrar", **on)

    ways = {
        S.ISSUED: (E.ISSUED,), S.VALID: (E.ISSUED, E.COUNTERSIGNED, E.HANDED), S.DECLINED: (E.ISSUED, E.DECLINED),
        S.WITHDRAWN: (E.ISSUED, E.COUNTERSIGNED, E.HANDED, E.WITHDRAWN),
    }  # fmt: skip
    tries = Tries(capsys, "laissez-passer", applied, lambda: S(paper().state), event)
    anew = {(state, E.ISSUED, S.ISSUED) for state in (S.DECLINED, S.WITHDRAWN)}  # a new one for the same coffin
    tries.all(ways, PassEvent, begun(PASS_EDGES) | anew)
