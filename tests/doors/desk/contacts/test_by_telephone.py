"""What she says to the telephone is taken in by her receipt's number, and nothing is told; every form has a link."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from repatria.doors.desk.frame.texts import say
from repatria.records.contact.call_models import Call
from repatria.records.contact.models import Message
from repatria.records.contact.parcel_models import Parcel
from repatria.records.enquiries.models import Enquiry
from tests.doors.desk.bureau import Bureau, enter, faults_on, main_of, refusal_on, text_of
from tests.doors.desk.enquiries.test_telephone import SHE
from tests.doors.desk.hotline.test_calls_at_the_desk import took

pytestmark = pytest.mark.django_db
HER_FORMS = ("write_hers", "her_agreement", "announce_parcel", "ask_call_hers", "verify_number")


def other_than(number: str) -> str:
    """A number of the same form that nobody has."""
    return "".join(str((int(one) + 1) % 10) if one.isdigit() else one for one in number)


def test_a_number_that_nobody_has_leads_nowhere_and_nothing_is_taken(bureau: Bureau) -> None:
    _, number, _ = took(bureau)
    hotline = bureau.at("hotline", "en")
    for said in (other_than(number), "words"):
        page = enter(hotline, reverse("desk:she_calls"), receipt_number=said)
        assert page.status_code in (400, 404, 409) and "calls-home/number" not in main_of(page)
        assert refusal_on(page) or faults_on(page)
    wrong = enter(
        hotline, reverse("desk:write_hers"), enquiry_id=other_than(number), message_kind="short", text="Ждём."
    )
    assert wrong.status_code in (400, 404) and "Ждём." in text_of(wrong) and not Message.objects.exists()


def test_the_hotline_takes_what_she_says_by_her_receipt_and_is_shown_no_enquiry(bureau: Bureau) -> None:
    enquiry, number, _ = took(bureau)
    hotline = bureau.at("hotline", "en")
    page = enter(hotline, reverse("desk:she_calls"), receipt_number=number)
    links = re.findall(r'<li><a href="([^"]+)"', main_of(page))
    assert [reverse(f"desk:{name}") for name in HER_FORMS] == [one.partition("?")[0] for one in links[:5]]
    seen = re.sub(r'(href|value)="[^"]*"', "", main_of(page) + "".join(main_of(hotline.get(one)) for one in links))
    assert enquiry not in seen and say("en", "page.write_hers") in seen

    words = enter(hotline, links[0], message_kind="short", text="Чекаємо.")
    by_receipt = enter(hotline, reverse("desk:ask_call_hers"), enquiry_id=number, call_way="telephone")
    parcel = enter(hotline, links[2], parcel_kind="parcel", declared="Socks")
    wants = enter(hotline, links[1], she_agrees="yes")
    assert [302] * 4 == [one.status_code for one in (words, by_receipt, parcel, wants)]
    assert [enquiry] * 3 == [one.objects.get().enquiry_id for one in (Message, Call, Parcel)]
    rung = enter(
        hotline, reverse("desk:verify_number"), enquiry_id=number, telephone="+380 44 000", rules_read_her="on"
    )
    assert rung.status_code == 302


def test_a_receipt_just_given_leads_on_to_a_few_words_for_him(bureau: Bureau) -> None:
    page = enter(bureau.at("hotline", "en"), "/telephone", **SHE)
    link = f"{reverse('desk:write_hers')}?enquiry={Enquiry.objects.get().pk}"
    assert link in main_of(page)
