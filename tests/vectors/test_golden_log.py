"""The golden log verifies for ever."""

from __future__ import annotations

import pytest

from repatria.core.law.custody_facts import CustodyState
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.models import Account
from repatria.records.clocks.acts import AlarmRaised
from repatria.records.clocks.models import Clock
from repatria.records.enquiries.models import Enquiry
from repatria.records.ledger.acts import LOST
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.models import Entry
from repatria.records.ledger.reading import entries_since
from repatria.records.ledger.verify import rebuild, verify
from repatria.records.vault import keyring as vault_keyring
from repatria.records.vault.models import SubjectKey
from tests.records.staff import outside
from tests.vectors import golden_log

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def golden():
    vault_keyring.install(golden_log.read())
    rebuild()


def test_fifty_acts_verify_and_rebuild_to_the_same_rows():
    report = verify(log_verifier())

    assert report.is_equal, report.first
    assert (50, 1) == (report.entries, report.checkpoints)


def test_it_holds_an_upcast_a_destroyed_key_and_two_subjects():
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert {"access.account_opened.1", "access.account_opened.2", "ledger.key_destroyed.1"} <= kinds

    assert "en" == Account.objects.get(sign_in_name="from-the-first-version").language
    assert 1 == SubjectKey.objects.filter(wrapped=None).count()
    enquiry = Enquiry.objects.get()
    assert enquiry.sought_name is None and enquiry.words is None and enquiry.locator
    lost = entries_since(0, kinds=["enquiries.enquiry_received"])[0].act
    assert lost.asked is LOST
    assert 2 <= len(set(SubjectKey.objects.values_list("subject", flat=True)))


def test_a_changed_byte_of_the_golden_log_is_named():
    entry = Entry.objects.get(index=23)
    Entry.objects.filter(index=23).update(frame=bytes([entry.frame[0] ^ 1]) + bytes(entry.frame[1:]))

    first = verify(log_verifier()).first

    assert (23, "ledger_entry") == (first.act_index, first.table)


def test_the_first_release_gets_its_clocks_from_its_beginning_and_verifies_with_them(clock, randomness):
    bound = outside(clock, randomness)
    clock.forward(days=365)
    keep_clocks(bound)

    before = sorted(Clock.objects.values_list())
    # He answered about her and was never asked openly; notices lie unsent; she was erased: nobody writes to her.
    # He came to a camp, and in that release nobody entered a roll, who saw him, his own card or that paper was offered
    # to him: all of these are owed from the beginning.
    assert {
        "contact_ask": "", "cta_notice": "", "enq_review": "void", "strong_sighting": "", "daily_roll": "",
        "capcard_camp": "", "mail_min": "",
        **dict.fromkeys(("medical", "reception", "food", "clothing", "visit", "representative", "rights_read"), ""),
    } == dict(Clock.objects.values_list("rule", "ending"))  # fmt: skip
    (captured,) = entries_since(0, kinds=["register.capture_recorded"])
    (arrived,) = (
        one for one in entries_since(0, kinds=["register.custody_recorded"]) if one.act.state == CustodyState.IN_CAMP
    )
    held = Clock.objects.filter(rule__in=("capcard_camp", "daily_roll", "strong_sighting")).order_by("rule", "id")
    assert [
        (f"capcard_camp:{arrived.index}:{captured.act.person_id}", "", "2026-05-10T09:00:00.000000Z"),
        (f"daily_roll:{captured.index}:UNIT-3", "2026-05-04", "2026-05-05T02:00:00.000000Z"),
        (f"daily_roll:{arrived.index}:CAMP-2", "2026-05-04", "2026-05-05T02:00:00.000000Z"),
        (f"strong_sighting:{captured.index}:{captured.act.person_id}", "", "2026-06-02T09:00:00.000000Z"),
    ] == list(held.values_list("id", "matter", "due_at"))
    alarms = [one.act.clock_id for one in entries_since(0, kinds=[AlarmRaised.KIND])]
    assert sorted(Clock.objects.filter(ending="").values_list("id", flat=True)) == sorted(alarms)
    report = verify(log_verifier())
    assert report.is_equal, report.first
    rebuild()
    assert before == sorted(Clock.objects.values_list())
