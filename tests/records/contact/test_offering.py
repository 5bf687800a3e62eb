"""The least that he is let write is offered each month: by whom, to whom, and what he says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from repatria.core.law.clocks import ClockRule
from repatria.core.law.errors import UnstatedReasonError
from repatria.core.law.mail_offered import next_offer_due
from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs.clocks import follow_clocks
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.clocks.models import Clock
from repatria.records.contact.errors import OfferError
from repatria.records.contact.models import MailOffer, MailOfferedTo
from repatria.records.contact.services.offering import offer_mail

pytestmark = pytest.mark.django_db


def offered(story, by="camp", **more):
    given = {"place": "CAMP-2", "offered_at": story.clock(), "took": [story.person]} | more
    return offer_mail(story.by(by), **given)


def waits(story):
    follow_clocks(story.outside)
    return [one.due_at for one in Clock.objects.filter(rule=ClockRule.MAIL_MIN.value, subject=story.person, ending="")]


def test_refuses_an_offer_of_fewer_than_the_least_of_nobody_of_anothers_men_or_by_another(letters):
    for given, refusal in (
        ({"letters": 1}, UnstatedReasonError), ({"cards": 3}, UnstatedReasonError), ({"took": []}, OfferError),
        ({"declined": [letters.person]}, OfferError), ({"place": "CAMP-7"}, OutOfScopeError),
        ({"by": "other-camp"}, OutOfScopeError), ({"by": "censor"}, RoleForbidsError),
        ({"by": "other-camp", "place": "CAMP-7"}, OfferError), ({"limited_by": "x" * 300}, InputError),
        ({"offered_at": letters.clock() + timedelta(days=1)}, InputError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            offered(letters, **given)
    assert not MailOffer.objects.exists()
    offered(letters, letters=1, limited_by="the Protecting Power, letter 9")


def test_he_takes_it_or_declines_and_either_satisfies_the_month(letters):
    follow_clocks(letters.outside)
    (first,) = waits(letters)
    offered(letters, took=[], declined=[letters.person])
    assert [False] == [one.took for one in MailOfferedTo.objects.all()]
    (second,) = waits(letters)
    assert second > first, "this month is offered; the next is owed with the end of the month after"
    offered(letters)
    assert [second] == waits(letters), "a second offer of the month brings nothing nearer"


@pytest.mark.parametrize("day, due", [
    (datetime(2026, 5, 3, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)),
    (datetime(2026, 11, 30, 23, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)),
    (datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)),
])  # fmt: skip
def test_the_next_offer_is_due_with_the_end_of_the_month_after(day, due):
    assert due == next_offer_due(day)
