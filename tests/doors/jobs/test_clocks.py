"""The clocks' reader: the same clocks however it is cut up, one alarm a clock, and nothing passed over."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repatria.core.law.clocks import ClockRule
from repatria.doors.jobs import clocks as jobs
from repatria.doors.jobs.clocks import JUMP, TrustedTime, follow_clocks, keep_clocks
from repatria.doors.jobs.consumers import set_aside
from repatria.doors.jobs.verifying import let_everybody_read_again, verify_house
from repatria.records.access.role_table import Role
from repatria.records.clocks import reading
from repatria.records.clocks.acts import AlarmRaised
from repatria.records.clocks.models import Clock
from repatria.records.clocks.reading import RULES, cursor_name
from repatria.records.clocks.refold import moves_passed_over
from repatria.records.consequences.selectors import open_consequences
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.models import Entry, Part, RunCursor
from repatria.records.ledger.reading import consumer_distances, entries_since, tree_size
from repatria.records.ledger.services import bulk_acts, move_cursor, move_cursors
from repatria.records.ledger.verify import rebuild, verify
from repatria.records.vault.models import SubjectKey
from tests.kept import built_once
from tests.records.clocks.acts import Log

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
COLUMNS = [field.attname for field in Clock._meta.concrete_fields]


@pytest.fixture
@built_once
def laid(clock, randomness):
    return Log(clock, randomness)


def table():
    return sorted(Clock.objects.values_list(*COLUMNS))


def emptied():
    """The store before its first act: hypothesis runs many examples inside one test."""
    from repatria.records.ledger.operations import projected_models

    for model in (Entry, Part, SubjectKey, RunCursor, *projected_models().values()):
        model._default_manager.all().delete()


SAID = st.lists(
    st.tuples(
        st.sampled_from(("sign out", "return", "annul", "later", "no", "issue", "send", "receipt", "bounce", "enquiry",
                         "letter", "capture", "nothing")),
        st.integers(1, 2), st.integers(0, 40),
    ),
    max_size=12,
)  # fmt: skip


class Book:
    """Lays what hypothesis draws into a log, as far as the projected rows allow it."""

    def __init__(self, laid):
        self.laid, self.out, self.notices, self.enquiries, self.captured = laid, {}, set(), set(), set()

    def say(self, word, number, hours):
        laid, person = self.laid, f"P-{number}"
        laid.clock.forward(hours=hours)
        if word == "sign out":
            laid.signed_out(laid.clock() + timedelta(hours=hours), person)
            self.out[person] = laid.custody_id
        elif word == "return" and person in self.out:
            laid.returned(person)
            self.out[person] = laid.custody_id
        elif word == "annul" and person in self.out:
            laid.custody_id = self.out.pop(person)
            laid.annul("in_camp", "other_service", person)
        elif word in ("later", "no"):
            laid.says(word, person=person)
        elif word == "issue" and number not in self.notices:
            self.notices.add(number)
            laid.notice(f"N-{number}", due_at=laid.clock() + timedelta(hours=hours))
        elif word in ("send", "receipt", "bounce") and number in self.notices:
            laid.delivered({"send": "sent", "receipt": "receipted", "bounce": "bounced"}[word], f"N-{number}")
        elif word == "enquiry" and number not in self.enquiries:
            self.enquiries.add(number)
            laid.enquiry(f"E-{number}")
        elif word == "letter":
            laid.letter(f"E-{number}")
        elif word == "capture" and f"K-{number}" not in laid.persons:
            laid.capture(f"K-{number}", holder="UNIT-3" if hours % 2 else "")


def _state():
    """The clocks without what depends on when they were looked at: alarms, and the numbers of the reader's own acts."""
    others = Entry.objects.exclude(kind__startswith="clocks.").order_by("index").values_list("index", flat=True)
    place = {index: number for number, index in enumerate(others)}
    rows = []
    for row in Clock.objects.all():
        rule, index, subject = row.pk.split(":")
        times = (row.started_at, row.due_at, row.shown_from, row.ended_at)
        rows.append((rule, place[int(index)], subject, row.matter, row.lies_with, *times, row.started_event, row.ending,
                     row.ended_event, place[row.moved_index]))  # fmt: skip
    return sorted(rows)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SAID, st.lists(st.tuples(st.integers(1, 4), st.integers(1, 9)), max_size=12))
def test_any_interleaving_of_the_readers_runs_gives_the_same_clocks_and_at_most_one_alarm_a_clock(
    clock, randomness, said, runs
):
    began = clock.at

    def lived(reads):
        emptied()
        clock.at = began
        book = Book(Log(clock, randomness))
        for (word, number, hours), (pages, at_most) in reads:
            book.say(word, number, hours)
            for _ in range(pages):
                follow_clocks(book.laid.bound, at_most=at_most)
            if at_most % 3 == 0:
                keep_clocks(book.laid.bound)
            if at_most % 4 == 0:  # a cursor set back: everything is read a second time
                move_cursors({cursor_name(rule): 0 for rule in RULES[: pages * 2]})
        keep_clocks(book.laid.bound)
        return _state()

    never = [(0, 1)] * len(said)
    often = (runs + never)[: len(said)]
    once, cut_up = lived(zip(said, never, strict=True)), lived(zip(said, often, strict=True))

    assert once == cut_up
    alarms = [one.act.clock_id for one in entries_since(0, kinds=[AlarmRaised.KIND])]
    late = {row.pk for row in Clock.objects.exclude(alarmed_at="")}
    assert sorted(alarms) == sorted(late)
    satisfied = Clock.objects.filter(ending="satisfied").exclude(alarmed_at="")
    # One that was satisfied bears an alarm only where it was raised before what satisfied it was recorded.
    assert all(_recorded_at(row.moved_index) >= row.alarmed_at for row in satisfied)
    assert [] == list(moves_passed_over())
    assert verify(log_verifier()).is_equal
    before = table()
    rebuild()
    assert before == table()


def _recorded_at(index):
    return Entry.objects.get(index=index).at


def test_an_old_store_gets_its_clocks_from_the_beginning_and_no_alarm_of_what_was_done_long_ago(laid, clock):
    for number in range(30):
        laid.notice(f"N-{number}", due_at=clock() + timedelta(days=1))
        laid.delivered("sent", f"N-{number}")
        if number:
            laid.delivered("receipted", f"N-{number}")
    clock.forward(days=90)
    assert 0 == Clock.objects.count()

    keep_clocks(laid.bound)

    assert 60 == Clock.objects.count()
    (alarm,) = [one.act for one in entries_since(0, kinds=[AlarmRaised.KIND])]
    assert ("notice_receipt", "N-0") == (alarm.rule, alarm.subject)


def test_a_rule_that_comes_later_reads_from_the_beginning_and_the_others_go_on(laid, clock, monkeypatch):
    laid.capture("P-1")
    laid.notice()
    monkeypatch.setattr(jobs, "RULES", tuple(rule for rule in RULES if rule != ClockRule.CONTACT_ASK))
    laid.read()
    begun = set(Clock.objects.values_list("rule", flat=True))
    assert {"cta_notice", "strong_sighting", "medical", "reception", "daily_roll", "mail_min"} == begun
    monkeypatch.setattr(jobs, "RULES", RULES)
    laid.capture("P-2")
    laid.read()

    assert {("cta_notice", "N-1"), ("contact_ask", "P-1"), ("contact_ask", "P-2")} == set(laid.running())
    causes = Entry.objects.filter(kind="clocks.clocks_moved.2").values_list("cause", flat=True)
    assert 5 == len(set(causes))
    assert [] == list(moves_passed_over())


def test_a_store_put_back_reads_again_and_draws_nothing_twice(laid, clock):
    laid.capture()
    laid.signed_out(clock(), "P-1")
    laid.returned()
    laid.signed_out(clock())
    keep_clocks(laid.bound)
    size, before = tree_size(), table()
    let_everybody_read_again()
    keep_clocks(laid.bound)

    assert (size, before) == (tree_size(), table())


def test_where_all_begin_anew_a_rule_that_was_never_read_gets_its_clocks_and_nothing_is_set_aside(
    laid, clock, monkeypatch
):
    monkeypatch.setattr(jobs, "RULES", tuple(rule for rule in RULES if rule != ClockRule.CONTACT_ASK))
    laid.capture("P-1")
    laid.signed_out(clock(), "P-1")
    laid.capture("P-2")
    keep_clocks(laid.bound)
    others = table()
    monkeypatch.setattr(jobs, "RULES", RULES)
    let_everybody_read_again()
    keep_clocks(laid.bound)

    assert [] == list(open_consequences(consumer=jobs.CLOCKS))
    assert {"P-1", "P-2"} == set(Clock.objects.filter(rule=ClockRule.CONTACT_ASK).values_list("subject", flat=True))
    assert others == [row for row in table() if not row[0].startswith(f"{ClockRule.CONTACT_ASK.value}:")]
    assert [] == list(moves_passed_over())
    size = tree_size()
    let_everybody_read_again()
    keep_clocks(laid.bound)
    assert size == tree_size()


def test_what_was_set_aside_for_a_rule_that_was_never_read_is_moved_for_it_alone(laid, monkeypatch):
    monkeypatch.setattr(jobs, "RULES", tuple(rule for rule in RULES if rule != ClockRule.CONTACT_ASK))
    laid.capture("P-1")
    laid.read()
    monkeypatch.setattr(jobs, "RULES", RULES)
    with bulk_acts():
        set_aside(
            laid.bound, consumer=jobs.CLOCKS, matter="0", concerns=Role.AUDITOR, error=ValueError(), act_index=0,
            act_kind="register.capture_recorded.3", about="P-1",
        )  # fmt: skip
        move_cursor(cursor_name(ClockRule.CONTACT_ASK), tree_size())

    assert 1 == jobs.move_what_was_set_aside(laid.bound)
    assert [] == list(open_consequences(consumer=jobs.CLOCKS))
    assert Clock.objects.filter(rule=ClockRule.CONTACT_ASK, subject="P-1").exists()


def test_the_readers_cursors_show_as_one_consumer_at_the_place_of_the_last(laid):
    laid.notice()
    laid.read()
    assert {"clocks": 0} == consumer_distances()

    move_cursor("clocks.reg", 0)
    assert {"clocks": 2} == consumer_distances()
    move_cursor("clocks.release", 99)
    assert {"clocks": -97} == consumer_distances()


def test_a_reader_that_was_pushed_past_an_act_is_named_with_the_act(laid, clock, keyring):
    laid.capture()
    signed_out = laid.signed_out(clock())
    laid.read()
    returned = laid.returned()
    move_cursors({cursor_name(rule): tree_size() for rule in RULES})

    of_the_place = ("daily_roll", "reception", "food", "clothing", "visit", "representative")
    assert {(rule, returned) for rule in ("signed_out", *of_the_place)} == set(moves_passed_over())
    report = verify_house(b"", lambda *_: None)
    assert not report.is_equal
    assert ("ledger_runcursor", "clocks.signed_out", returned) == (
        report.first.table, report.first.row, report.first.act_index,
    )  # fmt: skip
    assert signed_out < returned


@pytest.mark.parametrize("column, value", [("due_at", "2030-01-01T00:00:00.000000Z"), ("ending", "satisfied")])
def test_a_clock_that_was_changed_by_hand_is_named_by_verify_and_mended_by_rebuild(laid, clock, column, value):
    laid.signed_out(clock())
    laid.read()
    before = table()
    Clock.objects.update(**{column: value})
    first = verify(log_verifier()).first
    assert ("clocks_clock", "signed_out:1:P-1", column) == (first.table, first.row, first.column)

    rebuild()
    assert before == table()


@pytest.fixture
def unread(laid, clock, monkeypatch):
    """An act that cannot be read, between two that can."""
    laid.signed_out(clock(), "P-1")
    faulty = laid.signed_out(clock(), "P-2")
    laid.signed_out(clock(), "P-3")
    whole = reading.happenings_of

    def broken(recorded):
        if recorded.index == faulty:
            raise TypeError("nobody thought of this")
        return whole(recorded)

    monkeypatch.setattr(reading, "happenings_of", broken)
    return faulty, whole


def test_an_act_that_cannot_be_read_is_set_aside_and_the_others_go_on(laid, unread):
    faulty, _ = unread
    keep_clocks(laid.bound)

    assert [("signed_out", "P-1"), ("signed_out", "P-3")] == laid.running()
    (line,) = open_consequences(consumer=jobs.CLOCKS)
    assert (faulty, "TypeError", "P-2", Role.AUDITOR) == (line.act_index, line.code, line.about, line.concerns)
    assert {0} == set(consumer_distances().values())
    assert verify_house(b"", lambda *_: None).passed_over == ()


def test_what_was_set_aside_moves_its_clocks_as_soon_as_it_can_be_read(laid, unread, monkeypatch):
    _, whole = unread
    keep_clocks(laid.bound)
    assert 0 == jobs.move_what_was_set_aside(laid.bound)

    monkeypatch.setattr(reading, "happenings_of", whole)
    assert 1 == jobs.move_what_was_set_aside(laid.bound)
    assert {("signed_out", f"P-{n}") for n in (1, 2, 3)} == set(laid.running())
    assert () == open_consequences(consumer=jobs.CLOCKS)
    assert verify_house(b"", lambda *_: None).passed_over == ()


class TestTrustedTime:
    """The machine's clock is believed while it goes on as fast as time passes."""

    def looks(self, *looks):
        """Each look as (seconds that passed, seconds that the clock went on)."""
        began, passed, now = datetime(2026, 5, 3, 9).astimezone(), [0.0], [0.0]
        trusted = TrustedTime(lambda: passed[0], quiet=timedelta(minutes=10))
        seen = [trusted.is_believed(began)]
        for more, by in looks:
            passed[0] += more
            now[0] += by
            seen.append(trusted.is_believed(began + timedelta(seconds=now[0])))
        return seen[1:]

    def test_a_clock_that_goes_on_is_believed_though_it_is_mended_a_little(self):
        assert [True] * 4 == self.looks((1, 1), (1, 3), (86_400, 86_399), (1, JUMP.total_seconds() / 2))

    @pytest.mark.parametrize("jump", [4000 * 86_400, -86_400, 200])
    def test_after_a_jump_no_alarm_is_believed_until_it_went_on_quietly_for_a_while(self, jump):
        assert [False, False, True, True] == self.looks((1, jump), (500, 500), (100, 100), (1, 1))

    def test_a_jump_and_back_begins_the_while_anew(self):
        assert [False, False, False, True] == self.looks((1, 90_000), (500, -90_000), (500, 500), (100, 100))
