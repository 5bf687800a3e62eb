"""Her information letter: not before two authorised, with papers and his yes; from then on it can be checked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.errors import OpenGuardError
from repatria.core.law.handover import HandoverEvent
from repatria.core.law.kinship_claim import ClaimStanding
from repatria.core.law.withholding import WithholdingGround
from repatria.core.vocabulary.paper_codes import PaperCodeError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.disclosure.withholding import say_withholding
from repatria.records.enquiries.services.claims import judge_claim
from repatria.records.handover.codes import handover_with_code
from repatria.records.handover.errors import UnknownHandoverError
from repatria.records.handover.information_letters import (
    information_letter,
    print_information_letter,
    published_information_letters,
)
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.matching.wrong_links import doubt_link

pytestmark = pytest.mark.django_db
E, CODE = HandoverEvent, "GA9A5-CP2TB-HF60R-K4CSM-N"


def prints(meeting, name="officer"):
    return print_information_letter(meeting.by(name), handover_id=meeting.handover, code=CODE, check_word="cherry")


def lacks(meeting):
    with pytest.raises(OpenGuardError) as caught:
        prints(meeting)
    with pytest.raises(OpenGuardError):
        information_letter(meeting.by("officer"), meeting.handover)
    return dict(caught.value.params["guards"])


def test_refuses_other_roles_before_two_authorised_without_papers_and_without_a_plan(opened):
    for name in ("head", "interviewer"):
        with pytest.raises(RoleForbidsError):
            prints(opened, name)
    size = tree_size()
    assert {
        "letter_authorised": "house rule 6.6", "letter_planned": "practice rule 22",
        "travel_papers_for_both": "practice rule 20", "entry_consents_for_both": "practice rule 20",
    } == lacks(opened)  # fmt: skip
    opened.handover, known = "H-NONE", opened.handover
    with pytest.raises(UnknownHandoverError):
        prints(opened)
    assert size == tree_size()
    opened.handover = known
    opened.before(E.KIN_DEPARTED)
    assert {"letter_planned"} == set(lacks(opened))


def test_refuses_once_he_took_his_yes_back_and_while_anything_is_withheld_from_her(opened):
    opened.before(E.KIN_DEPARTED).planned()
    say_withholding(
        opened.by("caseworker-1"), enquiry_id=opened.enquiry, ground=WithholdingGround.DANGER, reason="told",
        until=opened.clock().date() + timedelta(days=9),
    )  # fmt: skip
    assert {"not_withheld": "GC IV 137(2)"} == lacks(opened)
    opened.he_says(ContactAnswer.NO, about=ContactAbout.HANDOVER)
    assert {"not_withheld", "his_decision"} == set(lacks(opened))


def test_refuses_once_two_revoked_her_claim(opened):
    opened.before(E.KIN_DEPARTED).planned()
    for name, standing in (("caseworker-1", ClaimStanding.DOUBTFUL), ("head", ClaimStanding.REVOKED)):
        judge_claim(opened.by(name), enquiry_id=opened.enquiry, standing=standing, reason="her paper was of another")
        assert {"kinship_level": "practice rule 19"} == lacks(opened)


def test_refuses_while_somebody_doubts_that_he_is_hers(opened):
    opened.before(E.KIN_DEPARTED).planned()
    doubt_link(opened.by("caseworker-1"), pair_id=f"{opened.enquiry}:{opened.person}", reason="another year")
    assert {"link_confirmed": "house rule 6.4"} == lacks(opened)


def test_it_names_her_day_and_way_never_him_and_its_code_is_published_and_scanned(opened):
    opened.before(E.KIN_DEPARTED).planned()

    view = information_letter(opened.by("caseworker-1"), opened.handover)
    prints(opened)

    assert opened.handover == view.handover_id
    assert "Шевченко" not in repr(view)
    (published,) = published_information_letters(opened.outside.house(Role.COURIER))
    assert (CODE, "cherry") == published[:2]
    assert opened.handover == handover_with_code(opened.by("officer"), CODE.lower())
    assert handover_with_code(opened.by("officer"), "GA9A5") is None
    with pytest.raises(PaperCodeError):
        print_information_letter(
            opened.by("caseworker-1"), handover_id=opened.handover, code=CODE[:-1] + "P", check_word="cherry"
        )
    assert verify(log_verifier()).is_equal
