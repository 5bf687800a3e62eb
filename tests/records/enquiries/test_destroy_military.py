"""His unit and her last news of him: apart from all else, read as before, destroyed once a link is decided."""

from __future__ import annotations

from datetime import date

import pytest

from repatria.core.law.enquiry import ClosingReason
from repatria.core.law.judgement import JudgementKind
from repatria.core.vocabulary.receipts import letter_identity_of, locator_of
from repatria.doors.jobs.consequences import draw_consequences
from repatria.doors.jobs.matcher import Matcher
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.access.services import DESTROY, destroy_key, destroy_reference, record_approval
from repatria.records.enquiries.acts import Asked, EnquiryReceived
from repatria.records.enquiries.errors import StrangeActError, UnknownEnquiryError
from repatria.records.enquiries.military import destroy_military, military_standing
from repatria.records.enquiries.models import Enquiry, MilitaryFacts
from repatria.records.enquiries.receipts import receipt_for_room
from repatria.records.enquiries.selectors import enquiry_for_room
from repatria.records.enquiries.services import close_enquiry, receive_enquiry
from repatria.records.hotline.selectors.recovery import recovery
from repatria.records.ledger.acts import encode, join
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.verify import rebuild, verify
from repatria.records.matching.acts import ProposedPair
from repatria.records.matching.services import pair_number, propose_candidates, record_judgement
from repatria.records.vault.keyring import Purpose
from tests.cast import Cast
from tests.journeys.test_thread_in_the_records import Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db
SAID = {"sought_unit": "в/ч А1234", "last_contact": "у травні з Полтави"}


@pytest.fixture
@built_once
def story(clock, randomness):
    made = Story(clock, randomness).capture()
    made.enquiry = asks(made, "first")
    return made


def asks(story, who, **said):
    receipt = Cast.receipt(f"military {who}")
    return receive_enquiry(
        story.by("hotline"), asked=Asked(**({"sought_name": "Шевченко Сергій", "helper": "Оля"} | SAID | said)),
        locator=locator_of(receipt), letter_identity=letter_identity_of(receipt), received_on=date(2026, 5, 3),
        language="uk", number=receipt.number,
    )  # fmt: skip


def judged(story, kind, reviewers=("reviewer-1", "reviewer-2")):
    pair = ProposedPair(
        pair_id=pair_number(story.enquiry, story.person), person_id=story.person, millibits=17000,
        probability_ppm=970000, equally_good=1, lines=(),
    )  # fmt: skip
    if len(reviewers) > 1 or reviewers == ("reviewer-1",):
        propose_candidates(story.outside.house(Role.MATCHER), enquiry_id=story.enquiry, pairs=[pair])
    for reviewer in reviewers:
        record_judgement(story.by(reviewer), pair_id=pair.pair_id, judgement=kind)
    return tree_size() - 1


def drawn(story):
    while draw_consequences(story.outside):
        pass
    assert verify(log_verifier()).is_equal
    return enquiry_for_room(story.enquiry)


def test_refuses_while_no_link_is_decided_and_an_act_of_another_enquiry(story):
    house, other = story.outside.house(Role.CLERKWORK), asks(story, "other")
    for name in ("head", "caseworker-1", "hotline"):
        with pytest.raises(RoleForbidsError):
            destroy_military(story.by(name), enquiry_id=story.enquiry, rests_on_index=0)
    undecided = judged(story, JudgementKind.POSITIVE, ("reviewer-1",))
    size = tree_size()
    for index in (undecided, 0, size + 50):
        with pytest.raises(StrangeActError):
            destroy_military(house, enquiry_id=story.enquiry, rests_on_index=index)
    decided = judged(story, JudgementKind.POSITIVE, ("reviewer-2",))
    with pytest.raises(StrangeActError):
        destroy_military(house, enquiry_id=other, rests_on_index=decided)
    with pytest.raises(UnknownEnquiryError):
        destroy_military(house, enquiry_id="E-0000", rests_on_index=decided)
    assert SAID["sought_unit"] == enquiry_for_room(other).said["sought_unit"]


@pytest.mark.parametrize("kind", [JudgementKind.POSITIVE, JudgementKind.NEGATIVE])
def test_once_a_link_is_confirmed_or_refused_both_are_gone_from_page_matcher_and_lost_words(story, kind):
    matcher = Matcher(story.outside)
    matcher.build()
    assert SAID.items() <= enquiry_for_room(story.enquiry).said.items()
    assert "вч а1234" in str(matcher.sought[story.enquiry]).lower().replace("/", "")
    row = Enquiry.objects.get(pk=story.enquiry)
    assert (None, None) == (row.sought_unit, row.last_contact), "not under the key of all else"
    judged(story, kind, ("reviewer-1",))
    assert SAID.items() <= drawn(story).said.items()

    judged(story, kind, ("reviewer-2",))
    view = drawn(story)
    matcher.follow()

    assert ("", "", "Оля", True) == (
        view.said["sought_unit"], view.said["last_contact"], view.said["helper"], view.is_military_destroyed
    )  # fmt: skip
    assert () == military_standing(story.enquiry)
    assert "А1234" not in str(matcher.sought[story.enquiry])
    assert "Шевченко" in matcher.sought[story.enquiry].name
    hers = recovery(story.by("caseworker-1"), story.enquiry)
    assert ((("helper", "Оля"),), True) == (hers.askable, hers.is_military_destroyed)
    rebuild()
    assert not enquiry_for_room(story.enquiry).said["sought_unit"], "a rebuild brings nothing back"
    assert 1 == len(entries_since(0, kinds=["ledger.key_destroyed"])), "once, by one act"
    (received,) = entries_since(0, kinds=[EnquiryReceived.KIND])
    assert not received.act.military, "nor does the log"


def test_closing_and_erasing_end_the_search_too(story):
    closed, story.enquiry = story.enquiry, asks(story, "erased")
    close_enquiry(story.by("caseworker-1"), enquiry_id=closed, reason=ClosingReason.WITHDRAWN)
    reference = destroy_reference(Purpose.KIN, story.enquiry)
    story.staff.hire("auditor", Role.AUDITOR)
    for name in ("head", "auditor"):
        record_approval(story.by(name), action=DESTROY, object_reference=reference)
    destroy_key(story.by("head"), purpose=Purpose.KIN, subject=story.enquiry, reason="she asked")

    assert "" == enquiry_for_room(story.enquiry).said["sought_unit"], "at once, for whoever reads"
    assert "" == receipt_for_room(story.enquiry).said["last_contact"]
    drawn(story)
    assert [(None, None)] * 2 == [(row.sought_unit, row.last_contact) for row in MilitaryFacts.objects.all()]
    assert "" == enquiry_for_room(closed).said["sought_unit"]


def test_whoever_said_neither_has_no_second_key_and_nothing_is_drawn_for_her(story):
    story.enquiry = asks(story, "silent", sought_unit="", last_contact="")
    assert 1 == MilitaryFacts.objects.count()
    judged(story, JudgementKind.POSITIVE)
    assert not drawn(story).is_military_destroyed
    assert [] == entries_since(0, kinds=["ledger.key_destroyed"])


def test_an_enquiry_of_an_earlier_release_keeps_both_where_they_lie():
    asked = {"sought_name": "Ткач", **SAID, "shares": []}
    frame = encode({
        "enquiry_id": "E-1", "locator": "a" * 64, "letter_identity": "b" * 64, "received_on": "2026-05-03",
        "language": "uk", "channel": "web", "first_letter_on": "2026-05-24", "inbox": "", "number_index": "",
    })  # fmt: skip
    read = join("enquiries.enquiry_received.3", frame, {("kin", "E-1"): encode({"asked": asked})})
    assert ("", None, SAID["sought_unit"]) == (read.military_id, read.military, read.asked.sought_unit)
