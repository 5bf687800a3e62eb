"""Working figures: how long families wait, by month and channel; enquiries and letters, nobody's name, no prisoner."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.enquiry import ClosingReason
from repatria.doors.jobs.rounds import issue_due_letters
from repatria.records.access.errors import RoleForbidsError
from repatria.records.enquiries.figures import nth_of_hundred, waiting_figures
from repatria.records.enquiries.selectors import letter_addresses
from repatria.records.enquiries.services import close_enquiry
from repatria.records.ledger.reading import tree_size
from repatria.records.matching.wrong_links import annul_link, doubt_link
from tests.doors.desk.bureau import Bureau, main_of, readings_since

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["caseworker-1", "hotline", "registrar", "interviewer", "delegate", "camp-2"])
def test_refuses_everybody_but_the_head_and_the_auditor(bureau: Bureau, name: str) -> None:
    acting, size = bureau.by(name), tree_size()
    with pytest.raises(RoleForbidsError):
        waiting_figures(acting)

    assert size == tree_size()


def test_counts_who_waits_who_was_answered_and_whose_letter_was_corrected(bureau: Bureau) -> None:
    bureau.ask("Бондар", locator="b" * 64)
    close_enquiry(bureau.by("caseworker-1"), enquiry_id=bureau.enquiry, reason=ClosingReason.WITHDRAWN)
    bureau.ask("Коваль", locator="c" * 64)
    bureau.capture().ask().link().he_says(ContactAnswer.YES).decide()
    bureau.clock.forward(days=21)
    today = bureau.clock().date()
    issue_due_letters(bureau.outside, letter_addresses(), today)
    size = tree_size()
    whole, by_channel, by_month = waiting_figures(bureau.by("head"))

    assert size <= tree_size() and [] == [one for one in readings_since(size) if "figures" in one[0]]
    assert ("", "", 3, 1, 1) == (whole.month, whole.channel, whole.received, whole.answered, whole.waiting)
    assert ("", "web") == (by_channel.month, by_channel.channel) and ("2026-05", "web") == (by_month.month, "web")
    assert 21 == whole.median_answered == whole.p90_answered == whole.oldest_waiting
    page = main_of(bureau.at("head").get("/enquiries/figures"))
    assert "33 %" in page and "<svg" in page
    file = bureau.at("auditor").get("/enquiries/figures?export=csv").content.decode()
    assert 4 == len(file.splitlines())
    assert ("enquiries.?figures", ()) in readings_since(size)
    doubt = doubt_link(bureau.by("caseworker-1"), pair_id=f"{bureau.enquiry}:{bureau.person}", reason="another year")
    annul_link(bureau.by("head"), doubt_id=doubt)
    bureau.clock.forward(days=21)
    issue_due_letters(bureau.outside, letter_addresses(), bureau.clock().date())
    assert 0 == waiting_figures(bureau.by("head"))[0].answered


def test_the_nth_of_a_hundred_is_a_day_that_somebody_waited() -> None:
    assert (None, 3, 5, 9) == (
        nth_of_hundred([], 50), nth_of_hundred([3], 90), nth_of_hundred([5, 9], 50), nth_of_hundred(range(10), 95)
    )  # fmt: skip
