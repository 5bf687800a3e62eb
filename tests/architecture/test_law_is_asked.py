"""Every rule of core/law is reached from outside, or stands in the one list of the awaited."""

from __future__ import annotations

from repatria.config.law_callers import ROWS, law_asked

ASKED = law_asked()


def test_every_function_member_and_word_of_a_guard_is_asked_or_awaited_by_a_named_room() -> None:
    assert len(ASKED.functions) > 40
    assert len(ASKED.guards) > 40
    assert len(ASKED.facts) > 60
    assert set(ROWS) == {kind for kind, members in ASKED.rows.items() if len(members) > 2}
    assert {one.rule for one in ASKED.awaited} == ASKED.unasked
    assert all(one.room and one.issue > 12 for one in ASKED.awaited)


def test_a_function_of_the_same_name_in_a_room_asks_no_rule() -> None:
    told = {one.rule: one for one in ASKED.functions}

    assert ("records.register.selectors.particulars",) == told["particulars_required.notice_items"].modules


def test_what_a_rule_rests_on_is_asked_through_it() -> None:
    told = {one.rule: one for one in (*ASKED.functions, *ASKED.guards)}

    assert "next_custody" in told["release.completing_guards"].through
    assert (
        "next_custody" in told["count_equals_list"].through and "next_handover" not in told["count_equals_list"].through
    )


def test_a_fact_that_no_service_gives_waits_for_a_named_room() -> None:
    told = {one.rule: one.modules for one in ASKED.facts}

    assert "records.disclosure.services" in told["DisclosureFacts.vital_interest_by"]
    assert ("records.register.services.custody",) == told["CustodyFacts.disproved_by"]
    assert () == told["DisclosureFacts.is_withheld"], "give it its caller, and take it off the list"
    assert () == told["EnquiryFacts.was_told_in_person"], "a constant that grants nothing gives no fact"
