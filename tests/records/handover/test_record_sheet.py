"""A record that was filled by hand: typed by two alike, under its code, and no hand-over without the yes of both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from repatria.core.law.errors import HandoverOrderError, OpenGuardError
from repatria.core.law.handover import HandoverEvent, Signatory
from repatria.core.law.handover_asking import RenewedAnswer, RenewedAsking
from repatria.core.law.handover_paper import PaperEntry, StepSaid, paper_guards, sheet_guards
from repatria.core.law.withholding import WithholdingGround
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.paper_codes import PaperCodeError, paper_code
from repatria.core.vocabulary.papers import PaperKind
from repatria.doors.jobs.rounds import _printed
from repatria.records.access.errors import RoleForbidsError
from repatria.records.disclosure.withholding import say_withholding
from repatria.records.handover.errors import UnknownHandoverError
from repatria.records.handover.incidents import incidents
from repatria.records.handover.paper_acts import RecordSheetTyped
from repatria.records.handover.plans import dossier_of
from repatria.records.handover.sheets import print_record_sheet, sheets_to_type_again, type_record_sheet
from repatria.records.intake.papers import paper_entry
from repatria.records.ledger.reading import entries_since
from tests.kept import built_once
from tests.records.handover.meeting import opened_one

pytestmark = pytest.mark.django_db
E = HandoverEvent
CODE, OTHER_CODE, THIRD_CODE = (paper_code(bytes([one]) * 13) for one in (1, 2, 3))


@pytest.fixture
@built_once
def printed(clock, randomness):
    """At the point, with a sheet in the officer's dossier."""
    opened = opened_one(clock, randomness).before(E.IDENTITY_CHECKED)
    print_record_sheet(opened.by("officer"), handover_id=opened.handover, code=CODE, check_word="cherry")
    return opened


def entry(meeting, **changed):
    now = meeting.clock() - timedelta(hours=3)
    at = [now + timedelta(minutes=10 * step) for step in range(6)]
    whole = PaperEntry(
        identity_by="officer 1", identity_at=at[0], his_answer=RenewedAnswer.YES, his_asked_by="interviewer",
        his_asked_at=at[1], his_room="1", her_answer=RenewedAnswer.YES, her_asked_by="interviewer",
        her_asked_at=at[2], her_room="2", met_at=at[3], signing_by="officer 2", signed_at=at[4],
        signed_by=tuple(Signatory), completed_at=at[5],
    )  # fmt: skip
    return replace(whole, **changed)


def types(meeting, name, said, code=CODE, owner="head"):
    owner = meeting.by(owner).account_id
    return type_record_sheet(meeting.by(name), handover_id=meeting.handover, code=code, entry=said, owner=owner)


def test_refuses_a_code_that_is_none_and_a_round_passes_by_one_of_an_earlier_version(printed):
    with pytest.raises(PaperCodeError):
        print_record_sheet(printed.by("officer"), handover_id=printed.handover, code="x", check_word="cherry")
    said, on = [("x", "cherry", date(2026, 5, 3)), (OTHER_CODE, "plum", date(2026, 5, 3))], PaperKind.HANDOVER_RECORD
    assert [paper_entry(code=OTHER_CODE, word="plum", kind=on, dated=date(2026, 5, 3))] == [*_printed(on, said)]


def test_refuses_to_print_before_it_is_authorised_and_whoever_carries_no_dossier(opened):
    with pytest.raises(UnknownHandoverError):
        print_record_sheet(opened.by("officer"), handover_id=opened.handover, code=CODE, check_word="cherry")
    with pytest.raises(RoleForbidsError):
        print_record_sheet(opened.by("caseworker-1"), handover_id=opened.handover, code=CODE, check_word="cherry")


def test_refuses_a_code_of_no_sheet_and_one_typist_alone_and_keeps_what_two_read_differently(printed):
    with pytest.raises(InputError) as unknown:
        types(printed, "officer", entry(printed), code=OTHER_CODE)
    assert (("code", "unknown"),) == unknown.value.faults
    types(printed, "officer", said := entry(printed))
    assert (printed.handover,) == sheets_to_type_again(printed.by("head").account_id)
    assert () == sheets_to_type_again(printed.by("officer").account_id)
    types(printed, "officer", said)
    assert (printed.handover,) == sheets_to_type_again(printed.by("head").account_id), "nobody agrees with himself"
    slip = replace(said, her_room="3")
    assert ("her_room",) == types(printed, "head", slip).read_otherwise
    for name in ("officer", "head"):
        assert (printed.handover,) == sheets_to_type_again(printed.by(name).account_id)

    assert () == types(printed, "head", said, code=f" {CODE.lower().replace('-', ' ')} ").read_otherwise
    assert () == sheets_to_type_again(printed.by("officer").account_id)
    with pytest.raises(HandoverOrderError):
        types(printed, "caseworker-1", said)
    assert 4 == len(entries_since(0, kinds=[RecordSheetTyped.KIND], at_most=10_000)), "every typing is kept"
    assert () == incidents(printed.by("head"))
    assert "prisoner_at_point" == printed.state, "the steps are entered by those who took them"


@pytest.mark.parametrize(
    "changed",
    [
        {"his_answer": None}, {"her_answer": RenewedAnswer.NOT_TODAY}, {"his_answer": RenewedAnswer.NO},
        {"her_asked_by": " "}, {"her_room": "1"}, {"signed_by": (Signatory.PRISONER,)}, {"met_at": None},
        {"signing_by": "Officer 1"}, {"identity_by": "interviewer"},
    ],
)  # fmt: skip
def test_a_sheet_that_lacks_a_renewed_yes_or_a_signature_is_an_incident_and_no_hand_over(printed, changed):
    said = entry(printed, **changed)
    assert [*paper_guards(said)] and not [*paper_guards(entry(printed))]
    types(printed, "officer", said)
    for owner in ("interviewer", "caseworker-1", "officer-2"):
        with pytest.raises(InputError):
            types(printed, "officer-2", said, owner=owner)

    number = types(printed, "officer-2", said).number

    assert () == sheets_to_type_again(printed.by("head").account_id)
    with pytest.raises(HandoverOrderError):
        types(printed, "head", said)
    (incident,) = incidents(printed.by("head"))
    assert (number, "paper_without_yes", printed.by("head").account_id) == (
        incident.incident_id, incident.incident, incident.owner,
    )  # fmt: skip
    assert "prisoner_at_point" == printed.state


@pytest.mark.parametrize("changed", [{"his_answer": RenewedAnswer.NO}, {"her_answer": RenewedAnswer.NOT_TODAY}])
def test_a_change_of_mind_is_kept_and_is_no_incident(printed, changed):
    said = entry(printed, met_at=None, completed_at=None, signed_at=None, signed_by=(), **changed)
    types(printed, "officer", said, owner="officer")
    types(printed, "officer-2", said, owner="officer")

    assert () == incidents(printed.by("head"))
    assert () == sheets_to_type_again(printed.by("head").account_id)


def test_the_first_typist_may_type_a_slip_anew_and_agrees_with_the_second(printed):
    said = entry(printed)
    types(printed, "officer", replace(said, his_room="7"))
    types(printed, "head", said)

    assert () == types(printed, "officer", said).read_otherwise
    assert () == sheets_to_type_again(printed.by("caseworker-1").account_id)


def test_refuses_a_yes_older_than_four_hours_before_they_met(printed):
    said = entry(printed)
    old = replace(said, his_asked_at=said.met_at - timedelta(hours=4, minutes=1))

    assert "his_renewed_yes_fresh" in [one.what for one in paper_guards(old)]


def agreed_on(printed, said):
    types(printed, "officer", said)
    types(printed, "officer-2", said)
    return said


def test_refuses_a_step_that_says_otherwise_than_the_sheet_on_which_two_agreed(printed):
    printed.passes(minutes=10)
    said = agreed_on(printed, entry(printed, identity_at=printed.clock()))
    printed.passes(minutes=10)
    with pytest.raises(OpenGuardError) as refused:
        printed.take(E.IDENTITY_CHECKED, reason="no line before")
    assert (("sheet_identity", "practice rule 22"),) == refused.value.params["guards"]
    assert "prisoner_at_point" == printed.state

    printed.take(E.IDENTITY_CHECKED, happened_at=said.identity_at, reason="no line before")
    assert "identity_checked" == printed.state


def test_what_stands_on_the_sheet_is_what_each_later_step_says(printed):
    said = entry(printed)
    his = RenewedAsking(answer=RenewedAnswer.YES, asked_at=said.his_asked_at, asked_by="A", room="1")
    hers = replace(his, asked_at=said.her_asked_at, room="2")
    right = {
        E.ASKED_AGAIN: StepSaid(event=E.ASKED_AGAIN, happened_at=said.met_at, his_asking=his, her_asking=hers),
        E.SIGNED: StepSaid(event=E.SIGNED, happened_at=said.signed_at, met_at=said.met_at,
                           signed_by=frozenset(Signatory)),
        E.COMPLETED: StepSaid(event=E.COMPLETED, happened_at=said.completed_at + timedelta(seconds=20)),
    }  # fmt: skip
    assert [] == [one.what for step in right.values() for one in sheet_guards(said, step)]
    his_no = replace(said, his_answer=RenewedAnswer.NO, met_at=None, signed_at=None, signed_by=(), completed_at=None)

    assert ["sheet_his_answer", "sheet_met", "sheet_signed", "sheet_completed"] == [
        one.what for step in right.values() for one in sheet_guards(his_no, step)
    ]
    late = replace(right[E.SIGNED], met_at=said.met_at + timedelta(minutes=5))
    assert ["sheet_met"] == [one.what for one in sheet_guards(said, late)]


def test_refuses_dossier_and_sheet_while_anything_is_withheld_from_her(printed):
    dossier_of(printed.by("officer"), printed.handover)
    say_withholding(
        printed.by("caseworker-1"), enquiry_id=printed.enquiry, ground=WithholdingGround.DANGER,
        reason="his brother was threatened", until=printed.clock().date() + timedelta(days=20),
    )  # fmt: skip
    with pytest.raises(OpenGuardError) as refused:
        dossier_of(printed.by("officer"), printed.handover)
    assert (("not_withheld", "GC IV 137(2)"),) == refused.value.params["guards"]
    with pytest.raises(OpenGuardError):
        print_record_sheet(printed.by("officer"), handover_id=printed.handover, code=THIRD_CODE, check_word="plum")
