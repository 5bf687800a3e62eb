"""Deciding what may be said to her: whatever is missing gives the letter that all get, and the act says on what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer, SlipWay
from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.disclosure import DisclosureVerdict
from repatria.core.law.enquiry import KinshipEvidenceKind
from repatria.core.law.errors import SecondPersonError, UnstatedReasonError
from repatria.core.vocabulary.particulars import Category, Grade, Particular, ParticularKind, Source
from repatria.records.access.approvals import approvers_of
from repatria.records.access.errors import ApprovedAlreadyError, RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_approval
from repatria.records.disclosure.acts import AnswerDecided
from repatria.records.disclosure.errors import CanBeAskedError, NoConfirmedLinkError, UnknownDocumentError
from repatria.records.disclosure.evidence import check_evidence, evidence_of_person
from repatria.records.disclosure.selectors import unasked_enquirers, vital_interest
from repatria.records.disclosure.services import DECIDE, TELL_UNASKED
from repatria.records.enquiries.services import record_kinship_evidence
from repatria.records.ledger.acts import join
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import rebuild, verify
from repatria.records.register.services import AssertedEvent, record_capture, record_custody, record_listed
from repatria.records.register.services.slips import receive_slip
from tests.cast import particulars, proved
from tests.kept import built_once
from tests.records.disclosure.deciding import Deciding

pytestmark = pytest.mark.django_db
TELL, SAME, FREEZE = DisclosureVerdict.TELL_ALIVE_AND_HELD, DisclosureVerdict.NO_INFORMATION, DisclosureVerdict.FREEZE


@pytest.fixture
@built_once
def her(clock, randomness):
    return Deciding(clock, randomness)


def happens(her, event, holder="", **attested):
    record_custody(
        her.by("registrar"), person_id=her.person, event=event, happened_at=her.clock(), holder=holder,
        attested=CustodyAttested(**attested),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["interviewer", "reviewer-1", "registrar", "officer", "hotline", "doctor", "adviser"])
def test_refuses_whoever_decides_nothing(her, name):
    her.linked().he_says(ContactAnswer.YES).approve("caseworker-1", "head")
    her.staff.called(name)
    size = tree_size()

    with pytest.raises(RoleForbidsError):
        her.decided(name)

    assert size == tree_size()


def test_refuses_an_enquiry_without_a_link_and_one_with_two(her):
    her.capture().ask()
    with pytest.raises(NoConfirmedLinkError):
        her.decided()

    her.link()
    her.person = record_listed(
        her.outside.house(Role.CLERKWORK), source_key="list 1 line 1", raw="Шевченко",
        particulars=[Particular(kind=ParticularKind.SURNAME, value="Шевченко", source=Source(kind="list"))], events=[],
    )  # fmt: skip
    with pytest.raises(ValueError, match="too many values"):
        her.link()  # linked, and no longer the one link that the story knows
    with pytest.raises(NoConfirmedLinkError):
        her.decided()


@pytest.mark.parametrize("said", [None, ContactAnswer.NO, ContactAnswer.LATER, ContactAnswer.NOT_ASKED])
def test_refused_and_not_asked_give_the_letter_that_all_get_whoever_approved(her, said):
    her.linked()
    if said is not None:
        her.he_says(said)
    else:
        record_kinship_evidence(
            her.by("caseworker-1"), enquiry_id=her.enquiry, **proved(KinshipEvidenceKind.PAPERS_CHECKED)
        )
    her.approve("caseworker-1", "head")

    assert ["his_decision"] == her.missing
    assert SAME == her.decided()[0]


def test_his_yes_to_the_open_question_and_to_a_meeting_says_nothing_of_telling_her(her):
    her.linked().he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER).approve("caseworker-1", "head")

    assert "his_decision" in her.missing
    assert SAME == her.decided()[0]


@pytest.mark.parametrize("approvers", [(), ("head",), ("caseworker-1",)])
def test_fewer_than_two_approvals_give_the_letter_that_all_get(her, approvers):
    her.linked().he_says(ContactAnswer.YES).approve(*approvers)

    assert ["two_approvals"] == her.missing
    assert SAME == her.decided()[0]


def test_a_stranger_whose_words_he_does_not_know_is_told_nothing(her):
    her.linked().he_says(ContactAnswer.YES, is_her=False).level_three().approve("caseworker-1", "head")

    assert ["recognised"] == her.missing
    assert SAME == her.decided()[0]


def test_an_answer_in_which_nobody_asked_whether_he_knows_her_takes_back_no_stranger(her):
    her.linked().he_says(ContactAnswer.YES, is_her=False).level_three()
    her.he_says(ContactAnswer.YES, is_her=None).approve("caseworker-1", "head")
    assert ["recognised"] == her.missing
    assert SAME == her.decided()[0]

    her.he_says(ContactAnswer.YES, is_her=True).approve("caseworker-1", "head")
    assert [] == her.missing


def test_kinship_that_nothing_proves_is_not_enough_and_papers_are(her):
    her.linked().he_says(ContactAnswer.YES, is_her=None).approve("caseworker-1", "head")
    assert ["kinship_level"] == her.missing

    record_kinship_evidence(
        her.by("caseworker-1"), enquiry_id=her.enquiry, **proved(KinshipEvidenceKind.PAPERS_CHECKED)
    )
    assert ["two_approvals"] == her.missing, "another level asks for new approvals"


@pytest.mark.parametrize(("event", "more"), [
    (CustodyEvent.ESCAPED, {}),
    (CustodyEvent.TRANSFERRED_TO_POWER, {"receiving_power": "PC", "power_assurance": "note"}),
])  # fmt: skip
def test_a_man_who_is_no_longer_held_here_is_told_of_to_nobody(her, event, more):
    her.linked().he_says(ContactAnswer.YES).approve("caseworker-1", "head")
    happens(her, event, **more)

    assert ["held_here"] == her.missing
    assert SAME == her.decided()[0]


def test_a_man_whom_only_a_list_names_gives_the_letter_that_all_get(her):
    her.person = record_listed(
        her.outside.house(Role.CLERKWORK), source_key="list 1 line 1", raw="Bizjak;Johann",
        particulars=[Particular(kind=ParticularKind.SURNAME, value="Bizjak", source=Source(kind="list"))], events=[],
    )  # fmt: skip
    her.ask("Bizjak Johann").link().level_three().approve("caseworker-1", "head")

    assert ["held_here", "his_decision"] == her.missing
    assert SAME == her.decided()[0]


@pytest.mark.parametrize(
    ("grade", "is_enough"),
    [
        (Grade.AGENCY_OR_COUNTERPART, True),
        (Grade.DOCUMENT_OR_CALL, False),
        (Grade.WITNESS, False),
        (Grade.MEDIA, False),
    ],
)
def test_only_what_the_bureau_or_the_agency_holds_for_true_is_told_at_once(her, grade, is_enough):
    source = Source(kind="capture_form", reference="card 0600", grade=grade)
    said = [replace(one, source=source) for one in particulars("0600", "Шевченко", "Сергій")]
    her.person = record_capture(
        her.by("registrar"), category=Category.PRISONER_OF_WAR, power="PA", card_number="0600", captured_on=None,
        captured_at="", holder="CAMP-2", particulars=said,
    )  # fmt: skip
    her.ask().link().he_says(ContactAnswer.YES).approve("caseworker-1", "head")

    assert ([] if is_enough else ["evidence"]) == her.missing
    assert (TELL if is_enough else SAME) == her.decided()[0]
    if grade is Grade.DOCUMENT_OR_CALL:
        _checked_by_another(her)


def _checked_by_another(her):
    """Of grade C she is told after another than who recorded it checked every document about him."""
    (document,) = evidence_of_person(her.by("head"), her.person)
    said = {"person_id": her.person, "document_index": document.document.act_index, "holds": True}
    for refused, by, how in ((RoleForbidsError, "caseworker-1", "rang"), (SecondPersonError, "registrar", "rang"),
                             (UnstatedReasonError, "head", " ")):  # fmt: skip
        with pytest.raises(refused):
            check_evidence(her.by(by), how=how, **said)
    with pytest.raises(UnknownDocumentError):
        check_evidence(her.by("head"), how="rang", **said | {"document_index": 0})

    check_evidence(her.by("head"), how="the registry answered that it is of him", **said)
    assert ([], TELL) == (her.missing, her.decided()[0])
    check_evidence(her.by("head"), how="it was another man's", **said | {"holds": False})
    assert (["evidence"], SAME) == (her.missing, her.decided()[0])
    assert "it was another man's" == evidence_of_person(her.by("head"), her.person)[0].how


def test_a_death_that_is_only_asserted_freezes_every_answer(her):
    dead = AssertedEvent(
        kind="dead", certainty="asserted", on="1915-03", place="", detail="", source_kind="list",
        source_reference="list 1", grade=Grade.MEDIA,
    )  # fmt: skip
    her.person = record_listed(
        her.outside.house(Role.CLERKWORK), source_key="list 1 line 1", raw="Bizjak;dead", events=[dead],
        particulars=[Particular(kind=ParticularKind.SURNAME, value="Bizjak", source=Source(kind="list"))],
    )  # fmt: skip
    her.ask("Bizjak Johann").link()

    assert FREEZE == her.decided()[0]


def test_his_death_freezes_what_two_had_approved(her):
    her.linked().he_says(ContactAnswer.YES).approve("caseworker-1", "head")
    happens(her, CustodyEvent.DIED)

    assert FREEZE == her.decided()[0]


def test_what_it_rests_on_stands_in_the_act_and_its_approvals_are_used_up(her):
    her.linked().he_says(ContactAnswer.ONLY_THIS_PERSON).approve("caseworker-1", "head")
    view = her.view

    verdict, index = her.decided()

    assert (TELL, view.link_index, 2) == (verdict, her.act.link_index, her.act.kinship_level)
    assert (index, ()) == (her.view.latest_index, her.act.vital_interest_by)
    assert {her.staff.numbers["caseworker-1"], her.staff.numbers["head"]} == set(her.act.approved_by)
    assert () == approvers_of(DECIDE, view.approval_reference, at=her.clock())
    assert [] == her.missing, "what was told is not asked for again"
    rebuild()
    assert verify(log_verifier()).is_equal


def test_an_act_of_the_first_version_says_that_nobody_decided_for_him():
    first = (
        b'{"answer_id":"Q-1","approved_by":["A-1","A-2"],"decision_index":9,"enquiry_id":"E-1","kinship_level":2,'
        b'"link_index":7,"person_id":"P-1","verdict":"tell_alive_and_held"}'
    )

    given = join("disclosure.answer_decided.1", first, {})

    assert isinstance(given, AnswerDecided)
    assert (("A-1", "A-2"), ()) == (given.approved_by, given.vital_interest_by)


# Who cannot be asked.


def unable(her):
    """She proved who she is; he cannot be asked; two approved that she be told."""
    return her.linked().unable().level_three()


@pytest.mark.parametrize("who", [(), ("doctor",), ("head",)])
def test_for_who_cannot_be_asked_neither_the_doctor_nor_the_head_decides_alone(her, who):
    unable(her).approve("caseworker-1", "head").tell_unasked(*who)

    assert ["doctor_and_head"] == her.missing
    assert SAME == her.decided()[0]


@pytest.mark.parametrize("name", ["caseworker-1", "adviser", "interviewer", "registrar"])
def test_refuses_the_word_of_anybody_else_on_what_he_needs(her, name):
    unable(her)

    with pytest.raises(RoleForbidsError):
        her.tell_unasked(name)


def test_refuses_to_show_it_to_others_and_where_he_can_be_asked(her):
    her.linked().he_says(ContactAnswer.LATER)
    with pytest.raises(CanBeAskedError):
        vital_interest(her.by("doctor"), her.enquiry)
    for name in ("caseworker-1", "interviewer", "reviewer-1"):
        with pytest.raises(RoleForbidsError):
            vital_interest(her.by(name), her.enquiry)


@pytest.mark.parametrize("has_slip", [False, True])
def test_what_he_refused_nobody_decides_once_he_cannot_be_asked(her, has_slip):
    her.linked().he_says(ContactAnswer.NO)
    if has_slip:
        receive_slip(her.by("interviewer"), person_id=her.person, way=SlipWay.FROM_HIM, received_at=her.clock())
    her.unable().level_three().approve("caseworker-1", "head")
    assert () == unasked_enquirers(her.clock()), "nobody is asked to decide it for him"
    her.tell_unasked("doctor", "head")

    assert ["his_decision"] == her.missing
    assert SAME == her.decided()[0]


def test_doctor_and_head_decide_together_and_stand_in_the_act(her):
    unable(her).approve("caseworker-1", "head")
    assert [her.enquiry] == [one.enquiry_id for one in unasked_enquirers(her.clock())]

    her.tell_unasked("doctor", "head")

    assert () == unasked_enquirers(her.clock())
    assert TELL == her.decided()[0]
    assert {her.staff.numbers["doctor"], her.staff.numbers["head"]} == set(her.act.vital_interest_by)
    her.later(24 * 15)
    assert "doctor_and_head" not in her.missing, "what was told on their word is not asked for again"


def test_a_week_later_the_doctor_tries_again_first_and_their_word_goes_on_holding(her):
    unable(her).tell_unasked("doctor", "head").later(24 * 7 + 1).approve("caseworker-1", "head")
    assert ["asked_again_by_doctor"] == her.missing
    assert SAME == her.decided()[0]

    her.tried_again().approve("caseworker-1", "head")

    assert TELL == her.decided()[0]


def test_his_own_answer_ends_their_word_for_good(her):
    unable(her).tell_unasked("doctor", "head").tried_again(can_be_asked=True)
    assert "his_decision" in her.missing
    her.he_says(ContactAnswer.LATER).unable().approve("caseworker-1", "head")

    assert ["doctor_and_head"] == her.missing
    assert SAME == her.decided()[0]


def test_their_word_about_one_enquirer_tells_no_other(her):
    unable(her).tell_unasked("doctor", "head")
    her.ask(locator="b" * 64).link()
    her.unable().level_three().approve("caseworker-1", "head")

    assert ["doctor_and_head"] == her.missing


def test_refuses_to_approve_twice(her):
    unable(her)
    reference = vital_interest(her.by("doctor"), her.enquiry).approval_reference
    record_approval(her.by("doctor"), action=TELL_UNASKED, object_reference=reference)

    with pytest.raises(ApprovedAlreadyError):
        record_approval(her.by("doctor"), action=TELL_UNASKED, object_reference=reference)
