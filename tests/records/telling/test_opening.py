"""Opening the telling of a death: what it rests on, who is told, and from when on all else is silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from repatria.core.law.embargo import EmbargoGround
from repatria.core.law.enquiry import ClosingReason
from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedReasonError
from repatria.core.law.telling import DeathKnown, OwedBy, ReportedBy
from repatria.core.law.withholding import WithholdingGround
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.particulars import Grade, Particular, ParticularKind, Source
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_approval
from repatria.records.disclosure.selectors import embargo_on
from repatria.records.disclosure.withholding import say_withholding
from repatria.records.enquiries.errors import ClosedEnquiryError
from repatria.records.enquiries.services import close_enquiry
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.register.services import AssertedEvent, record_listed
from repatria.records.telling.errors import NotAskerError, TellingStateError, UnknownVisitorError
from repatria.records.telling.models import Telling, TellingAsker
from repatria.records.telling.selectors.cases import telling
from repatria.records.telling.services.approving import (
    ATTEST_CERTIFICATE,
    END_REPORTED,
    TELL_REPORTED,
    certificate_reference,
    ended_reference,
    reported_reference,
)
from repatria.records.telling.services.ending import end_telling
from repatria.records.telling.services.opening import add_asker, record_visitor, say_complete

pytestmark = pytest.mark.django_db


def lacks(refused):
    return {what for what, _ in refused.value.params["guards"]}


def test_refuses_a_death_on_which_no_board_concluded_or_for_which_no_certificate_stands(family):
    family.asks("mother")
    with pytest.raises(OpenGuardError) as refused:
        family.opened()
    assert {"board_concluded", "death_certified"} == lacks(refused) and not Telling.objects.exists()
    family.concluded(is_certified=False)
    with pytest.raises(OpenGuardError) as refused:
        family.opened()
    assert {"death_certified"} == lacks(refused)
    family.found[:] = [replace(one, is_certified=True, is_doubted=True) for one in family.found]
    with pytest.raises(OpenGuardError) as refused:
        family.opened()
    assert {"board_concluded"} == lacks(refused), "one has taken it back"
    family.found[:] = [replace(one, is_certified=False, is_doubted=False) for one in family.found]
    with pytest.raises(SecondPersonError) as alone:
        family.opened(certificate="C 17")
    assert {"certificate_by_two"} == lacks(alone), "a number that one wrote certifies nobody's death"
    reference = certificate_reference(family.of["mother"], "C 17")
    record_approval(family.by("head"), action=ATTEST_CERTIFICATE, object_reference=reference)
    family.opened(certificate="C 17")
    family.found[:] = [replace(one, is_doubted=True) for one in family.found]
    with pytest.raises(TellingStateError):
        end_telling(family.by("head"), telling_id=family.case, why="one took it back")


def test_refuses_whoever_visits_a_day_too_far_and_a_second_case_of_one_death(own):
    with pytest.raises(RoleForbidsError):
        own.opened(name="liaison")
    for days in (-1, 31):
        with pytest.raises(OpenGuardError) as refused:
            own.opened(visit_by=own.clock().date() + timedelta(days=days))
        assert {"visit_by"} == lacks(refused)
    with pytest.raises(InputError):
        own.opened(enquiry_id="")
    own.opened()
    with pytest.raises(OpenGuardError) as refused:
        own.opened(enquiry_id=own.of["sister"])
    assert {"opened_once"} == lacks(refused)


def test_a_report_is_told_by_two_alone_and_never_where_the_board_concluded(family):
    family.capture().asks("mother")
    report = {"known": DeathKnown.REPORTED, "reported_by": ReportedBy.WITNESS, "source": "a man who came back"}
    with pytest.raises(OpenGuardError) as refused:
        family.opened(**report)
    assert {"report_of_linked", "death_asserted", "two_persons"} == lacks(refused)
    family.enquiry = family.of["mother"]
    family.link()
    family.dies()
    with pytest.raises(UnstatedReasonError):
        family.opened(**report | {"source": " "})
    with pytest.raises(SecondPersonError):
        family.opened(**report)
    said = (family.enquiry, report["reported_by"], report["source"])
    for other in ((*said[:2], "a newspaper"), (said[0], ReportedBy.OTHER_PARTY, said[2])):
        record_approval(family.by("head"), action=TELL_REPORTED, object_reference=reported_reference(*other))
    with pytest.raises(SecondPersonError):
        family.opened(**report), "another report was agreed to, not this one"
    record_approval(family.by("head"), action=TELL_REPORTED, object_reference=reported_reference(*said))
    with pytest.raises(RoleForbidsError):
        record_approval(family.by("liaison"), action=TELL_REPORTED, object_reference="E-1:reported")

    family.opened(**report)

    row = Telling.objects.get()
    assert ("reported", None, OwedBy.BUREAU.value) == (row.known, row.conclusion_index, row.owed_by)
    assert set(row.signed_by.split()) == {family.staff.numbers["caseworker-1"], family.staff.numbers["head"]}
    family.concluded(person_id=family.person)
    with pytest.raises(OpenGuardError) as refused:
        family.opened(**report)
    assert "reported_only" in lacks(refused)
    why = "the witness takes it back"
    ends = {"telling_id": family.case, "why": why}
    with pytest.raises(SecondPersonError):
        end_telling(family.by("caseworker-1"), **ends)  # two opened it, one does not end it
    for name, words in (("caseworker-1", why), ("head", "another reason")):
        reference = ended_reference(family.case, words)
        record_approval(family.by(name), action=END_REPORTED, object_reference=reference)
    with pytest.raises(SecondPersonError):
        end_telling(family.by("caseworker-1"), **ends)
    record_approval(family.by("head"), action=END_REPORTED, object_reference=ended_reference(family.case, why))
    assert () == end_telling(family.by("caseworker-1"), **ends)


def _listed_dead(family, grade):
    """One whom a list alone calls dead, with a grade; his mother asks and is linked."""
    dead = AssertedEvent(
        kind="dead", certainty="asserted", on="2026", place="", detail="", source_kind="list",
        source_reference="list 1", grade=grade,
    )  # fmt: skip
    family.person = record_listed(
        family.outside.house(Role.CLERKWORK), source_key=f"list 1 line {grade}", raw="", events=[dead],
        particulars=[Particular(kind=ParticularKind.SURNAME, value="Bizjak", source=Source(kind="list"))],
    )  # fmt: skip
    family.asks("mother")
    family.enquiry = family.of["mother"]
    family.link()


@pytest.mark.parametrize(("grade", "by", "is_told"), [
    (Grade.MEDIA, ReportedBy.WITNESS, False),
    (Grade.WITNESS, ReportedBy.OTHER_PARTY, False),
    (Grade.WITNESS, ReportedBy.WITNESS, True),
    (Grade.DOCUMENT_OR_CALL, ReportedBy.OTHER_PARTY, False),
    (Grade.AGENCY_OR_COUNTERPART, ReportedBy.OTHER_PARTY, True),
])  # fmt: skip
def test_a_report_is_told_by_the_grade_of_its_evidence_and_never_what_media_say(family, grade, by, is_told):
    _listed_dead(family, grade)
    with pytest.raises(SecondPersonError if is_told else OpenGuardError) as refused:
        family.opened(known=DeathKnown.REPORTED, reported_by=by, source="said so")
    assert is_told == ("death_graded" not in lacks(refused))


def test_the_nearest_stand_first_and_whoever_is_withheld_from_is_told_never(family):
    family.asks("sister").asks("other").asks("mother").concluded()
    say_withholding(
        family.by("caseworker-1"), enquiry_id=family.of["other"], ground=WithholdingGround.DANGER, reason="she said so",
        until=family.clock().date() + timedelta(days=20),
    )  # fmt: skip
    family.opened()
    rows = TellingAsker.objects.order_by("place")
    assert [family.of["mother"], family.of["sister"], family.of["other"]] == [row.enquiry_id for row in rows]
    shown = {one.enquiry_id: one.state for one in telling(family.by("head"), family.case).askers}
    assert {"waits", "excluded"} == set(shown.values()) and "excluded" == shown[family.of["other"]]
    family.trained()
    for relation in ("mother", "sister"):
        family.told(relation)
    with pytest.raises(OpenGuardError) as refused:
        family.planned("other")
    assert {"not_withheld"} == lacks(refused)
    family.passes(minutes=60 * 24 * 21)  # one alone said it, and nobody agreed: it has lapsed
    family.told("other")


def test_one_who_asks_since_or_whose_link_was_upheld_since_is_added_and_told(family):
    family.capture().asks("mother")
    family.enquiry = family.of["mother"]
    family.link().dies().concluded(person_id=family.person).trained().opened()
    first = family.enquiry
    family.ask(locator="e" * 64).link()
    with pytest.raises(NotAskerError):
        add_asker(family.by("head"), telling_id=family.case, enquiry_id="E-NOBODY")
    with pytest.raises(RoleForbidsError):
        add_asker(family.by("liaison"), telling_id=family.case, enquiry_id=family.enquiry)
    assert (family.enquiry,) == telling(family.by("head"), family.case).late
    add_asker(family.by("caseworker-1"), telling_id=family.case, enquiry_id=family.enquiry)
    with pytest.raises(TellingStateError):
        add_asker(family.by("caseworker-1"), telling_id=family.case, enquiry_id=first)
    assert () == telling(family.by("head"), family.case).late
    assert {first, family.enquiry} == {one.enquiry_id for one in TellingAsker.objects.all()}


def test_refuses_to_tell_of_one_who_stands_in_the_register_alive(family):
    family.capture().asks("mother")
    family.enquiry = family.of["mother"]
    family.link().concluded(person_id=family.person)
    with pytest.raises(OpenGuardError) as refused:
        family.opened()
    assert {"death_asserted"} == lacks(refused)


def test_all_is_silent_from_the_conclusion_on_and_speaks_again_once_the_case_ended(own):
    assert EmbargoGround.DEAD_CANDIDATE is embargo_on(own.of["mother"]), "before anybody opened a case"
    own.opened()
    with pytest.raises(TellingStateError):
        end_telling(own.by("head"), telling_id=own.case, why="a mistake of ours")
    own.annulled()
    assert EmbargoGround.DEAD_CANDIDATE is embargo_on(own.of["sister"]), "the case stands still"
    with pytest.raises(RoleForbidsError):
        end_telling(own.by("liaison"), telling_id=own.case, why="annulled")
    assert () == end_telling(own.by("head"), telling_id=own.case, why="the board annulled it")
    assert embargo_on(own.of["mother"]) is None
    with pytest.raises(TellingStateError):
        end_telling(own.by("head"), telling_id=own.case, why="again")
    assert verify(log_verifier()).is_equal


def test_nobody_ends_the_wait_for_the_end_twice_and_training_names_an_account_that_is_there(opened):
    say_complete(opened.by("head"), telling_id=opened.case, why="all parts were found")
    with pytest.raises(TellingStateError):
        say_complete(opened.by("head"), telling_id=opened.case, why="again")
    given = {"name": "x", "office": "y", "trained_on": opened.clock().date(), "trained_by": "z", "languages": "uk"}
    with pytest.raises(InputError):
        record_visitor(opened.by("head"), **given, account_id="A-NOBODY")
    account = opened.staff.numbers["head"]
    number = record_visitor(opened.by("head"), **given, account_id=account)
    with pytest.raises(InputError):
        record_visitor(opened.by("head"), **given | {"name": "another"}, account_id=account)
    with pytest.raises(SecondPersonError):
        opened.planned(visitors=(number, record_visitor(opened.by("head"), **given | {"name": " X "})))
    with pytest.raises(UnknownVisitorError):
        record_visitor(opened.by("head"), **given, visitor_id="TR-NOBODY")
    with pytest.raises(RoleForbidsError):
        record_visitor(opened.by("liaison"), **given)
    assert opened.pair[0] == record_visitor(opened.by("head"), **given, visitor_id=opened.pair[0])


def test_refuses_an_enquiry_that_was_closed(own):
    close_enquiry(own.by("caseworker-1"), enquiry_id=own.of["mother"], reason=ClosingReason.WITHDRAWN)
    with pytest.raises(ClosedEnquiryError):
        own.opened()
