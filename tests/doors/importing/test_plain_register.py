"""A plain register of captives: each row registers a person, with clocks and notices, as the capture form does."""

from __future__ import annotations

import pytest

from repatria.core.vocabulary.dates import instant_text
from repatria.doors.jobs.importing.report import report_text
from repatria.doors.jobs.importing.running import run_import
from repatria.doors.jobs.importing.spellings import settle_spellings
from repatria.records.access.role_table import Role
from repatria.records.consequences.selectors import open_consequences, open_count
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.services import append, bulk_acts
from repatria.records.ledger.verify import verify
from repatria.records.places.acts import SpellingRecorded
from repatria.records.register.selectors import custody_of, head_counts, person_for_room, person_recorded_from
from tests.doors.importing.lists import PLAIN_REGISTER, ROOT, plain_row, rejected_of, silent
from tests.house import lay_places

pytestmark = pytest.mark.django_db


def captive(entry: int):
    return person_for_room(person_recorded_from(f'["plain-register", "R-7", "{entry}"]'))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"category": "pirate"}, "names a category that the profile does not know: 'pirate'"),
        ({"holder": "U" * 41}, "holder is longer than 40 characters or holds control signs"),
        ({"card_number": "7\x007"}, "card_number is longer than 24 characters or holds control signs"),
        ({"power": "P" * 17}, "power is longer than 16 characters or holds control signs"),
        ({"entry": ""}, "has nothing in the column that names the row: entry"),
    ],
)
def test_rejects_what_no_record_of_custody_can_hold(register_of, given, reason):
    report = register_of(plain_row(1, **given), plain_row(2))

    assert (1, 1) == (report.accepted, report.rejected)
    assert [(2, reason)] == rejected_of(report)


def test_a_spelling_that_nobody_recorded_is_asked_about_once_and_the_same_file_runs_again(register_of, house, clock):
    rows = [plain_row(1), plain_row(2, holder="В/ч № 03"), plain_row(3, holder="в/ч 3"), plain_row(4, holder="UNIT 33")]
    report = register_of(*rows)

    assert (1, 3) == (report.accepted, report.rejected)
    assert [3, 4, 5] == [line for line, _ in rejected_of(report)]
    assert "'UNIT 33' (perhaps UNIT-3)" in rejected_of(report)[2][1]
    items = open_consequences(concerns=[Role.REGISTRAR])
    assert {("spellings", "places.E001")} == {(one.consumer, one.code) for one in items}
    assert 2 == len(items)
    register_of(*rows)
    assert 2 == open_count()

    given = SpellingRecorded(code="UNIT-3", written="В/Ч 3")
    with bulk_acts():
        append(given, index=tree_size(), actor="A-1", at=instant_text(clock()), cause=None, salt=bytes(32))
    again = register_of(*rows)

    assert (2, 1, 1) == (again.accepted, again.already_there, again.rejected)
    assert {"UNIT-3": 3} == head_counts()
    assert ["UNIT 33"] == [one.about for one in open_consequences(concerns=[Role.REGISTRAR])]
    assert verify(log_verifier()).is_equal


def test_a_spelling_is_settled_by_the_jobs_once_its_place_is_open(register_of, house):
    register_of(plain_row(1, holder="CAMP-9"))
    assert 0 == settle_spellings(house)
    lay_places(house.now(), "CAMP-9")

    assert 1 == settle_spellings(house)
    assert 0 == open_count()


def test_a_card_of_another_makes_an_item_of_both_and_loses_nobody(register_of):
    rows = [plain_row(1), plain_row(2, card_number="70001"), plain_row(3)]
    report = register_of(*rows)

    assert (3, 0) == (report.accepted, report.rejected)
    assert {"UNIT-3": 3} == head_counts()
    assert ("70001", None) == (captive(1).card_number, captive(2).card_number)
    (item,) = open_consequences(concerns=[Role.REGISTRAR])
    assert ("importing.E006", f"{captive(2).person_id} {captive(1).person_id}") == (item.code, item.about)
    again = register_of(*rows)
    assert (3, 1) == (again.already_there, len(open_consequences(concerns=[Role.REGISTRAR])))
    assert verify(log_verifier()).is_equal


def test_registers_a_captive_with_category_holder_place_time_and_source(register_of):
    report = register_of(plain_row(1))

    man = captive(1)
    assert ("prisoner_of_war", "PA", "70001", "UNIT-3") == (man.category, man.power, man.card_number, man.holder)
    assert ("2026-05-02", "біля млина") == (man.captured_on, man.captured_at)
    by_kind = {p.kind: p for p in man.particulars}
    assert "1991-04-12" == by_kind["birth_date"].value
    assert ("register_file", "register R-7, entry 1", "A") == (
        by_kind["surname"].source_kind, by_kind["surname"].source_reference, by_kind["surname"].grade,
    )  # fmt: skip
    assert custody_of(man.person_id).custody_state is not None
    assert "notices" in report_text(report)


def test_says_what_became_of_each_question(register_of):
    register_of(plain_row(1, rank="відмовився", service_number="невідомо", birth_place=""))

    given = {p.kind: p.given for p in captive(1).particulars}
    assert ("declined", "unknown", "not_asked") == (given["rank"], given["service_number"], given["birth_place"])


def test_notices_go_to_the_agency_and_to_the_power_once(register_of):
    register_of(plain_row(1), plain_row(2))
    issued = entries_since(0, kinds=("notices.notice_issued",))

    register_of(plain_row(1), plain_row(2))

    assert 4 == len(issued)
    assert 4 == len(entries_since(0, kinds=("notices.notice_issued",)))


def test_an_impossible_birth_date_is_kept_and_flagged(register_of):
    report = register_of(plain_row(1, birth_date="30.02.1999"))

    birth = next(p for p in captive(1).particulars if p.kind == "birth_date")
    assert ("1999-02-30", ("impossible_date",)) == (birth.value, birth.flags)
    assert 1 == report.flagged["impossible_date"]


def test_the_example_that_ships_comes_in_whole(house, places, tmp_path):
    example = ROOT / "examples" / "plain-register.csv"

    report = run_import(house, example, PLAIN_REGISTER, silent, tmp_path / "reports")

    assert (5, 5, 0) == (report.rows, report.accepted, report.rejected)
    assert "civilian_internee" == captive(5).category
