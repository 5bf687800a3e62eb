"""A filling that was cut off is taken up where it stood, wherever that was."""

from __future__ import annotations

import os
import random
from collections import Counter
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection

from repatria.config.install import portal_keys_of
from repatria.core.vocabulary.dates import instant_text
from repatria.doors.jobs.clocks import keep_clocks
from repatria.doors.jobs.demo import days, filling
from repatria.doors.jobs.demo.filling import Filler, Plan
from repatria.doors.jobs.demo.holding import HOSPITAL, card_in_pad, taken_by
from repatria.doors.jobs.demo.sign_ins import SIGN_INS
from repatria.doors.jobs.verifying import verify_house
from repatria.records.access.credentials import provision_credentials
from repatria.records.access.models import Account
from repatria.records.clocks.models import Clock
from repatria.records.enquiries.models import Enquiry
from repatria.records.exchanges.models import ListLine
from repatria.records.ledger import services
from repatria.records.ledger.models import Entry
from repatria.records.matching.models import DoublePair
from repatria.records.notices.models import StatutoryNotice
from repatria.records.notices.report_selectors import ReportCounts, capture_reports
from repatria.records.register.drawing import drawn_by
from repatria.records.register.models import ProtectedPerson
from repatria.records.remains.models import Item
from repatria.records.returns.models import BatchDifference
from repatria.records.roll.models import DrawnMan
from tests.records.staff import outside

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
PLAN = Plan(persons=9, enquiries=8, seed=7)
MOST_RUNS = 200
SEEDS = (1, 2, 3) if os.environ.get("REPATRIA_HEAVY") == "full" else (1 + date.today().toordinal() % 3,)
"""One by turns, another each day: a filling is cut off elsewhere."""


class CutOff(BaseException):
    """Nothing catches it, as nothing catches kill -9."""


@pytest.fixture(autouse=True)
def drawn():
    """The mortuary keeps photographs, which are drawn anew."""
    drawn_by(lambda content: content)
    yield
    drawn_by(None)


def filled(keyring, clock, randomness):
    bound = outside(clock, randomness)
    filler = Filler(bound, portal_keys_of(keyring), PLAN, provision_credentials, b"k" * 32, lambda *_: None)
    return filler.fill()


@pytest.mark.whole
@pytest.mark.skipif(connection.vendor != "sqlite", reason="what stands after a transaction that fell the tail asks")
@pytest.mark.parametrize("seed", SEEDS)
def test_a_filling_cut_off_again_and_again_comes_to_the_same_end(keyring, clock, randomness, monkeypatch, seed):
    chance, append = random.Random(seed), services.append
    left = 0

    def cut(*args, **kwargs):
        nonlocal left
        left -= 1
        if left < 0:
            raise CutOff
        return append(*args, **kwargs)

    # Patched where every act passes, so that a run may end between any two of them.
    monkeypatch.setattr(services, "append", cut)
    # A page of clocks is one transaction: what is cut off in it is read again, so it must fit into a run.
    for module in (filling, days):
        monkeypatch.setattr(module, "keep_clocks", partial(keep_clocks, at_most=2))
    for _run in range(MOST_RUNS):
        left = chance.randint(4, 24)
        try:
            done = filled(keyring, clock, randomness)
            break
        except CutOff:
            continue
    else:
        pytest.fail(f"not filled after {MOST_RUNS} runs")

    states = list(ProtectedPerson.objects.values_list("custody_state", flat=True))
    assert (PLAN.persons, PLAN.enquiries) == (done.persons, done.enquiries)
    assert (PLAN.persons, PLAN.enquiries) == (len(states), Enquiry.objects.count())
    assert len(SIGN_INS) == Account.objects.exclude(roles="").count()
    states_wanted = {"in_camp": 7, "in_transit": 1, "release_pending": 1}
    assert states_wanted == Counter(states)
    assert verify_house(portal_keys_of(keyring).mac_key, lambda *_: None).is_equal


def test_of_the_pad_of_three_hundred_cards_one_has_not_come_back():
    of_the_pad = {card_in_pad(number) for number in range(300) if taken_by(number) == "UNIT-3"}
    pad = {f"U3-{number:04}" for number in range(401, 701)}

    assert pad - of_the_pad == {"U3-0417"}
    assert not of_the_pad - pad
    assert 2400 == len({card_in_pad(number) for number in range(2400)}), "nor is a card given twice in a larger one"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="houses at work are filled there, and verified")
def test_what_is_late_in_a_filled_house_can_be_told_one_by_one(keyring, clock, randomness):
    bound = outside(clock, randomness)
    plan = Plan(persons=60, enquiries=6, seed=7)
    done = Filler(bound, portal_keys_of(keyring), plan, provision_credentials, b"k" * 32, lambda *_: None).fill()

    people = ProtectedPerson.objects.order_by("recorded_index")
    likeliest = DoublePair.objects.latest("probability_ppm")
    assert {people[21].pk, people[59].pk} == {likeliest.first_id, likeliest.second_id}, "one stands there twice"

    running = Clock.objects.filter(ending="")
    late = running.filter(due_at__lt=instant_text(clock()))
    of_welfare = {"medical": 2, "representative": 1}  # whom a doctor misses is drawn
    assert {
        "notice_receipt": 2, "signed_out": 1, "contact_ask_again": 1, "strong_sighting": 1, "capcard_camp": 2,
        **of_welfare,
    } == Counter(late.values_list("rule", flat=True))  # fmt: skip
    unwritten = late.filter(rule="capcard_camp").values_list("subject", flat=True)
    assert {people[13].pk, people[33].pk} == set(unwritten), "one in twenty has not written his card"
    unreceipted = late.filter(rule="notice_receipt").values_list("subject", flat=True)
    assert {"central_tracing_agency", "power_concerned"} == set(
        StatutoryNotice.objects.filter(pk__in=list(unreceipted)).values_list("recipient", flat=True)
    )
    assert ReportCounts(reported=60, receipted=58) == capture_reports()
    drawn = DrawnMan.objects.values_list("person_id", flat=True)
    in_hospital = ProtectedPerson.objects.filter(holder=HOSPITAL)
    lent = ProtectedPerson.objects.get(custody_state="other_service")
    assert {*in_hospital.values_list("pk", flat=True), lent.pk} == set(drawn), "a list of ten: all of them are drawn"
    assert 10 == len(drawn)
    kinds = set(BatchDifference.objects.values_list("kind", flat=True))
    assert {"count", "missing", "extra", "seal_broken", "label_mismatch"} == kinds, "one small batch, counted apart"
    states = list(ListLine.objects.order_by("state").values_list("state", flat=True))
    assert ["agreed", "proposed", "verified"] == states, "a small list of the talks, each as far as his answer lets it"
    walked = Counter(Item.objects.values_list("state", flat=True))
    assert {"found": 7, "stored": 1, "sampled": 2, "buried": 1} == walked, (
        "a small recovery, as far as the mortuary is with each"
    )
    assert 60 == done.persons
    assert 10 == Entry.objects.filter(kind__startswith="clocks.alarm_raised.").count()
    assert {"roll_difference": 1, "not_seen": 1, "daily_roll": 5} == Counter(
        running.filter(rule__in=("roll_difference", "not_seen", "daily_roll")).values_list("rule", flat=True)
    )
    assert 1 <= running.filter(rule="contact_ask").count() <= 8
    assert 1 == running.filter(rule="contact_reask").count()
    assert 1 == running.filter(rule="release", due_at__gt=instant_text(clock())).count()
    at = list(Entry.objects.order_by("index").values_list("at", flat=True))
    registered = [one for one in at if one < instant_text(clock() - timedelta(minutes=1))]
    assert registered == sorted(registered), "the past days are told in the order of their hours"
    assert verify_house(portal_keys_of(keyring).mac_key, lambda *_: None).is_equal
