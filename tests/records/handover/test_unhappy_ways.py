"""The nine unhappy ways of a hand-over, and that no way but the whole one leads him out of the gate."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody_facts import HisPaper
from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.handover import HandoverEvent, StatedBasis
from repatria.core.law.handover_asking import AskedPerson, RenewedAnswer
from repatria.core.law.handover_incident import IncidentKind
from repatria.core.law.kinship_claim import ClaimStanding
from repatria.core.law.release import ReleaseBasis
from repatria.core.law.release_papers import MedicalCategory
from repatria.core.law.withholding import WithholdingGround
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.errors import InputError, RuleError
from repatria.doors.jobs.clocks import keep_clocks
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.disclosure.withholding import end_withholding, say_withholding
from repatria.records.enquiries.services.claims import judge_claim
from repatria.records.handover.asking import to_ask_again
from repatria.records.handover.errors import UnknownHandoverError
from repatria.records.handover.incidents import close_incident, incidents, incidents_to_close, owners
from repatria.records.handover.selectors import handover
from repatria.records.matching.services import pair_number
from repatria.records.matching.wrong_links import doubt_link
from repatria.records.register.selectors import custody_of
from repatria.records.register.services.papers import record_proceedings
from tests.records.handover.meeting import tried
from tests.records.register.laid import decided

pytestmark = pytest.mark.django_db
E = HandoverEvent
HE, SHE = AskedPerson
NO_YES = {"his_renewed_yes", "her_renewed_yes"}


def lacks(meeting, event, refusal=OpenGuardError, **more):
    with pytest.raises(refusal) as caught:
        meeting.take(event, **more)
    return dict(caught.value.params["guards"])


def without_both_yes(meeting):
    """Leaves each renewed yes out, and both, and sees the refusal; then both are asked."""
    for who in ((), (HE,), (SHE,)):
        with tried():
            for one in who:
                meeting.asked_alone(one)
            missing = lacks(meeting, E.ASKED_AGAIN)
            assert NO_YES - {"his_renewed_yes" if one is HE else "her_renewed_yes" for one in who} == set(missing)
            assert {"practice rule 19"} == set(missing.values())
    return meeting


def is_held(meeting):
    draw_consequences(meeting.outside)
    return custody_of(meeting.person).custody_state in ("in_camp", "release_pending")


def test_he_takes_his_yes_back_in_the_separate_room(opened):
    without_both_yes(opened.before(E.ASKED_AGAIN))

    opened.asked_alone(HE, RenewedAnswer.NO)

    assert ("stopped_by_prisoner", True) == (opened.state, is_held(opened))
    assert "" == handover(opened.by("officer"), opened.handover).steps[-1].reason


def test_she_withdraws_in_hers(opened):
    without_both_yes(opened.before(E.ASKED_AGAIN)).asked_alone(SHE, RenewedAnswer.NO)

    assert ("stopped_by_kin", True) == (opened.state, is_held(opened))


def test_not_today_is_no_yes_for_twelve_hours(opened):
    without_both_yes(opened.before(E.ASKED_AGAIN)).asked_alone(SHE)
    opened.asked_alone(HE, RenewedAnswer.NOT_TODAY)

    assert {"his_renewed_yes"} == set(lacks(opened, E.ASKED_AGAIN))
    with pytest.raises(RuleError):
        opened.asked_alone(HE)


def test_an_authority_stops_it_with_name_reason_and_provision_and_not_without(opened):
    without_both_yes(opened.before(E.ASKED_AGAIN))
    why = {"authority": "camp command", "reason": "the road is closed", "provision": "GC III 23"}
    for lacking in why:
        assert {lacking} == set(lacks(opened, E.STOPPED_BY_AUTHORITY, UnstatedReasonError, **(why | {lacking: ""})))

    opened.take(E.STOPPED_BY_AUTHORITY, **why)

    assert ("stopped_by_authority", True) == (opened.state, is_held(opened))


@pytest.mark.parametrize("kind", [IncidentKind.HE_DID_NOT_COME, IncidentKind.SHE_DID_NOT_COME])
def test_a_no_show_is_an_incident_first(opened, kind):
    opened.before(E.KIN_ARRIVED)
    with pytest.raises(OpenGuardError) as refused:
        opened.step("officer", E.FAILED, reason="nobody came")
    assert (("incident_recorded", "house rule 6.6"),) == refused.value.params["guards"]
    opened.incident(kind)

    opened.step("officer", E.FAILED, reason="nobody came")

    assert ("failed", True) == (opened.state, is_held(opened))


@pytest.mark.parametrize("kind", [IncidentKind.COLLAPSE_ON_THE_WAY, IncidentKind.COLLAPSE_AT_POINT])
def test_who_collapses_is_an_incident_and_the_meeting_waits_for_both_yes_all_the_same(opened, kind):
    without_both_yes(opened.before(E.ASKED_AGAIN)).incident(kind)

    assert NO_YES == set(lacks(opened, E.ASKED_AGAIN))
    opened.step("officer", E.FAILED, reason="he lies in the ward")
    assert ("failed", True) == (opened.state, is_held(opened))


def test_cameras_alone_are_no_reason_to_say_that_it_failed(opened):
    opened.incident(IncidentKind.CAMERAS)

    with pytest.raises(OpenGuardError):
        opened.step("officer", E.FAILED, reason="cameras")


def test_a_court_that_opens_proceedings_after_the_authorisation_holds_him(opened):
    opened.staff.hire("adviser", Role.LEGAL_ADVISER)
    opened.before(E.PRISONER_ARRIVED)
    record_proceedings(
        opened.by("adviser"), person_id=opened.person, step=HisPaper.PROCEEDINGS_OPENED, happened_at=opened.clock(),
        court="court 3", reference="case 7",
        trial_on=opened.clock().date() + timedelta(days=60),
    )  # fmt: skip

    assert {"judicial_hold": "GC III 115"} == lacks(opened, E.PRISONER_ARRIVED)
    assert is_held(opened)


def test_refuses_to_authorise_while_a_court_holds_him_and_no_paper_of_a_consent_is_named(opened):
    opened.staff.hire("adviser", Role.LEGAL_ADVISER)
    opened.before(E.AUTHORISED)
    record_proceedings(
        opened.by("adviser"), person_id=opened.person, step=HisPaper.PROCEEDINGS_NOTIFIED, happened_at=opened.clock(),
        court="court 3", reference="case 7",
    )  # fmt: skip

    assert {"judicial_consent": "GC III 115"} == lacks(opened, E.AUTHORISED)
    assert "authorised" == opened.take(E.AUTHORISED, reference="note 5").state


def test_a_commission_that_names_a_neutral_country_ends_it_before_it_begins(meeting):
    meeting.ready(basis=StatedBasis(basis=ReleaseBasis.ART109_110))
    decided(meeting)
    meeting.open().take(E.ACCEPTED).take(E.RISK_CLEARED).take(E.ROUTE_AGREED).found_fit()
    decided(meeting, MedicalCategory.BETTER_ELSEWHERE)
    meeting.authorisers("head", "caseworker-2")

    assert {"medical_category": "GC III 110"} == lacks(meeting, E.AUTHORISED)


def test_his_yes_that_he_took_back_in_an_interview_moves_nobody(opened):
    opened.before(E.KIN_DEPARTED).planned().he_says(ContactAnswer.NO, about=ContactAbout.HANDOVER)

    assert {"his_decision": "practice rule 19"} == lacks(opened, E.KIN_DEPARTED)


def test_refuses_an_incident_of_which_nobody_says_where_or_what_or_who_clears_it_up(opened):
    for lacking, what in (({"place": " "}, "incident_place"), ({"told": ""}, "incident_told"),
                          ({"happened_at": opened.clock().replace(year=2000)}, "incident_since_opened")):  # fmt: skip
        with pytest.raises(UnstatedParticularsError) as refused:
            opened.incident(**lacking)
        assert ((what, "house rule 6.6"),) == refused.value.params["guards"]
    with pytest.raises(InputError):
        opened.incident(owner="interviewer")
    for name in ("registrar", "interviewer", "doctor"):
        with pytest.raises(RoleForbidsError):
            opened.incident(name=name)


def test_an_incident_of_the_minute_in_which_it_was_opened_is_since_then(opened):
    at = read_instant(handover(opened.by("head"), opened.handover).opened_at)

    assert opened.incident(happened_at=at.replace(second=0, microsecond=0))
    with pytest.raises(UnstatedParticularsError):
        opened.incident(happened_at=at.replace(second=0, microsecond=0) - timedelta(minutes=1))


def test_its_owner_clears_it_up_within_three_days_or_delegate_and_auditor_see_it(opened):
    for name, role in (("delegate", Role.DELEGATE), ("auditor", Role.AUDITOR)):
        opened.staff.hire(name, role)
    number = opened.incident(IncidentKind.PRESSURE)
    assert (number,) == incidents_to_close(opened.by("head").account_id)
    assert opened.by("head").account_id in {one.account_id for one in owners(opened.by("officer"), opened.handover)}
    keep_clocks(opened.outside)
    opened.passes(minutes=60 * 24 * 3 + 1)
    for name in ("head", "delegate", "auditor"):
        assert number in [one.subject for one in owed_clocks(opened.by(name))]
    (seen,) = incidents(opened.by("delegate"))
    assert ("pressure", False, "") == (seen.incident, seen.is_closed, seen.told), "what was seen may name them"
    assert "nobody came until noon" == incidents(opened.by("officer"))[0].told

    said = {"incident_id": number, "found": "a guard spoke to him", "done": "he was taken off duty"}
    with pytest.raises(SecondPersonError):
        close_incident(opened.by("officer"), **said)
    for lacking in ("found", "done"):
        with pytest.raises(UnstatedParticularsError):
            close_incident(opened.by("head"), **said | {lacking: " "})
    close_incident(opened.by("head"), **said)

    with pytest.raises(UnknownHandoverError):
        close_incident(opened.by("head"), **said)
    keep_clocks(opened.outside)
    assert number not in [one.subject for one in owed_clocks(opened.by("auditor"))]


def test_refuses_an_owner_who_records_it_or_ran_the_hand_over_and_any_but_the_head_of_pressure(opened):
    opened.before(E.KIN_ARRIVED)
    other, pressure = IncidentKind.OTHER, IncidentKind.PRESSURE
    for kind, name, owner in ((other, "officer-2", "officer-2"), (other, "head", "head"), (other, "head", "officer"),
                              (other, "head", "caseworker-1"), (pressure, "officer", "officer-2")):  # fmt: skip
        with pytest.raises(InputError) as refused:
            opened.incident(kind, name=name, owner=owner)
        assert (("owner", "stands_apart"),) == refused.value.faults
    opened.incident(pressure)  # he authorised it, and stood at no point


def test_the_head_closes_what_its_owner_leaves_and_nobody_what_he_recorded(opened):
    said = {"found": "the bus was late", "done": "another was hired"}
    by_officer, by_head = opened.incident(owner="officer-2"), opened.incident(name="head", owner="officer-2")
    for name, number in (("officer", by_officer), ("caseworker-2", by_officer), ("head", by_head)):
        with pytest.raises(SecondPersonError):
            close_incident(opened.by(name), incident_id=number, **said)

    close_incident(opened.by("head"), incident_id=by_officer, **said)
    close_incident(opened.by("officer-2"), incident_id=by_head, **said)

    assert [True, True] == [one.is_closed for one in incidents(opened.by("head"))]


def test_how_they_are_is_asked_within_a_week_and_says_who_asked_and_what_was_found(opened):
    opened.before(E.FOLLOWED_UP)
    keep_clocks(opened.outside)
    opened.passes(minutes=60 * 24 * 8)
    assert opened.handover in [one.subject for one in owed_clocks(opened.by("officer"))]
    for lacking, what in (("reference", "follow_up_by"), ("text", "follow_up_found")):
        assert {what} == set(lacks(opened, E.FOLLOWED_UP, UnstatedParticularsError, **{lacking: " "}))

    opened.take(E.FOLLOWED_UP)

    assert "followed_up" == opened.state


@pytest.mark.parametrize("event", [E.KIN_DEPARTED, E.ASKED_AGAIN])
def test_while_somebody_says_that_it_is_another_mans_mother_nothing_goes_on(opened, event):
    opened.before(event)
    pair_id = pair_number(opened.enquiry, opened.person)
    doubt_link(opened.by("caseworker-2"), pair_id=pair_id, reason="another mother came with his papers")

    assert "house rule 6.4" == lacks(opened, event)["link_confirmed"]


def test_while_the_link_is_doubted_neither_is_asked_and_a_no_is_kept_all_the_same(opened):
    opened.before(E.IDENTITY_CHECKED)
    doubt_link(opened.by("caseworker-2"), pair_id=pair_number(opened.enquiry, opened.person), reason="another year")

    assert () == to_ask_again(opened.clock())
    for who in AskedPerson:
        with pytest.raises(OpenGuardError) as refused:
            opened.asked_alone(who)
        assert (("link_confirmed", "house rule 6.4"),) == refused.value.params["guards"]
    opened.asked_alone(SHE, RenewedAnswer.NO)
    assert "stopped_by_kin" == opened.state


def withheld(opened):
    until = opened.clock().date() + timedelta(days=90)
    return say_withholding(opened.by("caseworker-1"), enquiry_id=opened.enquiry, ground=WithholdingGround.DANGER,
                           reason="his sister told us", until=until)  # fmt: skip


def claim_revoked(opened):
    for name, standing in (("caseworker-1", ClaimStanding.DOUBTFUL), ("head", ClaimStanding.REVOKED)):
        judge_claim(opened.by(name), enquiry_id=opened.enquiry, standing=standing, reason="her paper was of another")


@pytest.mark.parametrize("event", [E.KIN_DEPARTED, E.PRISONER_ARRIVED])
def test_nobody_is_brought_to_one_who_is_not_to_be_told_or_whose_claim_two_revoked(opened, event):
    opened.before(event)
    number = withheld(opened)
    assert "GC IV 137(2)" == lacks(opened, event)["not_withheld"]
    end_withholding(opened.by("caseworker-1"), withholding_id=number, reason="another family")
    claim_revoked(opened)

    assert "practice rule 19" == lacks(opened, event)["kinship_level"]


def test_that_she_came_is_recorded_though_she_is_not_to_be_told_and_her_claim_was_revoked(opened):
    opened.before(E.KIN_ARRIVED)
    withheld(opened)
    claim_revoked(opened)

    opened.take(E.KIN_ARRIVED)

    assert "kin_at_point" == opened.state


def test_while_she_is_not_to_be_told_neither_is_asked_and_a_no_is_kept_all_the_same(opened):
    opened.before(E.ASKED_AGAIN)
    with tried():
        opened.both_asked_alone()
        withheld(opened)
        assert "GC IV 137(2)" == lacks(opened, E.ASKED_AGAIN)["not_withheld"]
    withheld(opened)
    assert () == to_ask_again(opened.clock())
    for who in AskedPerson:
        with pytest.raises(OpenGuardError) as refused:
            opened.asked_alone(who)
        assert (("not_withheld", "GC IV 137(2)"),) == refused.value.params["guards"]
    opened.asked_alone(SHE, RenewedAnswer.NO)
    assert "stopped_by_kin" == opened.state
