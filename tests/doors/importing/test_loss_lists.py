"""Loss lists: assertions with source only. Nobody is held, no clock runs, nothing is overwritten or comes twice."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from repatria.doors.jobs.consequences import draw_consequences
from repatria.doors.jobs.importing.events import read_events
from repatria.doors.jobs.importing.opening import open_list
from repatria.doors.jobs.importing.profile_reading import load_profile
from repatria.doors.jobs.importing.report import report_text
from repatria.doors.jobs.importing.running import run_import
from repatria.doors.jobs.importing.translating import RowRefused, Translator
from repatria.records.access.role_table import Role
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.verify import verify
from repatria.records.notices.selectors import notice_counts
from repatria.records.register.selectors import custody_of, head_counts, person_for_room, unasked_persons
from tests.doors.importing.lists import LOSS_COLUMNS, LOSS_LISTS, ROOT, as_csv, loss_row, rejected_of, silent
from tests.records.staff import Staff

REAL = ROOT.parent / "shared" / "data" / "kuk_loss_lists_1914_1919"
LISTED = ("register.listed_recorded",)


def listed():
    """All listed men's pages, in the order of their acts."""
    return [person_for_room(recorded.act.person_id) for recorded in entries_since(0, kinds=LISTED)]


@pytest.mark.django_db
def test_rejects_a_row_that_names_no_event_and_keeps_it_in_the_file_of_rejected_rows(loss_list):
    report = loss_list(loss_row(1), loss_row(2, event_types="", note="(Wurde als tot ausgewiesen und ist am Leben.)"))

    assert (2, 1, 1) == (report.rows, report.accepted, report.rejected)
    assert [(3, "names no event")] == rejected_of(report)
    assert "am Leben" in report.rejected_file.read_text(encoding="utf-8")


@pytest.mark.django_db
def test_takes_a_row_that_changed_since_beside_what_stands_and_overwrites_nothing(loss_list):
    loss_list(loss_row(1))

    report = loss_list(loss_row(1, surname="", forename="Antonz", event_types="death", event_labels="tot"))
    again = loss_list(loss_row(1, surname="", forename="Antonz", event_types="death", event_labels="tot"))

    assert (0, 0, 1, 0) == (report.accepted, report.already_there, report.corrected, report.rejected)
    assert (0, 1, 0) == (again.accepted, again.already_there, again.corrected)
    (man,) = listed()
    assert ["wounded", "dead"] == [event.kind for event in man.events]
    assert ["Ceferinz", "Anton", "Antonz"] == [
        one.value for one in man.particulars if one.kind in ("surname", "first_names")
    ]
    assert 1 == loss_list(loss_row(1)).already_there  # the first list again: it was there to the letter


@pytest.mark.django_db
def test_rejects_the_second_of_two_rows_with_one_key_and_passes_over_a_mere_repetition(loss_list):
    report = loss_list(loss_row(1), loss_row(1), loss_row(1, surname="Somebodyelse"))

    assert (1, 1, 1) == (report.accepted, report.already_there, report.rejected)
    assert [(4, "has the key of a row above, with other words: line 2")] == rejected_of(report)


@pytest.mark.django_db
def test_these_men_are_in_nobodys_custody(loss_list, house, clock, randomness):
    loss_list(loss_row(1, event_types="pow", event_labels="kriegsgef.", event_details="(Pensa, Rußland.)"))

    (man,) = listed()
    assert (None, "", ()) == (man.custody_state, man.holder, man.timeline)
    assert {} == head_counts()
    assert () == unasked_persons(Staff(clock, randomness).found().hire("interviewer", Role.INTERVIEWER))
    draw_consequences(house)
    assert not any(notice_counts(house.now().isoformat()).values())
    (event,) = man.events
    assert ("prisoner", "asserted", "C", "loss_list") == (event.kind, event.certainty, event.grade, event.source_kind)
    assert (
        "loss list 1 of 19150101, page 7, entry vll.19150101_1.1; names as written in German" == event.source_reference
    )


@pytest.mark.django_db
def test_running_twice_adds_nothing_whatever_the_file_is_called(bring_in):
    content = as_csv(LOSS_COLUMNS, [loss_row(n) for n in range(1, 8)])
    first = bring_in(content, name="a.csv")
    size = tree_size()

    again = bring_in("\ufeff" + content.replace("\r\n", "\n"), name="b.csv")

    assert (7, 0) == (first.accepted, first.already_there)
    assert (0, 7, 0) == (again.accepted, again.already_there, again.rejected)
    assert size == tree_size()
    assert verify(log_verifier()).is_equal


@pytest.mark.django_db
def test_shown_dead_by_mistake_contradicts_with_its_source_and_overwrites_nothing(loss_list):
    loss_list(
        loss_row(1, event_types="death", event_labels="tot"),
        loss_row(2, event_types="pow", event_labels="kriegsgef.",
                 event_details="(Slobodsk, Rußland. War irrtümlich als tot ausgewiesen.)"),
    )  # fmt: skip

    dead, prisoner = listed()
    assert [("dead", "asserted", "")] == [(e.kind, e.certainty, e.contradicts) for e in dead.events]
    assert [("prisoner", "asserted", "dead")] == [(e.kind, e.certainty, e.contradicts) for e in prisoner.events]
    assert "entry vll.19150101_1.2" in prisoner.events[0].source_reference
    assert custody_of(dead.person_id).asserted_dead
    assert not custody_of(prisoner.person_id).asserted_dead


@pytest.mark.django_db
def test_a_death_that_is_not_legally_proven_is_not_a_death(loss_list):
    details = "(Laut Meldung des russischen Roten Kreuzes gestorben am in . Nicht legal nachgewiesen.)"
    loss_list(loss_row(1, event_types="death", event_labels="tot.", event_dates="8./10. 1915", event_details=details))

    (man,) = listed()
    assert [("dead", "not_proven", "8./10. 1915")] == [(e.kind, e.certainty, e.on) for e in man.events]
    assert not custody_of(man.person_id).asserted_dead


EVENTS = [
    ("wounded;pow", "verw. ; kriegsgef.", " ; (Tambow, Rußland.) (War tot gemeldet.)",
     ["wounded/asserted!dead", "prisoner/asserted!dead"]),
    ("pow;death", "kriegsgef. ; ", "(Barnaul, Rußland. ; War tot gemeldet.)",
     ["prisoner/asserted!dead", "dead/contradicted"]),
    ("death", "", "(War gefallen gemeldet. Ist zu streichen.)", ["dead/contradicted"]),
    ("death", "", "(Vermißt, war tot gemeldet.)", ["dead/contradicted", "missing/asserted"]),
    ("death", "gefallen", "(). Tod legal nicht nachgewiesen.", ["dead/not_proven"]),
    ("death", "tot", "Nicht lefal nachgewiesen.", ["dead/not_proven"]),
    ("death;pow", "tot. ; ", "(Gestorben in . ; War kriegsgef. gemeldet. Nicht legal nachgewiesen.)",
     ["dead/not_proven", "prisoner/reported_before"]),
    ("pow", "kriegsgef. statt tot.", "(Nis.)", ["prisoner/asserted!dead"]),
    ("pow", "kriegsgef.", "(War kriegsgef. Im Austauschwege zurückgekehrt.)",
     ["prisoner/asserted", "returned/asserted"]),
    ("pow", "", "(War kriegsgef. gemeldet. Ist zu streichen.)", ["prisoner/contradicted"]),
    ("pow", "kriegsgef.", "(Wurde vom russischen Roten Kreuz als am 6./1.1915 in Kowrow gestorben gemeldet.)",
     ["prisoner/asserted", "dead/not_proven"]),
    ("pow", "kriegsgef.", "(Gestorben am 11./12. 1914 in Moskau, Rußland.)", ["prisoner/asserted", "dead/asserted"]),
    ("pow", "kriegsgef.", "(War kriegsgef. in Serbien, aus der Kriegsgefangenschaft entwichen.)",
     ["prisoner/asserted", "escaped/asserted"]),
    ("pow", "kriegsgef.", "Pensa, Rußland. (War verw. gemeldet.)", ["prisoner/asserted"]),
    ("death;buried", "tot ; ", " ; (Am beerdigt.)", ["dead/asserted", "buried/asserted"]),
]  # fmt: skip


@pytest.mark.parametrize(("types", "labels", "details", "wanted"), EVENTS)
def test_reads_how_the_list_means_its_words(types, labels, details, wanted):
    profile = load_profile(LOSS_LISTS)
    cells = {
        **dict.fromkeys(LOSS_COLUMNS, ""),
        **loss_row(1, event_types=types, event_labels=labels, event_details=details),
    }

    events = read_events(profile.events, cells, "loss_list", "reference", profile.grade)

    said = [f"{e.kind}/{e.certainty}" + (f"!{e.contradicts}" if e.contradicts else "") for e in events]
    assert wanted == said


@pytest.mark.django_db
def test_what_was_corrected_stands_beside_what_it_corrects(loss_list):
    report = loss_list(loss_row(1, surname="Mitterzz statt Mittauzz", birth_year="1894 statt 1893"))

    (man,) = listed()
    names = [(p.value, p.flags) for p in man.particulars if p.kind == "surname"]
    years = [(p.value, p.flags) for p in man.particulars if p.kind == "birth_date"]
    assert [("Mitterzz", ()), ("Mittauzz", ("corrected_since",))] == names
    assert [("1894", ()), ("1893", ("corrected_since",))] == years
    assert "corrected_since 1" in report_text(report)


@pytest.mark.django_db
def test_the_smallest_of_the_real_lists_comes_in_whole(house, tmp_path):
    if not REAL.is_dir():
        pytest.skip(
            f"THE REAL LOSS LISTS ARE NOT HERE: {Path('..') / REAL.relative_to(ROOT.parent)} beside the project"
        )
    path = tmp_path / "loss_list_1919.csv"
    shutil.copyfile(REAL / path.name, path)

    report = run_import(house, path, LOSS_LISTS, silent, tmp_path / "reports")

    assert (320, 319, 1) == (report.rows, report.accepted, report.rejected)
    assert {"names no event": 1} == dict(report.reasons)


@pytest.mark.whole
def test_exactly_eighteen_rows_of_the_real_lists_are_rejected_and_no_unproven_death_counts():
    if not REAL.is_dir():
        pytest.skip(
            f"THE REAL LOSS LISTS ARE NOT HERE: {Path('..') / REAL.relative_to(ROOT.parent)} beside the project"
        )
    profile = load_profile(LOSS_LISTS)
    rows, refused, unproven = 0, [], []
    for path in sorted(REAL.glob("loss_list_*.csv")):
        translator = Translator(profile, path.name, date(2026, 5, 3))
        for row in open_list(path, profile).rows:
            rows += 1
            try:
                taken = translator.take(row)
            except RowRefused as error:
                refused.append(str(error))
                continue
            if "legal" in row.cells["event_details"].lower():
                unproven.append({e.certainty for e in taken.events if e.kind == "dead"})

    assert 35_899 == rows
    assert ["names no event"] * 18 == refused
    assert len(unproven) > 100
    assert all("asserted" not in certainties for certainties in unproven)
