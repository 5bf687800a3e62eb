"""A file of calls in a store with real keys: one account, under an approval that stands, and nothing else."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from repatria.core.vocabulary.dates import read_instant
from repatria.doors.jobs.applying.callers import MigrationAccount
from repatria.doors.jobs.applying.lines import facts_of, raw_lines
from repatria.doors.jobs.applying.running import FileOfCalls
from repatria.records.access import moving
from repatria.records.access.calls import call_service
from repatria.records.access.files_of_calls import begin_file
from repatria.records.access.selectors import migrations
from repatria.records.access.services import close_migration
from repatria.records.ledger.catalogue import services
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.models import Entry
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.register.selectors import custody_of
from tests.doors.jobs.applying.conftest import call, capture, enquiry, ref
from tests.kept import built_once
from tests.records.access.moving import Mover

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
HAPPENED = "2026-05-03T08:30:00+00:00"


class Moved:
    """A bureau that moves in, and files applied as its migration account."""

    def __init__(self, mover, clock, randomness):
        self.mover, self.clock, self.randomness = mover, clock, randomness

    def apply(self, *lines, stop_after=None):
        file = io.BytesIO(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
        self.digest = facts_of(file).digest
        account_id, written = self.mover.numbers["migration"], []
        reached = begin_file(self.digest, by=account_id, at=self.clock())
        callers = MigrationAccount(account_id, "migration", self.randomness)
        calls = FileOfCalls(reached, raw_lines(file), callers, None, written.append, now=self.clock)
        self.tally = calls.go(
            lambda: stop_after is not None and calls.reached.next_line > stop_after, lambda _: None
        )  # fmt: skip
        return [json.loads(text) for text in written]

    def codes(self, *lines):
        return [one.get("code", "") for one in self.apply(*lines)]


@pytest.fixture
@built_once
def moved(clock, randomness):
    mover = Mover(clock, randomness).hired()
    mover.open_places("COURT-1", "HOSPITAL-1")
    return Moved(mover, clock, randomness)


def listed(number, **more):
    return call(
        "register.record_listed", source_key=f"list 7 line {number}", raw=f"Коваль {number}", events=[],
        particulars=[{"kind": "surname", "value": "Коваль", "source": {"kind": "printed_list"}}], **more,
    )  # fmt: skip


def custody(event, *, person="man", **more):
    return call("register.record_custody", person_id=ref(person), event=event, happened_at=HAPPENED, **more)


def particular(person="man"):
    source = {"kind": "capture_form", "reference": "pad 7"}
    return call("register.record_particular", person_id=ref(person),
                particular={"kind": "birth_place", "value": "Полтава", "source": source})  # fmt: skip


def test_refuses_without_an_approval_and_leaves_the_line_to_be_done_later(moved):
    assert ["access.E031"] == moved.codes(capture(by=""), listed(1))
    assert ("access.E031", 0, 1) == (moved.tally.over, moved.tally.done, moved.tally.refused)
    assert not Entry.objects.filter(cause__startswith="apply:").exists()

    moved.mover.opened()
    assert ["", ""] == moved.codes(capture(by=""), listed(1))


def test_refuses_after_the_end_day(moved):
    moved.mover.opened(days=1)
    assert [""] == moved.codes(listed(1))
    moved.clock.forward(days=2)

    assert ["access.E032"] == moved.codes(listed(2))


def test_refuses_beyond_the_number_and_goes_on_at_that_line_once_two_approved_more(moved):
    moved.mover.opened(most_lines=2)
    lines = [listed(number) for number in range(5)]

    assert ["", "", "access.E033"] == moved.codes(*lines)
    assert ("access.E033", True) == (moved.tally.over, moved.tally.is_stopped)
    assert ["", "", "access.E033"] == moved.codes(*lines)
    moved.mover.opened(most_lines=9)

    assert 5 * [""] == moved.codes(*lines)
    assert (3, 2, "") == (moved.tally.done, moved.tally.skipped, moved.tally.over)
    assert 5 == Entry.objects.filter(cause__startswith="apply:").count()


def test_an_end_that_a_line_announces_is_a_refusal_like_any_other(moved):
    moved.mover.opened(most_lines=1)

    assert ["", "access.E033", "access.E033"] == moved.codes(
        listed(1), listed(2, refused="access.E033"), listed(3, refused="access.E033")
    )
    assert (0, "") == (moved.tally.unexpected, moved.tally.over)


def test_refuses_once_it_was_withdrawn(moved):
    number = moved.mover.opened()
    assert [""] == moved.codes(listed(1))
    close_migration(moved.mover.acting("head"), migration_id=number, reason="enough")

    assert ["access.E031"] == moved.codes(listed(2))


UNFIT = [
    call("access.open_account", sign_in_name="mine"), call("access.grant_roles", account_id="A", roles=["registrar"]),
    call("access.record_approval", action="disclosure.decide_answer", object_reference="x"),
    call("access.open_migration", account_id="A", until="2026-06-01", most_lines=9, origin="x"),
    call("register.record_contact_decision", person_id="P", about="enquiry", link_index=1, answer="yes", is_her=True,
         facts={}),
    call("register.open_release", person_id="P", happened_at=HAPPENED),
    call("register.complete_release", person_id="P", happened_at=HAPPENED),
    call("notices.issue_letter"), call("notices.receipt_notice", notice_id="N", reference="x"),
    call("handover.switch_on"), call("matching.record_judgement", pair_id="x", judgement="positive"),
    call("matching.adopt_weights", evidence_index=1, reason="x"), call("disclosure.decide_answer", enquiry_id="E"),
    {key: value for key, value in enquiry().items() if key != "as"},
    custody("died"), custody("transferred_to_power"),
    call("house.round"), call("house.checkpoint"), call("access.grant_reference", account_id="A", roles=["auditor"]),
]  # fmt: skip


@pytest.mark.parametrize("line", UNFIT, ids=lambda line: line["do"] + line["with"].get("event", "") if "with" in line
                         else line["do"])  # fmt: skip
def test_refuses_whatever_is_not_declared_and_goes_on(moved, line):
    moved.mover.opened()

    codes = moved.codes(capture(by="", save="man"), line, listed(1))

    assert ["", "access.E030", ""] == codes
    assert {"register"} == {one.kind.partition(".")[0] for one in Entry.objects.filter(cause__startswith="apply:")}


@pytest.mark.parametrize("line", [custody("escaped"), particular()], ids=["custody", "particular"])
def test_refuses_to_touch_anybody_whom_it_did_not_bring_in(moved, line):
    moved.mover.opened()
    registering = services()["register.record_capture"]
    theirs = call_service(moved.mover.acting("registrar"), registering, capture(card="7")["with"])
    size = tree_size()

    assert ["access.E007"] == moved.codes(line | {"with": line["with"] | {"person_id": theirs}})
    assert (size, "UNIT-3") == (tree_size(), custody_of(theirs).holder)

    assert ["", ""] == moved.codes(capture(by="", save="man"), particular())


def test_refuses_a_time_and_another_caller_and_what_there_is_not(moved):
    moved.mover.opened()

    codes = moved.codes(
        capture(by="", at="2026-05-03T09:00:00+00:00"), capture(by="registrar"), capture(by="clerkwork"),
        capture(by="migration"), capture(by=moved.mover.numbers["migration"], card="2"), call("register.nothing"),
    )  # fmt: skip

    assert ["jobs.E029", "jobs.E031", "jobs.E031", "", "", "access.E020"] == codes


def test_two_person_rules_hold_here_too(moved, monkeypatch):
    """Were a service that needs second persons ever declared, it would still ask for them."""
    moved.mover.opened()
    name = "register.disprove_report"
    monkeypatch.setattr(moving, "MOVED_IN", moving.MOVED_IN | {name})
    known = FileOfCalls.__init__

    def with_one_more(self, *given, **more):
        known(self, *given, **more)
        self.known[name] = replace(self.known[name], migration=True)

    monkeypatch.setattr(FileOfCalls, "__init__", with_one_more)
    lines = [capture(by="", save="man"), call(name, person_id=ref("man"), happened_at=HAPPENED, reason="nobody")]

    assert ["", "access.E003"] == moved.codes(*lines)


def test_what_is_brought_in_is_recorded_in_the_stores_time_and_names_file_and_line(moved):
    moved.mover.opened()
    moved.clock.forward(hours=5)
    results = moved.apply(
        capture(by="", save="man"), custody("evacuated", attested={"list_reference": "L", "counted": 1, "listed": 1}),
        custody("arrived", holder="CAMP-2", attested={"received_by": "gate officer"}), particular(), listed(1),
    )  # fmt: skip

    assert [] == [one for one in results if not one["ok"]]
    rows = Entry.objects.filter(cause__startswith="apply:").order_by("index")
    assert [f"apply:{moved.digest[:32]}:{line}" for line in range(1, 6)] == [one.cause for one in rows]
    assert {moved.clock()} == {read_instant(one.at) for one in rows}
    assert {moved.mover.numbers["migration"]} == {one.actor for one in rows}
    (told,) = migrations(moved.mover.acting("auditor"))
    assert (5, {moved.digest[:32]: 5}) == (told.lines_used, dict(told.files))
    assert verify(log_verifier()).is_equal


@pytest.mark.parametrize("stop", [1, 2, 3])
def test_stopped_and_started_again_it_does_each_line_once(moved, stop):
    moved.mover.opened()
    lines = [capture(by="", save="man"), particular(), listed(1), listed(2)]

    moved.apply(*lines, stop_after=stop)
    codes = moved.codes(*lines)

    assert 4 * [""] == codes
    assert 4 == Entry.objects.filter(cause__startswith="apply:").count()
