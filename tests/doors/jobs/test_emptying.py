"""What a forged form or a device sent of a prisoner's words lies sealed and unread until two have it destroyed."""

from __future__ import annotations

import hashlib
from types import SimpleNamespace

import pytest
from django.db import connections

from repatria.config.install import portal_keys_of
from repatria.core.law.enquiry import ClosingReason
from repatria.core.law.errors import StatementError
from repatria.core.vocabulary.receipts import letter_identity_of, locator_of, receipt_from_form_id
from repatria.doors.jobs.consequences import draw_consequences
from repatria.doors.jobs.consumers import read_on
from repatria.doors.jobs.courier import INBOX, fetch_enquiries, fetch_what_was_set_aside
from repatria.doors.jobs.emptying import EMPTYING
from repatria.doors.jobs.verifying import let_everybody_read_again, verify_house
from repatria.records.access.errors import ApprovalsMissingError, RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.access.services import DESTROY as DESTROY_KEY
from repatria.records.access.services import destroy_key, destroy_reference, record_approval
from repatria.records.consequences.errors import (
    KeptMatterError,
    NoGroundError,
    SettledAlreadyError,
    UnknownMatterError,
)
from repatria.records.consequences.selectors import open_consequences, open_count
from repatria.records.consequences.services import DESTROY, destroy_matter
from repatria.records.enquiries.acts import ItemSetAside
from repatria.records.enquiries.errors import StrangeActError, UnknownEnquiryError
from repatria.records.enquiries.models import Enquiry
from repatria.records.enquiries.services import close_enquiry
from repatria.records.enquiries.services.set_aside import erase_set_aside
from repatria.records.hotline.acts import RecoveryHow
from repatria.records.hotline.models import FraudReport
from repatria.records.hotline.services.recovery import GIVE, give_recovery_code, recovery_reference
from repatria.records.intake.models import SealedEnquiry
from repatria.records.intake.sealing import open_at_bureau, seal_to_bureau
from repatria.records.intake.services import receive_sealed
from repatria.records.ledger.models import Entry, Part
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.vault.keyring import Purpose, current
from tests.records.staff import Staff, outside

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)
FIRST = receipt_from_form_id(hashlib.sha256(b"emptying").digest(), "uk")
OTHER, ANEW = (receipt_from_form_id(hashlib.sha256(one).digest(), "uk") for one in (b"another", b"anew"))
QUOTE = "він сказав: нас кинули без наказу"


@pytest.fixture
def house(keyring, clock, randomness):
    """A bureau, and its portal's machine in somebody else's hands."""
    portal, staff = portal_keys_of(keyring), Staff(clock, randomness).found()
    for name, role in (("head", Role.HEAD_OF_BUREAU), ("head-2", Role.HEAD_OF_BUREAU), ("auditor", Role.AUDITOR),
                       ("caseworker", Role.CASEWORKER), ("caseworker-2", Role.CASEWORKER)):  # fmt: skip
        staff.on_call(name, role)
    receipt = FIRST
    locator, bound = locator_of(receipt), outside(clock, randomness)
    sent = iter(range(1, 99))

    def send(**header):
        whole = {"item": "enquiry", "locator": locator, "language": "uk", "channel": "web",
                 "letter_identity": letter_identity_of(receipt), **header}  # fmt: skip
        receive_sealed(
            form_id_sha256=hashlib.sha256(b"form %d" % next(sent)).digest(), on=clock().date(),
            mac_key=portal.mac_key, ciphertext=seal_to_bureau(portal.bureau_recipient, whole),
        )  # fmt: skip
        return fetch_enquiries(bound, 0)

    return SimpleNamespace(
        send=send, by=staff.acting, outside=bound, approve=lambda matter, *names: [
            record_approval(staff.acting(name), action=DESTROY, object_reference=f"inbox:{matter}") for name in names
        ], differences=lambda: [str(one) for one in verify_house(portal.mac_key, lambda *_: None, patience_seconds=0)
                                .intake],
    )  # fmt: skip


def said(words):
    return {"said": {"sought_name": "Коваль", "relation": "mother", "words": words}}


def destroy(house, matter="1", name="head", reason="words of a prisoner"):
    destroy_matter(house.by(name), consumer=INBOX, matter=matter, reason=reason)


def emptied(house):
    while read_on((EMPTYING,), house.outside, 500):
        pass  # what it names itself it comes to in the next turn
    return [one.sequence for one in SealedEnquiry.objects.using("intake").order_by("sequence") if not one.ciphertext]


def test_refuses_to_destroy_what_holds_no_words_of_his_what_is_unknown_and_what_two_did_not_approve(house):
    house.send(said={"sought_name": "Коваль", "rank_of_the_king": "x"})
    house.send(**said(QUOTE))
    house.approve("1", "head", "auditor")
    house.approve("2", "auditor")
    house.by("caseworker")
    size = tree_size()

    with pytest.raises(KeptMatterError):
        destroy(house, "1")
    with pytest.raises(UnknownMatterError):
        destroy(house, "7")
    with pytest.raises(ApprovalsMissingError):
        destroy(house, "2")
    with pytest.raises(NoGroundError):
        destroy(house, "2", reason="  ")
    with pytest.raises(StatementError):
        destroy(house, "2", reason=QUOTE)
    for name in ("auditor", "caseworker"):
        with pytest.raises(RoleForbidsError):
            destroy(house, "2", name)
    assert (size, []) == (tree_size(), emptied(house))


@pytest.mark.parametrize("item", ["enquiry", "later"])
def test_a_forged_quotation_is_sealed_flagged_read_by_nobody_and_destroyed_by_two(house, item):
    house.send(**said("")) if item == "later" else None
    house.send(**said(QUOTE)) if item == "enquiry" else house.send(item="later", what="more", text=QUOTE)
    (line,) = open_consequences()
    assert (StatementError.code, Role.CASEWORKER) == (line.code, line.concerns)
    assert [] == house.differences()
    for row in (*Entry.objects.all(), *Part.objects.all()):
        assert "наказу".encode() not in bytes(getattr(row, "frame", b"") or row.ciphertext)
    assert 0 == fetch_what_was_set_aside(house.outside, 0), "it is not taken by trying again"

    house.approve(line.matter, "auditor", "head-2")
    destroy(house, line.matter)

    assert [] == house.differences(), "the act stands and the jobs have not come to it"
    assert [int(line.matter)] == emptied(house)
    assert (0, []) == (open_count(), house.differences())
    with pytest.raises(SettledAlreadyError):
        destroy(house, line.matter)
    house.send(**said(""))
    assert [] == house.differences(), "the chain goes on behind what was destroyed"


def test_what_is_emptied_without_an_act_and_what_lies_there_again_is_named(house):
    house.send(**said(QUOTE))
    kept = bytes(SealedEnquiry.objects.using("intake").get().ciphertext)
    with connections["intake"].cursor() as cursor:
        cursor.execute("UPDATE intake_sealedenquiry SET ciphertext = %s", [b""])
    assert ["ciphertext"] == [one.rpartition("column ")[2].partition(":")[0] for one in house.differences()][:1]

    with connections["intake"].cursor() as cursor:
        cursor.execute("UPDATE intake_sealedenquiry SET ciphertext = %s", [kept])
    house.approve("1", "auditor", "head-2")
    destroy(house)
    assert [1] == emptied(house)
    with connections["intake"].cursor() as cursor:  # a backup that is older than the act
        cursor.execute("UPDATE intake_sealedenquiry SET ciphertext = %s", [kept])
    assert ["was destroyed by an act, and lies there"] == [one.rpartition(": ")[2] for one in house.differences()]
    let_everybody_read_again()
    assert [1] == emptied(house)
    assert [] == house.differences()


def test_what_she_had_erased_is_emptied_where_it_came_in(house):
    house.send(**said("he wears a ring"))
    house.send(item="later", what="more", text="the ring is of silver")
    (enquiry,) = Enquiry.objects.all()
    assert ([], []) == (house.differences(), emptied(house))
    first = SealedEnquiry.objects.using("intake").get(pk=1)
    assert open_at_bureau(current().bureau_identity, bytes(first.ciphertext)), "the keyring still opens it"

    erased(house, enquiry.pk)

    assert [1, 2] == emptied(house)
    assert [] == house.differences()


def test_refuses_to_erase_what_was_set_aside_while_her_key_stands_or_that_nothing_set_aside(house):
    house.send(**said("he wears a ring"))
    house.send(**said("sent twice"))
    (enquiry,) = Enquiry.objects.all()
    (aside,) = entries_since(0, kinds=[ItemSetAside.KIND])
    house.by("head")
    size = tree_size()
    for subject, rests_on in ((enquiry.pk, [aside.index]), ("E-NOBODY", [aside.index])):
        with pytest.raises(UnknownEnquiryError):
            erase_set_aside(house.outside.house(Role.COURIER), subject=subject, rests_on=rests_on)
    with pytest.raises(RoleForbidsError):
        erase_set_aside(house.by("head"), subject=enquiry.pk, rests_on=[aside.index])
    assert size == tree_size()
    erased(house, enquiry.pk)
    for rests_on in ([], [1], [aside.index, 1]):
        with pytest.raises(StrangeActError):
            erase_set_aside(house.outside.house(Role.COURIER), subject=enquiry.pk, rests_on=rests_on)


def erased(house, enquiry_id):
    for name in ("head-2", "auditor"):
        reference = destroy_reference(Purpose.KIN, enquiry_id)
        record_approval(house.by(name), action=DESTROY_KEY, object_reference=reference)
    destroy_key(house.by("head"), purpose=Purpose.KIN, subject=enquiry_id, reason="she asked")


def new_words(house, enquiry_id):
    """What the portal seals once she made her words anew there, with a code that she was given in person."""
    way = recovery_reference(enquiry_id, "in_person")
    record_approval(house.by("caseworker-2"), action=GIVE, object_reference=way)
    code = give_recovery_code(
        house.by("caseworker"), enquiry_id=enquiry_id, how=RecoveryHow.IN_PERSON, asked=("words",)
    )  # fmt: skip
    return {
        "item": "new_words", "code": code, "number": FIRST.number, "locator": locator_of(ANEW),
        "letter_identity": letter_identity_of(ANEW), "new_number": ANEW.number, "caller_secret": "0f" * 16,
    }  # fmt: skip


def test_what_she_sent_twice_her_new_words_and_what_comes_after_an_erasure_are_emptied_too(house):
    other = {"locator": locator_of(OTHER), "letter_identity": letter_identity_of(OTHER)}
    whole = said("he wears a ring") | {"number": FIRST.number}
    whole["said"] |= {"lost_words": "in_person"}
    house.send(**whole)
    house.send(**said("sent twice"))  # the second, set aside
    house.send(**other, **said("somebody else's"))
    house.send(**other, **said("somebody else's, twice"))  # the fourth, set aside
    hers = Enquiry.objects.get(locator=locator_of(FIRST))
    words = new_words(house, hers.pk)
    house.send(**words)
    house.send(**words | {"code": "000"})  # the sixth, set aside
    assert [] == emptied(house)
    erased(house, hers.pk)

    assert [1, 2, 5, 6] == emptied(house)
    assert [] == house.differences()
    house.send(**said("once more, after it"))
    assert [1, 2, 5, 6, 7] == emptied(house)
    let_everybody_read_again()
    size = tree_size()
    assert ([1, 2, 5, 6, 7], []) == (emptied(house), house.differences())
    assert size == tree_size(), "what was named once is named no more"


def test_what_is_owed_of_her_items_ends_with_an_erasure_and_nothing_is_tried_again(house):
    house.send(**said("he wears a ring"))
    unread = {"said": said("")["said"] | {"rank_of_the_king": "x"}}
    house.send(**unread)
    house.send(**unread, locator=locator_of(OTHER))  # somebody else's stays owed
    assert ["2", "3"] == [one.matter for one in open_consequences()]
    erased(house, Enquiry.objects.get().pk)

    assert [1, 2] == emptied(house)
    assert (0, ["3"]) == (
        fetch_what_was_set_aside(house.outside, 0), [one.matter for one in open_consequences()]
    )  # fmt: skip
    let_everybody_read_again()
    size = tree_size()
    assert ([1, 2], []) == (emptied(house), house.differences())
    assert size == tree_size()


def test_a_report_of_fraud_whose_key_is_destroyed_is_emptied_where_it_came_in_and_no_other(house):
    for told in ("a man rang me from 0044", "another rang"):
        house.send(item="fraud", kind="money", told=told)
    report = FraudReport.objects.order_by("recorded_index").first()
    erased(house, report.pk)

    assert [1] == emptied(house)
    assert [] == house.differences()


def test_once_military_facts_fell_the_item_that_held_them_is_emptied_and_no_other(house):
    whole = said("")
    whole["said"] |= {"sought_unit": "в/ч А1234", "last_contact": "у травні"}
    house.send(**whole)
    house.send(item="later", what="more", text="a scar")
    house.send(**whole)  # sent twice: it says the same once more
    (hers,) = Enquiry.objects.all()
    assert [] == emptied(house)
    close_enquiry(house.by("caseworker"), enquiry_id=hers.pk, reason=ClosingReason.WITHDRAWN)
    while draw_consequences(house.outside):
        pass

    assert [1, 3] == emptied(house)
    assert [] == house.differences()
    let_everybody_read_again()
    assert ([1, 3], []) == (emptied(house), house.differences())
