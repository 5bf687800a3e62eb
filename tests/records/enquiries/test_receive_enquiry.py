"""Receiving a family's question, whatever way it came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from repatria.core.law.errors import StatementError
from repatria.core.law.notes import NoteWay
from repatria.core.vocabulary.receipts import letter_identity_of, locator_of
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.errors import EmptyEnquiryError, KnownEnquiryError, MalformedEnquiryError
from repatria.records.enquiries.models import Enquiry
from repatria.records.enquiries.selectors import askers, enquiry, enquiry_at, letter_addresses
from repatria.records.enquiries.services import number_index_of, phone_code_digest, receive_enquiry
from repatria.records.hotline.selectors.notes import who_asks
from repatria.records.hotline.services.notes import choose_note
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.vault.opening import open_rows
from tests.cast import Cast
from tests.kept import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def cast(clock, randomness):
    return Cast(clock, randomness)


@pytest.fixture
def asked():
    """What an enquiry is received with."""
    receipt = Cast.receipt("somebody")
    return {
        "asked": Asked(sought_name="Коваль Іван"), "locator": locator_of(receipt),
        "letter_identity": letter_identity_of(receipt), "received_on": date(2026, 5, 3), "language": "uk",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["registrar", "interviewer", "reviewer-1", "officer", "camp", "administrator-1"])
def test_refuses_whoever_takes_no_enquiries(cast, asked, name):
    acting, before = cast.by(name), tree_size()

    with pytest.raises(RoleForbidsError):
        receive_enquiry(acting, **asked)

    assert before == tree_size()


@pytest.mark.parametrize("name", ["", "   ", "\n"])
def test_refuses_one_that_seeks_nobody(cast, asked, name):
    with pytest.raises(EmptyEnquiryError):
        receive_enquiry(cast.by("hotline"), **{**asked, "asked": Asked(sought_name=name)})


@pytest.mark.parametrize("field", ["sought_name", "sought_place", "last_contact", "words", "helper", "reach_when"])
def test_refuses_words_attributed_to_him_and_keeps_no_byte_of_them(cast, asked, field):
    acting, before = cast.by("hotline"), tree_size()
    said = replace(asked["asked"], **{field: "він сказав: нас кинули без наказу"})

    with pytest.raises(StatementError) as refused:
        receive_enquiry(acting, **{**asked, "asked": said})

    assert (((field, "statement_quotation"),), before) == (refused.value.params["faults"], tree_size())


@pytest.mark.parametrize(("field", "value"), [
    ("locator", "short"), ("locator", "AB" * 32), ("letter_identity", "zz" * 32), ("language", "xx"),
    ("channel", "pigeon"),
])  # fmt: skip
def test_refuses_what_no_receipt_gives_and_names_the_field(cast, asked, field, value):
    with pytest.raises(MalformedEnquiryError) as refused:
        receive_enquiry(cast.house(Role.COURIER), **{**asked, field: value})

    assert [field] == [name for name, _ in refused.value.faults]


@pytest.mark.parametrize(("said", "number", "field"), [
    ({"lost_words": "often"}, "", "lost_words"), ({"lost_words": "call_back", "telephone": " "}, "", "telephone"),
    ({"phone_code": "1234567"}, Cast.receipt("x").number, "phone_code"), ({"phone_code": "12345678"}, "", "phone_code"),
    ({}, "1234 567 890 124", "number"), ({"caller_secret": "zz"}, "", "caller_secret"),
])  # fmt: skip
def test_refuses_choices_for_later_that_rest_on_nothing(cast, asked, said, number, field):
    with pytest.raises(MalformedEnquiryError) as refused:
        receive_enquiry(
            cast.by("hotline"), **{**asked, "asked": Asked(sought_name="Коваль Іван", **said)}, number=number
        )

    assert [field] == [name for name, _ in refused.value.faults]


def test_of_number_and_phone_code_only_what_is_keyed_is_kept(cast, asked):
    number = Cast.receipt("somebody").number
    said = replace(asked["asked"], phone_code="1234-5678", telephone="+380 44 000", lost_words="call_back")
    made = receive_enquiry(cast.by("hotline"), **{**asked, "asked": said}, number=number)

    row = Enquiry.objects.get(pk=made)
    assert number_index_of(number.replace(" ", "")) == row.number_index != ""
    digest = open_rows([row], ("phone_code",))[0]["phone_code"]
    assert phone_code_digest(row.number_index, "12345678") == digest != phone_code_digest(row.number_index, "12345679")
    assert not {"phone_code", "caller_secret"} & set(enquiry(cast.by("caseworker-1"), made).said)


def test_refuses_a_receipt_a_second_time(cast, asked):
    receive_enquiry(cast.by("hotline"), **asked)
    before = tree_size()

    with pytest.raises(KnownEnquiryError):
        receive_enquiry(cast.house(Role.COURIER), **asked)

    assert before == tree_size()


def test_the_first_letter_comes_so_many_days_after_the_receipt_for_everybody(cast, asked):
    made = receive_enquiry(cast.by("hotline"), **asked, first_letter_day=21)

    (address,) = letter_addresses()
    assert (made, "2026-05-03", "2026-05-24") == (address.enquiry_id, address.received_on, address.first_letter_on)


def test_two_who_ask_for_one_man_have_an_enquiry_each_and_neither_shows_the_other(cast):
    mother, stranger = cast.mother, cast.stranger

    for who, name in ((mother, "Шевчинко Сережа"), (stranger, "Шевченко Сергій")):
        view = enquiry(cast.by("caseworker-1"), who)
        assert name == view.said["sought_name"]
        assert (stranger if who == mother else mother) not in str(view)
        assert ("Рыжий кот" in str(view)) == (who == mother)
    assert mother == enquiry_at(locator_of(Cast.receipt("mother")))
    assert verify(log_verifier()).is_equal


def test_askers_over_all_channels_are_told_by_numbers_to_a_caseworker_alone(cast):
    def receive(name, who, **said):
        receipt = Cast.receipt(f"askers {who}")
        return receive_enquiry(
            cast.by("hotline"), asked=Asked(sought_name=name, **said), locator=locator_of(receipt),
            letter_identity=letter_identity_of(receipt), received_on=date(2026, 5, 3), language="uk",
            channel=("web", "telephone", "paper")[who % 3],
        )  # fmt: skip

    many = [receive(f"{name} Іван", n, sought_birth="1990", reach_by="+380 67 000 11 22")
            for n, name in enumerate(("Ткач", "Мороз", "Бондар", "Лисенко", "Коваль"))]  # fmt: skip
    same = [receive("Павлюк Олег", 10 + n, sought_birth="1999", reach_by=f"067 000 22 3{n}") for n in range(3)]

    with pytest.raises(RoleForbidsError):
        askers(cast.by("hotline"))
    worker = cast.by("caseworker-1")
    before = tree_size()
    found = askers(worker)

    assert 1 == tree_size() - before
    assert [("one_contact", tuple(many), 5), ("same_man", tuple(same), 1)] == [
        (one.likeness, one.numbers, one.men) for one in found
    ]
    assert not found.has_more

    for number, way in enumerate((NoteWay.SMS, NoteWay.SMS, NoteWay.MAIL, NoteWay.MAIL, NoteWay.MAIL)):
        one = receive(("Ярема", "Хома", "Щур", "Гук", "Дуб")[number] + " Іван", 20 + number, sought_birth="1991")
        to = "+380500001122" if way is NoteWay.SMS else "+380500001122@there.invalid"
        choose_note(cast.house(Role.COURIER), enquiry_id=one, way=way, to=to)
    with pytest.raises(RoleForbidsError):
        who_asks(cast.by("hotline"))
    assert 3 == len(askers(worker)) + 1 == len(who_asks(worker)), "found by where notes go alone"
