"""Every rule of core/law is reached from outside, or stands in the one list of the awaited."""

from __future__ import annotations

import pytest

from repatria.config.law_callers import ROWS, LawAsked, law_asked


@pytest.fixture(scope="module")
def asked() -> LawAsked:
    """The whole list, read once."""
    return law_asked()


def test_every_function_member_and_word_of_a_guard_is_asked_or_awaited_by_a_named_room(asked: LawAsked) -> None:
    assert len(asked.functions) > 40
    assert len(asked.guards) > 40
    assert len(asked.facts) > 60
    assert set(ROWS) == {kind for kind, members in asked.rows.items() if len(members) > 2}
    assert {one.rule for one in asked.awaited} == asked.unasked
    assert all(one.room and one.issue > 12 for one in asked.awaited)


def test_a_function_of_the_same_name_in_a_room_asks_no_rule(asked: LawAsked) -> None:
    told = {one.rule: one for one in asked.functions}

    assert ("records.register.selectors.particulars",) == told["particulars_required.notice_items"].modules


def test_what_a_rule_rests_on_is_asked_through_it(asked: LawAsked) -> None:
    told = {one.rule: one for one in (*asked.functions, *asked.guards)}

    assert "next_custody" in told["release.completing_guards"].through
    assert (
        "next_custody" in told["count_equals_list"].through and "next_handover" not in told["count_equals_list"].through
    )


def test_a_fact_that_no_service_gives_waits_for_a_named_room(asked: LawAsked) -> None:
    told = {one.rule: one.modules for one in asked.facts}

    assert "records.disclosure.services" in told["DisclosureFacts.vital_interest_by"]
    assert ("records.register.services.custody",) == told["CustodyFacts.disproved_by"]
    assert ("records.disclosure.services",) == told["DisclosureFacts.is_withheld"]
    assert ("records.enquiries.services.__init__",) == told["EnquiryFacts.was_told_in_person"]
