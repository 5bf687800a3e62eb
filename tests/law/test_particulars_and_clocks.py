"""What must be asked, what a notice carries, and when things are due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.law.clock_words import CalendarTerm, ClockRow
from repatria.core.law.clocks import CLOCKS, WAITING, ClockRule, due, is_late, row_of
from repatria.core.law.errors import UnstatedParticularsError
from repatria.core.law.particulars_required import NOTICE_ITEMS, check_capture, notice_items, required_items
from repatria.core.law.provisions import provision
from repatria.core.vocabulary.particulars import MUST_ITEMS, Category, Given, Particular, ParticularKind, Source

FORM = Source(kind="capture_form")
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def _stated(kind: ParticularKind, answer: Given = Given.GIVEN) -> Particular:
    return Particular(kind=kind, value="x" if answer is Given.GIVEN else None, given=answer, source=FORM)


answers = st.sampled_from(Given)


@pytest.mark.parametrize("missing", MUST_ITEMS)
def test_refuses_a_capture_that_says_nothing_about_one_of_the_five(missing: ParticularKind) -> None:
    stated = [_stated(kind) for kind in MUST_ITEMS if kind is not missing]

    with pytest.raises(UnstatedParticularsError) as refused:
        check_capture(stated, Category.PRISONER_OF_WAR)
    assert ("GC III 17(1)", (missing,)) == (refused.value.provision, refused.value.params["missing"])


def test_names_all_that_are_missing_at_once() -> None:
    with pytest.raises(UnstatedParticularsError) as refused:
        check_capture([], Category.NOT_YET_DETERMINED)

    assert refused.value.params["missing"] == MUST_ITEMS


@given(st.tuples(*(answers for _ in MUST_ITEMS)), st.sampled_from(Category))
def test_a_declined_or_unknown_particular_is_never_a_fault(
    given_answers: tuple[Given, ...], category: Category
) -> None:
    stated = [_stated(kind, answer) for kind, answer in zip(MUST_ITEMS, given_answers, strict=True)]

    check_capture(stated, category)
    assert set(notice_items(stated)) == {p.kind for p in stated if p.given is Given.GIVEN}


def test_nothing_but_the_five_is_ever_required_of_a_prisoner() -> None:
    for category in (Category.PRISONER_OF_WAR, Category.RETAINED_PERSONNEL, Category.NOT_YET_DETERMINED):
        assert required_items(category) == MUST_ITEMS


def test_a_civilian_is_asked_for_no_rank_and_no_number() -> None:
    stated = [_stated(kind) for kind in (ParticularKind.SURNAME, ParticularKind.FIRST_NAMES, ParticularKind.BIRTH_DATE)]
    check_capture(stated, Category.CIVILIAN_INTERNEE)

    with pytest.raises(UnstatedParticularsError) as refused:
        check_capture(stated[:2], Category.CIVILIAN_INTERNEE)
    assert refused.value.provision == "GC IV 138"


@given(st.lists(st.builds(_stated, st.sampled_from(ParticularKind), answers)))
def test_a_notice_carries_what_was_given_of_the_article_and_nothing_else(stated: list[Particular]) -> None:
    items = notice_items(stated)
    given_kinds = {particular.kind for particular in stated if particular.given is Given.GIVEN}

    assert set(items) == given_kinds & set(NOTICE_ITEMS)
    assert list(items) == [kind for kind in NOTICE_ITEMS if kind in items]


def test_what_he_declined_stays_out_of_the_notice() -> None:
    stated = [_stated(ParticularKind.SURNAME), _stated(ParticularKind.MOTHER_MAIDEN_NAME, Given.DECLINED)]

    assert notice_items(stated) == (ParticularKind.SURNAME,)


@pytest.mark.parametrize(
    "rule, expected",
    [
        (ClockRule.CAPCARD_CAMP, NOON + timedelta(days=7)),
        (ClockRule.CAPCARD_EVENT, NOON + timedelta(days=7)),
        (ClockRule.CTA_NOTICE, NOON + timedelta(hours=24)),
        (ClockRule.NOTICE_RECEIPT, NOON + timedelta(days=7)),
        (ClockRule.SIGNED_OUT, NOON + timedelta(days=1)),
        (ClockRule.DEATH_SEEN, NOON + timedelta(days=3)),
        (ClockRule.RETURN_SEEN, NOON + timedelta(days=1)),
        (ClockRule.COUNT_LEFT, NOON + timedelta(days=1)),
        (ClockRule.COUNT_ARRIVED, NOON + timedelta(days=1)),
        (ClockRule.RELEASE, NOON + timedelta(days=7)),
        (ClockRule.REG, NOON + timedelta(hours=72)),
        (ClockRule.HEALTH_WEEK, NOON + timedelta(days=7)),
        (ClockRule.CENSOR, NOON + timedelta(days=14)),
        (ClockRule.PARCEL, NOON + timedelta(days=14)),
        (ClockRule.PARCEL_LIES, NOON + timedelta(days=28)),
        (ClockRule.LOOK_SECOND, NOON + timedelta(days=3)),
        (ClockRule.LETTER_GIVE, NOON + timedelta(days=7)),
        (ClockRule.CALL_TURN, NOON + timedelta(days=30)),
        (ClockRule.CALL_URGENT, NOON + timedelta(days=3)),
        (ClockRule.CALL_POLICY, NOON + timedelta(days=3)),
        (ClockRule.CALL_RING, NOON + timedelta(days=1)),
        (ClockRule.CALL_READY, NOON + timedelta(hours=2)),
        (ClockRule.CALL_LOG, NOON + timedelta(days=1)),
        (ClockRule.MEDICAL, NOON + timedelta(days=30)),
        (ClockRule.DEATH_CERT, NOON + timedelta(hours=72)),
        (ClockRule.ART121, NOON + timedelta(hours=24)),
        (ClockRule.ART121_REMAINS, NOON + timedelta(hours=24)),
        (ClockRule.ART121_REPORT, NOON + timedelta(days=30)),
        (ClockRule.ART121_SENT, NOON + timedelta(days=14)),
        (ClockRule.DISC_HALF, NOON + timedelta(days=30)),
        (ClockRule.DEATH_REPORT, NOON + timedelta(days=30)),
        (ClockRule.DEATH_REPORT_SENT, NOON + timedelta(days=14)),
        (ClockRule.NAME_DOUBTED, NOON + timedelta(days=14)),
        (ClockRule.WITHDRAWAL, NOON + timedelta(days=3)),
        (ClockRule.TESTAMENT, NOON + timedelta(days=7)),
        (ClockRule.TWO_WEEKS, NOON + timedelta(days=14)),
        (ClockRule.INTERNMENT_REVIEW, NOON + timedelta(days=182)),
        (ClockRule.GRAVE_LIST, NOON + timedelta(days=91)),
        (ClockRule.TRIAL, NOON - timedelta(days=21)),
        (ClockRule.ENQ_ACK, NOON + timedelta(hours=48)),
        (ClockRule.ENQ_REVIEW, NOON + timedelta(days=90)),
        (ClockRule.CONTACT_ASK, NOON + timedelta(days=7)),
        (ClockRule.CONTACT_ASK_AGAIN, NOON + timedelta(days=30)),
        (ClockRule.CONTACT_REASK, NOON + timedelta(days=7)),
        (ClockRule.CONTACT_ASK_ABLE, NOON + timedelta(days=7)),
        (ClockRule.STRONG_SIGHTING, NOON + timedelta(days=30)),
        (ClockRule.DAILY_ROLL, NOON + timedelta(hours=26)),
        (ClockRule.ROLL_DIFFERENCE, NOON + timedelta(days=1)),
        (ClockRule.NOT_SEEN, NOON + timedelta(days=1)),
        (ClockRule.DRAW_RESULT, NOON + timedelta(days=14)),
        (ClockRule.RECEPTION, NOON + timedelta(days=1)),
        (ClockRule.RIGHTS_READ, NOON + timedelta(days=7)),
        (ClockRule.FOOD, NOON + timedelta(days=7)),
        (ClockRule.CLOTHING, NOON + timedelta(days=91)),
        (ClockRule.VISIT, NOON + timedelta(days=91)),
        (ClockRule.COMPLAINT, NOON + timedelta(days=1)),
        (ClockRule.INCIDENT, NOON + timedelta(days=3)),
        (ClockRule.FOLLOW_UP, NOON + timedelta(days=7)),
        (ClockRule.TELL_HER_ENDED, NOON + timedelta(days=1)),
        (ClockRule.TELL_HIM_ENDED, NOON + timedelta(days=1)),
        (ClockRule.DEATH_VISIT, NOON + timedelta(days=30)),
        (ClockRule.DEATH_OTHERS, NOON + timedelta(days=1)),
        (ClockRule.DEATH_FOLLOW_UP, NOON + timedelta(days=7)),
        (ClockRule.DEATH_RECEIVER, NOON + timedelta(days=30)),
        (ClockRule.TOLD_WRONGLY, NOON + timedelta(days=2)),
        (ClockRule.REPRESENTATIVE, NOON + timedelta(days=30)),
        (ClockRule.DELEGATE_LETTER, NOON + timedelta(days=1)),
        (ClockRule.HOLD_REVIEW, NOON + timedelta(days=30)),
        (ClockRule.LIST_DIFFERENCE, NOON + timedelta(days=7)),
        (ClockRule.LIST_ANSWER, NOON + timedelta(days=30)),
        (ClockRule.RETURN_ANSWER, NOON + timedelta(days=14)),
        (ClockRule.RETURN_OWN_DUTY, NOON + timedelta(days=7)),
        (ClockRule.BATCH_DIFFERENCE, NOON + timedelta(days=7)),
        (ClockRule.POWER_REVIEW, NOON + timedelta(days=7)),
        (ClockRule.GOES_BACK, NOON + timedelta(days=30)),
        (ClockRule.MAIL_MIN, datetime(2026, 4, 1, tzinfo=UTC)),
        (ClockRule.FIVE_YEARS, datetime(2031, 3, 10, 12, tzinfo=UTC)),
    ],
)
def test_every_clock_is_due_when_its_rule_says(rule: ClockRule, expected: datetime) -> None:
    assert expected == due(rule, NOON)


ROWS = (*CLOCKS, *(one.row for one in WAITING))


def test_every_rule_has_one_row_running_or_waiting_and_the_test_above_knows_its_term() -> None:
    assert sorted(ClockRule) == sorted(row.rule for row in ROWS)
    assert all(row is row_of(row.rule) for row in ROWS)
    tested = test_every_clock_is_due_when_its_rule_says.pytestmark[0].args[1]
    assert set(ClockRule) == {rule for rule, _ in tested}


def test_every_row_names_a_provision_who_owes_and_somebody_else_whom_it_reaches() -> None:
    for row in ROWS:
        assert provision(row.provision).code == row.provision
        assert row.escalates_to and row.owed_by not in row.escalates_to


def test_a_clock_that_runs_can_be_started_and_satisfied_and_one_that_waits_cannot_be_satisfied() -> None:
    assert all(row.starts and row.satisfied_by for row in CLOCKS)
    assert not any(one.row.satisfied_by for one in WAITING)
    assert all(14 <= one.issue <= 18 and one.act_words for one in WAITING)


def test_calendar_terms_end_with_the_calendar() -> None:
    assert datetime(2027, 1, 1, tzinfo=UTC) == due(ClockRule.MAIL_MIN, datetime(2026, 12, 31, 23, tzinfo=UTC))
    assert datetime(2033, 2, 28, tzinfo=UTC) == due(ClockRule.FIVE_YEARS, datetime(2028, 2, 29, tzinfo=UTC))


def test_refuses_a_time_without_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        due(ClockRule.CTA_NOTICE, datetime(2026, 3, 10))


def test_a_clock_counts_in_utc_wherever_it_was_started() -> None:
    kyiv = timezone(timedelta(hours=2))
    due_at = due(ClockRule.CTA_NOTICE, NOON.astimezone(kyiv))

    assert NOON + timedelta(hours=24) == due_at
    assert UTC is due_at.tzinfo


@given(st.sampled_from(ClockRule), st.timedeltas(timedelta(microseconds=1), timedelta(days=4000)))
def test_a_clock_is_late_after_its_term_and_not_at_it(rule: ClockRule, later: timedelta) -> None:
    due_at = due(rule, NOON)

    assert not is_late(due_at, due_at)
    assert is_late(due_at, due_at + later)


@given(st.sampled_from(ROWS), st.timedeltas(timedelta(days=-9), timedelta(days=9)))
def test_it_is_shown_to_whoever_owes_it_from_its_reminder_on_and_never_after_it_is_due(
    row: ClockRow, due_after: timedelta
) -> None:
    shown_from = row.shown_from(NOON, NOON + due_after)

    assert min(NOON + (row.remind_after or timedelta()), NOON + due_after) == shown_from


@pytest.mark.parametrize("row", [row for row in ROWS if row.remind_after is not None], ids=lambda row: row.rule)
def test_a_reminder_comes_before_the_term(row: ClockRow) -> None:
    assert not isinstance(row.term, CalendarTerm)
    assert timedelta() < row.remind_after < row.term
