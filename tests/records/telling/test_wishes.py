"""Wishes are asked in a round of all, never after a hit; she is told of parts as she wished; her paper follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError
from repatria.core.law.telling import PartsWish, VisitPurpose
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.paper_codes import PaperCodeError, paper_code
from repatria.doors.jobs.rounds import hold_round
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.telling.errors import UnknownWishesRoundError, VisitStateError
from repatria.records.telling.models import TellingPaper, Wishes
from repatria.records.telling.selectors.cases import telling, visit, wishes
from repatria.records.telling.selectors.papers import published_family_papers
from repatria.records.telling.selectors.rounds import families_to_ask, rounds_for
from repatria.records.telling.selectors.standing import acts_of_telling, is_family_told
from repatria.records.telling.services.ending import end_telling
from repatria.records.telling.services.opening import say_complete
from repatria.records.telling.services.wishes import open_wishes_round, print_paper, record_wishes

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
LONG_AGO = date(2025, 5, 3)


@pytest.fixture
def asked(family):
    """Two old enquiries and a young one, a round that is open, and nothing concluded."""
    family.asks("mother", received_on=LONG_AGO).asks("sister", received_on=LONG_AGO)
    family.asks("wife", received_on=family.clock().date())
    family.round = open_wishes_round(family.by("head"))
    return family


def lacks(refused):
    return {what for what, _ in refused.value.params["guards"]}


def wish(family, relation="mother", name="liaison", **more):
    given = {
        "parts": PartsWish.EACH, "heard_on": family.clock().date(), "heard_by": "the liaison", "rite": "as at home",
        "round_id": getattr(family, "round", ""),
    } | more  # fmt: skip
    return record_wishes(family.by(name), enquiry_id=family.of[relation], **given)


def test_a_round_asks_every_family_of_that_age_and_no_other_candidate_or_not(asked):
    with pytest.raises(RoleForbidsError):
        open_wishes_round(asked.by("liaison"))
    assert {asked.of["mother"], asked.of["sister"]} == set(families_to_ask(asked.by("liaison")))
    asked.concluded()
    assert {asked.of["mother"], asked.of["sister"]} == set(families_to_ask(asked.by("liaison"))), "none shows a hit"
    assert (asked.round,) == rounds_for(asked.by("liaison"), asked.of["mother"])
    wish(asked)
    assert (asked.of["sister"],) == families_to_ask(asked.by("liaison"))
    assert "as at home" == wishes(asked.by("liaison"), asked.of["mother"]).rite


def test_refuses_a_wish_that_no_round_asked_or_that_a_round_asked_after_the_hit(asked):
    with pytest.raises(OpenGuardError) as refused:
        wish(asked, "wife")
    assert {"wishes_in_a_round"} == lacks(refused)
    with pytest.raises(UnknownWishesRoundError):
        wish(asked, round_id="TS-NONE")
    with pytest.raises(OpenGuardError):
        wish(asked, round_id="")
    with pytest.raises(UnstatedParticularsError) as refused:
        wish(asked, heard_by=" ")
    assert {"wishes_heard_by"} == lacks(refused)
    with pytest.raises(RoleForbidsError):
        wish(asked, name="hotline")
    asked.concluded()
    wish(asked)  # the round asked all before anything was concluded
    asked.round = open_wishes_round(asked.by("head"))
    with pytest.raises(OpenGuardError) as refused:
        wish(asked, "sister")
    assert {"wishes_in_a_round"} == lacks(refused), "this one was opened after the hit"
    assert 1 == Wishes.objects.count()


def test_whoever_wished_to_be_told_at_the_end_is_told_then_and_of_parts_as_she_wished(asked):
    wish(asked, parts=PartsWish.END)
    wish(asked, "sister", parts=PartsWish.FIRST)
    asked.concluded().trained().opened()
    with pytest.raises(OpenGuardError) as refused:
        asked.planned()
    assert "told_at_the_end" in lacks(refused)
    with pytest.raises(OpenGuardError) as refused:
        asked.planned("sister")
    assert {"next_of_kin_first"} == lacks(refused), "his wife waits, and not his mother, who wished for the end"
    say_complete(asked.by("head"), telling_id=asked.case, why="all was found")
    asked.planned("wife")
    asked.came_back()
    asked.told()
    asked.told("sister")
    with pytest.raises(OpenGuardError) as refused:
        asked.planned("mother", purpose=VisitPurpose.PART, part_index=1)
    assert {"part_concluded"} == lacks(refused), "nobody concluded it"
    part = asked.concluded(items=("KHR-T2-00002-9",)).found[-1].act_index
    with pytest.raises(OpenGuardError) as refused:
        asked.planned("sister", purpose=VisitPurpose.PART, part_index=part)
    assert {"told_as_she_wished"} == lacks(refused)
    asked.planned("mother", purpose=VisitPurpose.PART, part_index=part)
    asked.came_back()
    with pytest.raises(OpenGuardError):
        asked.planned("mother", purpose=VisitPurpose.PART, part_index=part)
    wish(asked, "sister", parts=PartsWish.EACH, round_id="")  # told, she changes her mind herself
    asked.planned("sister", purpose=VisitPurpose.PART, part_index=part)
    with pytest.raises(InputError):
        asked.planned("wife", purpose=VisitPurpose.PART)
    states = {one.enquiry_id: one.state for one in telling(asked.by("liaison"), asked.case).askers}
    assert {"told"} == set(states.values()) and verify(log_verifier()).is_equal


def test_her_paper_is_printed_after_the_visit_alone_and_is_checked_by_its_code(opened):
    opened.planned()
    given = {"language": "uk", "code": paper_code(bytes(13)), "check_word": "вишня"}
    with pytest.raises(VisitStateError):
        print_paper(opened.by("liaison"), visit_id=opened.visit, **given)
    opened.came_back()
    with pytest.raises(RoleForbidsError):
        print_paper(opened.by("caseworker-1"), visit_id=opened.visit, **given)
    print_paper(opened.by("liaison"), visit_id=opened.visit, **given)
    assert 1 == TellingPaper.objects.count()
    ((code, word, _),) = published_family_papers(opened.outside.house(Role.COURIER))
    assert (given["code"], "вишня") == (code, word)
    with pytest.raises(PaperCodeError):
        print_paper(opened.by("liaison"), visit_id=opened.visit, **given | {"code": "x"})
    with pytest.raises(InputError):
        print_paper(opened.by("liaison"), visit_id=opened.visit, **given)
    assert 1 == hold_round(opened.outside)
    (note,) = visit(opened.by("liaison"), opened.visit).notes
    assert ("paper", ("whole",), ("dna",), "") == (note.what, note.found, note.methods, note.written)
    opened.annulled()
    assert not is_family_told(enquiry_id=opened.of["mother"]) and () == acts_of_telling(opened.of["mother"])
    with pytest.raises(VisitStateError):
        print_paper(opened.by("liaison"), visit_id=opened.visit, **given | {"code": paper_code(bytes([1] * 13))})
    end_telling(opened.by("head"), telling_id=opened.case, why="two were mixed up")
    assert () == published_family_papers(opened.outside.house(Role.COURIER)), "what was told wrongly nobody confirms"
    assert date.fromisoformat(telling(opened.by("head"), opened.case).visit_by) > opened.clock().date() - timedelta(1)
