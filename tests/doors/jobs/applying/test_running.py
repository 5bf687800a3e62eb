"""A file of calls: refused where the desk would refuse, done in its own time, taken up again where it was cut off."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from repatria.adapters.pictures import draw_anew
from repatria.core.vocabulary.dates import read_instant
from repatria.doors.jobs.applying import running
from repatria.doors.jobs.asking import answered
from repatria.records.access.offered import described
from repatria.records.access.role_table import HOUSE_ROLES
from repatria.records.enquiries.drawing import papers_drawn_by
from repatria.records.ledger import reading
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.models import Entry
from repatria.records.ledger.verify import verify
from repatria.records.notices.selectors import last_round
from repatria.records.register import drawing
from tests.doors.jobs.applying.conftest import BEGIN, call, capture, enquiry, ref
from tests.records.access.test_calls import example_of

pytestmark = pytest.mark.django_db(databases=["default", "intake"])

ALONE = {
    "language": "uk", "is_interviewer_outside_camp": True, "is_guard_present": False,
    "is_interviewer_interrogator": False,
}  # fmt: skip


def approval(by, action, reference, **more):
    return call("access.record_approval", by, action=action, object_reference=reference, **more)


def test_a_call_with_a_form_number_sent_twice_registers_one_man_and_comes_back_as_the_first(store):
    first, again, other, after = store.apply(
        capture(at=BEGIN, form_number="a" * 32), capture(form_number="a" * 32, save="man"),
        capture(form_number="a" * 32, card_number="9", refused="register.E031"),
        call("register.record_custody", "registrar-1", person_id=ref("man"),
             event="evacuated", happened_at="2026-05-03T08:30:00+00:00",
             attested={"list_reference": "L-1", "counted": 1, "listed": 1}),
    )  # fmt: skip

    assert (first["returned"], first["act"]) == (again["returned"], again["act"])
    assert [True, True, False, True] == [one["ok"] for one in (first, again, other, after)]
    assert 1 == len(store.acts("register.capture_recorded"))


def linked():
    """Lines from a capture to a confirmed link; the matcher lays the pair before the reviewers between two lines."""
    return [
        capture(at=BEGIN, save="man"),
        call("register.record_custody", "registrar-1", person_id=ref("man"), event="evacuated",
             happened_at="2026-05-03T08:30:00+00:00",
             attested={"list_reference": "L-1", "counted": 1, "listed": 1}),
        call("register.record_custody", "registrar-1", person_id=ref("man.person_id"), event="arrived",
             happened_at="2026-05-03T08:40:00+00:00", holder="CAMP-2", attested={"received_by": "gate officer"}),
        enquiry(at="2026-05-03T10:00:00+00:00", save="enquiry"),
        call("matching.pair_number", "reviewer-1", "2026-05-03T11:00:00+00:00", save="pair",
             enquiry_id=ref("enquiry"), person_id=ref("man")),
        call("matching.record_judgement", "reviewer-1", pair_id=ref("pair"), judgement="positive"),
        call("matching.record_judgement", "reviewer-2", save="link", pair_id=ref("pair"), judgement="positive"),
    ]  # fmt: skip


def asked_openly(*at):
    """The line by which he is asked before anybody is named to him."""
    return call("register.record_contact_decision", "interviewer-1", *at, person_id=ref("man"), about="open",
                link_index=None, answer="yes", is_her=None, facts=ALONE)  # fmt: skip


def told():
    """Lines from a capture to a decision to tell."""
    decide, reference = "disclosure.decide_answer", ref("answer.approval_reference")
    return [
        *linked(),
        asked_openly("2026-05-03T12:00:00+00:00"),
        call("register.record_contact_decision", "interviewer-1", "2026-05-03T12:00:00+00:00", save="his_word",
             person_id=ref("man"), about="enquiry", link_index=ref("link.act"), answer="yes", is_her=True, facts=ALONE),
        call("disclosure.answer", "caseworker-1", "2026-05-03T13:00:00+00:00", save="answer",
             enquiry_id=ref("enquiry")),
        approval("caseworker-1", decide, reference),
        approval("head-of-bureau-1", decide, reference),
        call(decide, "caseworker-2", save="decided", enquiry_id=ref("enquiry")),
    ]  # fmt: skip


def test_two_persons_are_two_here_too(store):
    results = store.apply(
        *linked(),
        call("matching.record_judgement", "reviewer-1", pair_id=ref("pair"), judgement="positive"),
        asked_openly(),
        call("register.record_contact_decision", "interviewer-1", person_id=ref("man"), about="enquiry",
             link_index=ref("link.act"), answer="yes", is_her=True, facts=ALONE),
        call("disclosure.answer", "caseworker-1", "2026-05-03T13:00:00+00:00", save="answer",
             enquiry_id=ref("enquiry")),
        approval("caseworker-1", "disclosure.decide_answer", ref("answer.approval_reference")),
        approval("caseworker-1", "disclosure.decide_answer", ref("answer.approval_reference")),
        call("disclosure.decide_answer", "caseworker-2", enquiry_id=ref("enquiry")),
        call("access.open_account", "administrator-1", sign_in_name="new-1", save="account"),
        call("access.grant_reference", "administrator-2", account_id=ref("account"), roles=["registrar"], save="grant"),
        call("access.grant_roles", "administrator-1", account_id=ref("account"), roles=["registrar"]),
        approval("administrator-1", "access.grant_roles", ref("grant")),
        call("access.grant_roles", "administrator-1", account_id=ref("account"), roles=["registrar"]),
        approval("administrator-2", "access.grant_roles", ref("grant")),
        call("access.grant_roles", "administrator-1", account_id=ref("account"), roles=["auditor"]),
        call("access.grant_roles", "administrator-1", account_id=ref("account"), roles=["registrar"]),
    )[7:]  # fmt: skip

    codes = [one.get("code", "") for one in results]
    assert ["matching.E003", "", "", "", "", "access.E006", "", "", "", "access.E003", "", "access.E003", "",
            "access.E003", ""] == codes  # fmt: skip
    assert ["no_information", results[6]["act"]] == results[6]["returned"]


def test_goes_from_a_capture_to_a_telling_letter(store):
    results = store.apply(*told(), call("house.round", at="2026-05-04T07:00:00+00:00"))

    assert [] == [one for one in results if not one["ok"]]
    assert ["tell_alive_and_held", results[-2]["act"]] == results[-2]["returned"]
    assert ["alive_and_held"] == [one.act.letter_kind for one in store.acts("notices.letter_issued")]
    assert 1 == results[-1]["returned"] == last_round().number  # asked for an hour before one was due
    assert verify(log_verifier()).is_equal


def test_what_the_jobs_would_have_done_is_done_in_its_time(store):
    store.apply(*told(), capture(at="2026-05-06T09:00:00+00:00", card="9", surname="Лисенко"))

    # Of the capture at the time of the capture, of the arrival with the enquiry's line; of the last capture at the end.
    assert 2 * [BEGIN] + 2 * [BEGIN] + 2 * ["2026-05-06T09:00:00+00:00"] == store.at("notices.notice_issued")
    assert ["2026-05-03T10:00:00+00:00"] == store.at("matching.candidates_proposed")[:1]
    assert ["2026-05-03T12:00:00+00:00"] == store.at("enquiries.kinship_evidence_recorded")
    # The first round a day after the first act of the store, and then one a day.
    rounds = [f"2026-05-0{day}T08:00:00+00:00" for day in (4, 5, 6)]
    assert rounds == store.at("notices.round_recorded")
    assert rounds[:1] == store.at("notices.letter_issued")


def test_a_clock_that_a_line_starts_runs_out_in_the_files_time_and_reaches_whom_its_row_names(store, staff, clock):
    store.apply(capture(at=BEGIN))
    clock.at = datetime.fromisoformat(BEGIN)
    begun = answered(staff.acting("registrar-1"), "clocks.owed", {}, is_measured=False)["returned"]

    store.apply(capture(at="2026-05-06T09:00:00+00:00", card="9"))  # nobody asks for the jobs: the time alone moves
    clock.at = datetime(2026, 5, 6, 9, tzinfo=UTC)
    registrar, head, reviewer = (
        answered(staff.acting(name), "clocks.owed", {}, is_measured=False)["returned"]
        for name in ("registrar-1", "head-of-bureau-1", "reviewer-1")
    )

    first = {one["clock_id"] for one in begun}
    head = [one for one in head if one["rule"] != "reception"]  # which the unit owes
    assert (2, {False}) == (len(first), {one["is_late"] for one in begun})
    assert first == {one["clock_id"] for one in registrar if one["is_late"]}
    assert (first, {True}) == ({one["clock_id"] for one in head}, {one["is_escalated"] for one in head})
    assert () == reviewer
    raised = (one for one in store.acts("clocks.alarm_raised") if one.act.clock_id in first)  # and not the camp's own
    alarms = {read_instant(one.at) for one in raised}
    assert alarms == {read_instant(one["due_at"]) + timedelta(seconds=1) for one in begun}


def test_the_jobs_of_the_house_are_done_by_name(store):
    results = store.apply(
        capture(at=BEGIN), enquiry(), call("house.consequences"), call("house.match"), call("house.courier"),
        call("house.round"), call("house.checkpoint"), call("house.match"),
    )  # fmt: skip

    counted = [one["returned"] for one in results[2:]]
    assert [3, 2, 0, 1] == counted[:4]
    assert 0 == counted[4] % 64 and counted[4] > 0
    assert all(one["act"] is None for one in results[2:])


def test_a_service_of_the_house_may_be_named(store):
    results = store.apply(capture(by="clerkwork"), capture(by="matcher", card="2"), enquiry(by="courier"))

    assert [None, "access.E001", None] == [one.get("code") for one in results]
    assert ["clerkwork"] == [one.actor for one in store.acts("register.capture_recorded")]


def test_every_act_of_a_line_names_the_file_and_the_line(store):
    results = store.apply(*told())

    digest = store.calls.reached.digest
    causes = {one["act"]: f"apply:{digest[:32]}:{one['line']}" for one in results if one["act"] is not None}
    found = dict(Entry.objects.filter(cause__startswith="apply:").values_list("index", "cause"))
    assert causes == found
    assert 12 == len(causes)


LINES = [
    *told()[:4], capture(refused="register.E001"), *told()[4:], capture(card="2", at="2026-05-05T00:00:00+00:00"),
    call("house.round"), capture(card="2"),
]  # fmt: skip


def test_done_a_second_time_it_does_nothing_and_says_the_same(store):
    whole, size = store.apply(*LINES), Entry.objects.count()
    assert 1 == store.tally.unexpected

    again = store.apply(*LINES)

    assert (whole, size) == (again, Entry.objects.count())
    assert (0, 0, len(whole), 1) == (store.tally.done, store.tally.refused, store.tally.skipped, store.tally.unexpected)


@pytest.mark.parametrize("stop", [1, 2, 3, 5, 8])
def test_stopped_again_and_again_it_comes_to_the_same_log(store, stop):
    results, runs = [], 0
    while len(results) < len(LINES):
        results = store.apply(*LINES, stop_after=stop)
        runs += 1
    store.apply(*LINES)

    codes = [one.get("code") for one in results if not one["ok"]]
    assert ["register.E001", "register.E001"] == codes
    assert (runs > 1, False, 1) == (True, store.tally.is_stopped, store.tally.unexpected)
    assert 1 == len(store.acts("disclosure.answer_decided"))
    assert ["alive_and_held"] == [one.act.letter_kind for one in store.acts("notices.letter_issued")]
    assert 6 == len(store.acts("notices.notice_issued"))
    assert sorted(kinds := list(Entry.objects.order_by("index").values_list("at", flat=True))) == kinds
    assert verify(log_verifier()).is_equal


@pytest.mark.parametrize("line", range(1, len(LINES)))
def test_cut_off_within_a_batch_nothing_of_it_stands_and_the_file_goes_on(store, monkeypatch, line):
    monkeypatch.setattr(running, "BATCH_SECONDS", 600)
    done, calls = running.FileOfCalls._do, []

    def cut_off(self, one):
        calls.append(one.number)
        result = done(self, one)
        if len(calls) >= line:
            raise KeyboardInterrupt
        return result

    monkeypatch.setattr(running.FileOfCalls, "_do", cut_off)
    with pytest.raises(KeyboardInterrupt):
        store.apply(*LINES)
    printed = len(store.written)
    monkeypatch.setattr(running.FileOfCalls, "_do", done)
    results = store.apply(*LINES)

    assert list(range(1, len(LINES) + 1)) == [one["line"] for one in results]
    assert printed <= store.tally.skipped
    assert 2 == len(store.acts("register.capture_recorded"))
    assert 1 == len(store.acts("disclosure.answer_decided"))
    assert verify(log_verifier()).is_equal


DOCUMENT = described()


class Undone(Exception):
    """Takes back what a call did: one store with its staff serves them all."""


def _who_may(told, given):
    """The first role that may do what is given: where a parameter says what is done, that is its word for the role."""
    for one in told:
        if all(words == "any other" or given.get(name) in words for name, words in one.get("when", {}).items()):
            return one["roles"][0]
    raise AssertionError(told)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="each service is asked there by its room")
def test_every_service_is_callable(store):
    """What its schema allows reaches the service: it is done, or refused by a rule of its own, not by the door."""
    wrong, done = [], 0
    drawing.drawn_by(draw_anew)  # as every process that takes calls is bound
    papers_drawn_by(draw_anew)
    for told_of in DOCUMENT["services"]:
        name, given = told_of["name"], example_of(told_of["parameters"], DOCUMENT["$defs"])
        role = _who_may(told_of["who_may"], given)
        by = role if role in HOUSE_ROLES else f"{role.replace('_', '-')}-1"
        if name == "access.record_reading":
            given["question"] = "register.?persons"  # its action is what it names
        with suppress(Undone), transaction.atomic("default"), transaction.atomic("intake"):
            (result,) = store.apply({**call(name, by), "with": given})
            raise Undone
        code = result.get("code", "")
        done += result["ok"]
        if code.startswith("jobs.") or code in {"access.E001", *(f"access.E02{number}" for number in range(4))}:
            wrong.append(result)
    drawing.drawn_by(None)
    papers_drawn_by(None)

    assert [] == wrong
    assert done > 9


def test_a_call_that_fails_as_no_refusal_does_is_one_refused_line(store, monkeypatch):
    def fail(*_):
        raise RuntimeError("Шевченко")

    monkeypatch.setattr(running, "call_service", fail)
    results = store.apply(capture(), capture(card="2"))

    assert ["jobs.E028", "jobs.E028"] == [one["code"] for one in results]
    assert "Шевченко" not in "".join(store.written)


def test_what_a_batch_holds_of_its_own_acts_is_what_the_store_says(store, monkeypatch):
    held = []
    original = reading._of_this_transaction

    def compared(one):
        found = original(one)
        (read,) = reading.acts_at([one.index])  # from the store, whatever is held
        assert read == found
        held.append(found.kind)
        return found

    monkeypatch.setattr(reading, "_of_this_transaction", compared)
    monkeypatch.setattr(running, "BATCH_SECONDS", 600.0)  # a machine that is busy would cut it elsewhere

    results = store.apply(*told())

    assert all(one["ok"] for one in results)
    assert {"register.capture_recorded", "enquiries.enquiry_received"} <= {kind.rpartition(".")[0] for kind in held}
    assert verify(log_verifier()).is_equal


def test_the_alarm_of_a_clock_that_starts_later_and_runs_out_sooner_comes_at_its_time(store):
    store.apply(
        enquiry(at=BEGIN), enquiry(form="2", at="2026-05-03T10:00:00+00:00"), capture(at="2026-05-03T11:00:00+00:00"),
        capture(card="2", at="2026-05-03T12:00:00+00:00"), capture(card="3", at="2026-05-03T13:00:00+00:00"),
        call("house.clocks", at="2026-05-07T09:00:00+00:00"),
    )  # fmt: skip

    raised = [one for one in store.acts("clocks.alarm_raised") if one.act.rule == "cta_notice"]
    assert len(raised) == 6  # two notices of each
    assert all(read_instant(one.at) - read_instant(one.act.due_at) == timedelta(seconds=1) for one in raised)
