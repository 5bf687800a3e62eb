"""Parts, flags, rounds, codes and what was told, on their pages and as a file of calls has them."""

from __future__ import annotations

import pytest

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.remains_path import ItemStep
from repatria.core.vocabulary.body_record import BodyRecord, Bone, ElementSaid, Side
from repatria.records.access.calls import call_service
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.identification.finding_models import PartsLink
from repatria.records.identification.hypothesis import linked_parts
from repatria.records.identification.models import CodedProfiles, OneSought, SettledFlag
from repatria.records.ledger.catalogue import services
from repatria.records.register.drawing import drawn_by
from repatria.records.remains.services.finds import keep_picture
from tests.doors.desk.bureau import Whole, enter, refusal_on, text_of
from tests.records.remains.field import examine, step

pytestmark = pytest.mark.django_db


def call(whole: Whole, name: str, service: str, **given: object) -> object:
    """As `repatria apply` calls it: by name, with what a line holds."""
    return call_service(whole.by(name), services()[service], given)


def test_parts_are_linked_by_another_and_parted_again_on_their_page(whole: Whole) -> None:
    agree = f"/identification/parts/{whole.parts}/agree"
    own = whole.at("laboratory").post(agree)
    assert own.status_code == 409 and PartsLink.objects.get().state == "proposed"
    assert whole.at("expert-1").post(agree).status_code == 302
    row = PartsLink.objects.get()
    assert row.state == "agreed" and set(linked_parts([row.first_code])) == {row.first_code, row.second_code}
    assert "linked" in text_of(whole.at("expert-1").get("/identification/parts"))
    without = enter(whole.at("expert-1"), f"/identification/parts/{whole.parts}/undo", reason="")
    assert without.status_code == 400
    enter(whole.at("expert-1"), f"/identification/parts/{whole.parts}/undo", reason="two left femora")
    assert PartsLink.objects.get().state == "undone" and linked_parts([row.first_code]) == (row.first_code,)


def test_parts_of_two_persons_by_their_bones_ask_on_the_page_what_it_was(whole: Whole) -> None:
    row = PartsLink.objects.get()
    other = row.second_code if row.first_code == whole.item else row.first_code
    drawn_by(lambda content: content)
    keep_picture(whole.by("registrar"), item_code=other, taken_at=whole.clock(), taken_by="a", picture=b"x")
    drawn_by(None)
    for one in (ItemStep.RECOVERED, ItemStep.RECEIVED):
        step(whole, one, other)
    femora = (ElementSaid(bone=Bone.FEMUR, side=Side.LEFT, count=2),)
    examine(whole, other, body=BodyRecord(elements=femora), cause=DeathCause.NATURAL)
    expert, agree = whole.at("expert-1"), f"/identification/parts/{whole.parts}/agree"
    said = text_of(expert.get("/identification/parts"))
    assert "at least so many persons together: 3" in said and "not one person" in said
    assert "two persons at least" in text_of(expert.get(agree))
    assert enter(expert, agree, resolved="").status_code == 400
    assert PartsLink.objects.get().state == "proposed"
    assert enter(expert, agree, resolved="another label lay in the bag").status_code == 302
    assert PartsLink.objects.get().state == "agreed"
    assert "another label lay in the bag" in text_of(expert.get("/identification/parts"))


def test_parts_are_linked_and_parted_by_a_file_of_calls(whole: Whole) -> None:
    row = PartsLink.objects.get()
    call(whole, "expert-1", "identification.agree_parts", parts_id=row.pk)
    call(whole, "expert-2", "identification.undo_parts", parts_id=row.pk, reason="two left femora")
    again = call(
        whole, "laboratory", "identification.propose_parts", first_code=row.first_code, second_code=row.second_code,
        reason="one joint",
    )  # fmt: skip
    assert PartsLink.objects.get(pk=again).state == "proposed"


def test_two_enquiries_are_linked_and_parted_by_two_who_read_why(whole: Whole) -> None:
    page = f"/identification/sought/{whole.sought}"
    clerk, expert = whole.at("caseworker-1"), whole.at("expert-1")
    assert "one photograph" in text_of(expert.get(page)) and whole.at("auditor").get(page).status_code == 403
    assert clerk.post(f"{page}/agree").status_code == 409 and expert.post(f"{page}/agree").status_code == 302
    assert "being considered" in refusal_on(enter(clerk, f"{page}/undo", reason="two photographs"))
    other = receive_enquiry(
        whole.by("hotline"), locator="e" * 64, letter_identity="ab" * 32, received_on=whole.clock().date(),
        language="uk", asked=Asked(sought_name="Шевченко Сергій", enquirer_name="Шевченко Олена", relation="sister"),
    )  # fmt: skip
    third = receive_enquiry(
        whole.by("hotline"), locator="f" * 64, letter_identity="ab" * 32, received_on=whole.clock().date(),
        language="uk", asked=Asked(sought_name="Шевченко Сергій", enquirer_name="Шевченко Ганна", relation="wife"),
    )  # fmt: skip
    made = enter(clerk, "/identification/sought/new", sought_first=other, sought_second=third, reason="one photograph",
                 sought_says="seek_one")  # fmt: skip
    assert made.status_code == 302
    page = f"/identification/sought/{OneSought.objects.get(state='proposed').pk}"
    expert.post(f"{page}/agree")
    assert enter(clerk, f"{page}/undo", reason="").status_code == 400
    enter(clerk, f"{page}/undo", reason="two photographs")
    assert "two photographs" in text_of(expert.get(page)) and "one says it is not so" in text_of(expert.get(page))
    enter(expert, f"{page}/undo", reason="so it is")
    assert "taken back" in text_of(expert.get("/identification/sought"))


def test_what_is_said_of_a_profile_is_settled_by_two_on_its_page(whole: Whole) -> None:
    page = f"/identification/profiles/{whole.sample}/said/one_reading"
    for name in ("laboratory", "expert-1"):
        enter(whole.at(name), page, profile_free="on", reason="all that it gives")
    assert SettledFlag.objects.filter(sample_code=whole.sample, is_free=True).count() == 2


def test_what_was_told_stands_beside_what_was_seen_and_nobody_else_reads_it(whole: Whole) -> None:
    both = f"/identification/beside/{whole.item}/{whole.enquiry}"
    page = whole.at("expert-1").get(both)
    assert page.status_code == 200 and page.content.decode().count("<svg") == 4
    assert whole.at("caseworker-1").get(both).status_code == 403
    assert whole.at("laboratory").get(both).status_code == 403
    assert whole.at("expert-1").get(f"/enquiries/{whole.enquiry}/body").status_code == 200


def test_profiles_go_out_under_codes_from_proposal_to_receipt(whole: Whole) -> None:
    laboratory, expert = whole.at("laboratory"), whole.at("expert-1")
    made = enter(
        laboratory, "/identification/coded/new", coded_to="other_side", recipient="a bureau", reference="A-7",
        coded_samples=whole.sample,
    )  # fmt: skip
    where = made.headers["Location"]
    assert "two different persons" in refusal_on(laboratory.post(f"{where}/make")).lower()
    assert expert.post(f"{where}/make").status_code == 302
    row = CodedProfiles.objects.exclude(digest="").get()
    sent = expert.get(f"{where}?file=1")
    assert sent.headers["Content-Disposition"].endswith('.csv"') and whole.sample not in sent.content.decode()
    enter(laboratory, f"{where}/receipt", received_on=whole.clock().date().isoformat(), reference="R-1",
          coded_digest=row.digest)  # fmt: skip
    assert "received" in text_of(expert.get(where))


def test_a_round_is_opened_once_and_asks_on_its_page(whole: Whole) -> None:
    assert "four weeks" in refusal_on(enter(whole.at("head"), "/identification/rounds/open"))
    assert whole.at("caseworker-1").get(f"/identification/rounds/{whole.samples_round}").status_code == 200
    assert "Whom to sample next" in text_of(whole.at("expert-1").get("/identification/next"))
