"""Call-backs, rows for callers, reports, warnings and the post."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from repatria.core.vocabulary.receipts import CALLER_ROWS, caller_answer, letter_identity_of, letter_key_of, locator_of
from repatria.doors.jobs.rounds import hold_round
from repatria.records.access.errors import ApprovalsMissingError, RoleForbidsError
from repatria.records.access.services import record_approval
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.hotline.acts import CallBackEnd, FraudEnd, FraudKind
from repatria.records.hotline.errors import (
    EmptyCallError,
    NoRowsError,
    NotToBePostedError,
    RowServedError,
    UnknownCallBackError,
    UnknownFormError,
    UnknownReportError,
)
from repatria.records.hotline.selectors import post
from repatria.records.hotline.selectors.calls import call_backs, line_figures
from repatria.records.hotline.selectors.forms import printed_form
from repatria.records.hotline.selectors.fraud import fraud_report, fraud_reports, letter_warning
from repatria.records.hotline.selectors.post import letter_to_post, letters_to_post
from repatria.records.hotline.services.callers import answer_caller
from repatria.records.hotline.services.calls import ask_call_back, record_call_back
from repatria.records.hotline.services.forms import print_form
from repatria.records.hotline.services.fraud import (
    WARN,
    report_fraud,
    settle_fraud,
    switch_warning,
    warning_reference,
)
from repatria.records.hotline.services.post import post_letter
from repatria.records.intake.sealing import open_letters
from repatria.records.intake.selectors import letter_for
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from tests.cast import Cast
from tests.doors.desk.bureau import all_cells, readings_since
from tests.journeys.test_thread_in_the_records import Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)
SECRET = "0f" * 16
CANARY = "zubr-7782"
WARNING = {"uk": "Стережіться.", "ru": "Берегитесь.", "en": "Beware."}


@pytest.fixture
@built_once
def story(clock, randomness):
    return Story(clock, randomness)


def asks(story, who="mother", **said):
    receipt = Cast.receipt(who)
    return receive_enquiry(
        story.by("hotline"), asked=Asked(sought_name="Коваль Іван", **said), locator=locator_of(receipt),
        letter_identity=letter_identity_of(receipt), received_on=date(2026, 5, 3), language="uk", channel="telephone",
        first_letter_day=0, number=receipt.number,
    )  # fmt: skip


def test_refuses_a_call_back_without_a_number_and_one_that_ended(story):
    with pytest.raises(RoleForbidsError):
        ask_call_back(story.by("registrar"), telephone="1")
    with pytest.raises(EmptyCallError) as refused:
        ask_call_back(story.by("hotline"), telephone=" ", about="x" * 2001, language="xx")
    assert {("telephone", "missing"), ("about", "length"), ("language", "unknown")} == set(refused.value.faults)
    number = ask_call_back(story.by("hotline"), telephone="1")
    record_call_back(story.by("hotline"), callback_id=number, how=CallBackEnd.NOT_WANTED)
    with pytest.raises(UnknownCallBackError):
        record_call_back(story.by("hotline"), callback_id=number, how=CallBackEnd.REACHED)


def test_who_waits_is_rung_the_untried_first_and_whoever_was_not_reached_waits_on(story):
    first, second = (ask_call_back(story.by("hotline"), telephone=one, safe_when=CANARY) for one in ("11", "22"))
    assert CANARY not in str(all_cells())
    record_call_back(story.by("hotline"), callback_id=first, how=CallBackEnd.NOT_REACHED)
    size = tree_size()

    waiting = call_backs(story.by("hotline"))
    assert [(second, 0), (first, 1)] == [(one.callback_id, one.tries) for one in waiting]
    assert [("hotline.?call_backs", (second, first))] == readings_since(size)
    record_call_back(story.by("hotline"), callback_id=second, how=CallBackEnd.REACHED)
    asks(story)
    figures = line_figures(story.by("head"), story.clock())
    assert (1, 1, {"telephone": 1}) == (figures.waiting, figures.answered_last_hour, figures.by_channel)


def test_refuses_a_row_twice_rows_that_are_not_there_and_whoever_rings_no_family(story):
    without, hers = asks(story, "stranger"), asks(story, caller_secret=SECRET)
    with pytest.raises(RoleForbidsError):
        answer_caller(story.by("hotline"), enquiry_id=hers, row=1)
    with pytest.raises(NoRowsError):
        answer_caller(story.by("caseworker-1"), enquiry_id=without, row=1)
    for row in (0, CALLER_ROWS + 1):
        with pytest.raises(EmptyCallError):
            answer_caller(story.by("caseworker-1"), enquiry_id=hers, row=row)

    assert caller_answer(SECRET, 3, "uk") == answer_caller(story.by("caseworker-1"), enquiry_id=hers, row=3)
    with pytest.raises(RowServedError):
        answer_caller(story.by("caseworker-2"), enquiry_id=hers, row=3)
    assert answer_caller(story.by("officer"), enquiry_id=hers, row=4) != caller_answer(SECRET, 3, "uk")


def test_a_report_of_fraud_lies_sealed_and_is_settled_once_with_a_reason(story):
    with pytest.raises(EmptyCallError):
        report_fraud(story.by("hotline"), kind=FraudKind.CALL, told=" ", received_on=date(2026, 5, 3))
    number = report_fraud(story.by("hotline"), kind=FraudKind.SITE, told=CANARY, received_on=date(2026, 5, 3))
    assert CANARY not in str(all_cells())
    with pytest.raises(RoleForbidsError):
        fraud_report(story.by("hotline"), number)
    assert CANARY == fraud_report(story.by("caseworker-1"), number).told
    with pytest.raises(EmptyCallError):
        settle_fraud(story.by("caseworker-1"), report_id=number, end=FraudEnd.NOT_OURS, reason=" ")
    settle_fraud(story.by("caseworker-1"), report_id=number, end=FraudEnd.NOT_OURS, reason="a clone")
    with pytest.raises(UnknownReportError):
        settle_fraud(story.by("caseworker-1"), report_id=number, end=FraudEnd.OURS, reason="again")
    assert ["not_ours"] == [one.end for one in fraud_reports(story.by("head"))]


def test_a_warning_needs_two_besides_whoever_switches_it_and_just_these_words(story):
    with pytest.raises(EmptyCallError):
        switch_warning(story.by("head"), **WARNING | {"en": ""}, is_on=True)
    reference = warning_reference(**WARNING, is_on=True)
    record_approval(story.by("caseworker-1"), action=WARN, object_reference=reference)
    with pytest.raises(ApprovalsMissingError):
        switch_warning(story.by("head"), **WARNING, is_on=True)
    record_approval(story.by("caseworker-2"), action=WARN, object_reference=reference)
    with pytest.raises(ApprovalsMissingError):
        switch_warning(story.by("head"), **WARNING | {"en": "Pay."}, is_on=True)

    switch_warning(story.by("head"), **WARNING, is_on=True)
    assert "Beware." == letter_warning(story.by("caseworker-1")).en
    with pytest.raises(ApprovalsMissingError):
        switch_warning(story.by("head"), **WARNING, is_on=False)


def test_refuses_to_print_a_form_that_is_no_receipt_and_to_name_one_that_was_not_printed(story):
    receipt = Cast.receipt("paper")
    given = {
        "locator": locator_of(receipt), "letter_identity": letter_identity_of(receipt), "number": receipt.number,
        "caller_secret": SECRET, "language": "uk",
    }  # fmt: skip
    with pytest.raises(RoleForbidsError):
        print_form(story.by("registrar"), **given)
    for name, value in (("locator", "ab"), ("number", "1"), ("caller_secret", ""), ("language", "xx")):
        with pytest.raises(EmptyCallError):
            print_form(story.by("hotline"), **given | {name: value})
    with pytest.raises(UnknownFormError):
        printed_form(story.by("hotline"), "KP-00000-00000-0")

    number = print_form(story.by("hotline"), **given)
    assert given["locator"] == printed_form(story.by("hotline"), number.lower()).locator
    assert receipt.number not in str(all_cells()) and SECRET not in str(all_cells())


def test_the_list_of_the_post_asks_as_often_for_many_as_for_two(story):
    def statements():
        with CaptureQueriesContext(connection) as asked:
            found = letters_to_post(story.by("caseworker-1"))
        return len(found), len(asked)

    hers = asks(story, post_to="here"), asks(story, "third", post_to="elsewhere")
    hold_round(story.outside)
    story.clock.at += timedelta(minutes=1)
    statements()  # the first asks for a key
    of_two = statements()
    for number in range(6):
        asks(story, f"asker {number}", post_to="there")
    hold_round(story.outside)
    story.clock.at += timedelta(minutes=1)

    assert len(hers) == of_two[0] and (8, of_two[1]) == statements()


def test_only_a_letter_that_lies_in_her_box_is_posted_once_where_she_asked_for_paper(story, monkeypatch):
    hers, other = asks(story, post_to=CANARY), asks(story, "stranger")
    assert () == letters_to_post(story.by("caseworker-1")) and CANARY not in str(all_cells())
    asks(story, "third", post_to="elsewhere")
    hold_round(story.outside)
    story.clock.at += timedelta(minutes=1)

    lines = {one.enquiry_id: one for one in letters_to_post(story.by("caseworker-1"))}
    assert 2 == len(lines) and CANARY not in repr(lines), "no address stands in a list"
    one = lines[hers]
    monkeypatch.setattr(post, "PAGE", 1)
    assert letters_to_post(story.by("caseworker-1")).has_more
    lying = open_letters(letter_key_of(Cast.receipt("mother")), letter_for(locator_of(Cast.receipt("mother"))))[0]
    printed = letter_to_post(story.by("caseworker-1"), hers, one.letter_id)
    assert (lying.title, lying.paragraphs, lying.code) == (printed.title, printed.paragraphs, printed.code)
    assert CANARY == printed.post_to
    with pytest.raises(RoleForbidsError):
        letter_to_post(story.by("hotline"), hers, one.letter_id)
    for enquiry, letter in ((other, one.letter_id), (hers, "T-0")):
        with pytest.raises(NotToBePostedError):
            post_letter(story.by("caseworker-1"), letter_id=letter, enquiry_id=enquiry)
    post_letter(story.by("caseworker-1"), letter_id=one.letter_id, enquiry_id=hers)
    with pytest.raises(NotToBePostedError):
        post_letter(story.by("caseworker-1"), letter_id=one.letter_id, enquiry_id=hers)
    assert [hers] != [one.enquiry_id for one in letters_to_post(story.by("caseworker-1"))]
    assert verify(log_verifier()).is_equal
