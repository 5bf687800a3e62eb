"""What she said later at the desk: what settling asks for, and that an erasure stays before those who perform it."""

from __future__ import annotations

import pytest

from repatria.records.access.role_table import Role
from repatria.records.enquiries.selectors import later_waiting
from repatria.records.enquiries.services.later import record_later
from tests.doors.desk.bureau import Whole, enter, text_of

pytestmark = pytest.mark.django_db

REACHED, CAME = "She was reached in the way she chose", "She herself came, wrote or called"


def test_an_erasure_is_confirmed_and_stands_on_and_replaced_words_order_no_call(whole: Whole) -> None:
    worker = whole.at("caseworker-1")
    (erasure,) = (one.word_id for one in later_waiting() if one.what == "erasure")
    page = text_of(worker.get(f"/enquiries/later/{erasure}/settle"))
    assert "It is not you who performs it" in page
    assert "It is her request" in page
    assert CAME not in page
    assert "It is her request" not in text_of(worker.get(f"/enquiries/later/{whole.later}/settle"))
    assert 302 != enter(worker, f"/enquiries/later/{erasure}/settle", done="passed to the head").status_code
    sent = enter(worker, f"/enquiries/later/{erasure}/settle", done="passed to the head", later_confirmed="confirmed")
    assert 302 == sent.status_code
    assert whole.enquiry in text_of(whole.at("head").get("/erasures"))

    replaced = record_later(
        whole.outside.house(Role.COURIER), enquiry_id=whole.enquiry, what="correction", text="born in May",
        received_on=whole.clock().date(), words_stood=False,
    )  # fmt: skip
    page = text_of(worker.get(f"/enquiries/later/{replaced}/settle"))
    assert "else do nothing about it until she herself writes or calls" in page
    assert (CAME in page, REACHED in page) == (True, False)  # she named no way
