"""Lists of more than a page: every line stands once, and a full last page offers no further one."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.vocabulary.particulars import Particular, ParticularKind, Source
from repatria.doors.desk.frame import lists as frame_lists
from repatria.doors.desk.frame.owed import counts_by, owed_by
from repatria.records.register.services import open_release, record_custody, record_particular
from tests.doors.desk.bureau import Bureau, text_of
from tests.house import capture_one
from tests.records.register.releasing import GROUND

pytestmark = pytest.mark.django_db
PAGE = 2
_PAGES = (
    "repatria.records.register.selectors.lines", "repatria.records.register.selectors.asking",
    "repatria.records.register.releases", "repatria.records.enquiries.selectors", "repatria.records.notices.selectors",
)  # fmt: skip


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in _PAGES:
        monkeypatch.setattr(f"{module}.PAGE", PAGE)
    monkeypatch.setattr("repatria.doors.desk.interviews.pages._SHOWN", PAGE)


@pytest.mark.parametrize("asked", ["", "?behind=x", "?behind=-1", "?behind=99999", "?behind=" + "9" * 19, "?behind=²"])
def test_a_list_that_its_page_hands_over_whole_begins_where_the_address_names_no_line_of_it(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    monkeypatch.setattr(frame_lists, "LINES", PAGE)
    first = places_on(bureau.at("registrar").get("/places"))

    assert (PAGE, first) == (len(first), places_on(bureau.at("registrar").get(f"/places{asked}")))


def test_a_list_that_its_page_hands_over_whole_goes_on_until_its_last_line_and_its_file_has_all(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = bureau.at("registrar")
    everything = places_on(browser.get("/places"))
    monkeypatch.setattr(frame_lists, "LINES", PAGE)
    found, more = [], "/places"
    while more:
        page = browser.get(more)
        found += places_on(page)
        assert f"of {len(everything)}" in text_of(page)
        onward = re.search(r'href="(\?[^"]*behind=[^"]+)" rel="next"', text_of(page))
        more = f"/places{onward[1]}" if onward else ""

    assert len(everything) > 2 * PAGE
    assert everything == found
    assert len(everything) + 1 == len(browser.get("/places?export=csv").content.decode().strip().splitlines())


def places_on(page: HttpResponse) -> list[str]:
    return re.findall(r'<th role="rowheader".*?<bdi>([^<]+)</bdi>', text_of(page))


def test_who_read_is_narrowed_to_one_reader_and_comes_page_by_page(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau.ask()
    for name in ("caseworker-1", "caseworker-2", "head"):
        bureau.at(name).get(f"/enquiries/{bureau.enquiry}")
    browser, path = bureau.at("head"), f"/read-by/{bureau.enquiry}"
    one = text_of(browser.get(f"{path}?reader={bureau.number('caseworker-2')}"))
    log = one.partition('<ul class="log">')[2]
    assert "caseworker-2:" in log and "caseworker-1:" not in log
    assert "caseworker-1:" in text_of(browser.get(f"{path}?reader=A-NOBODY")), "nobody who read it: all of them"

    monkeypatch.setattr(frame_lists, "LINES", PAGE)
    assert 'rel="next"' in text_of(browser.get(path))


def following(page: HttpResponse) -> str:
    found = re.search(r'href="(\?after=[^"]+)" rel="next"', page.content.decode())
    return found[1].replace("&amp;", "&") if found else ""


def pages_of(bureau: Bureau, name: str, path: str) -> list[list[str]]:
    """The lines of each page of a list, by the record to which they lead."""
    found, more = [], "?"
    while more and len(found) < 9:
        page = bureau.at(name).get(path + more)
        rows = page.content.decode().partition("<tbody")[2].partition("</tbody>")[0]
        found.append(list(dict.fromkeys(re.findall(r"\b[PEN]-[0-9A-Z-]+", rows))))
        more = following(page)
    return found


def captured(bureau: Bureau, count: int) -> list[str]:
    return [capture_one(bureau.by("registrar"), 100 + number) for number in range(count)]


@pytest.mark.parametrize("count", [PAGE, PAGE + 1, 2 * PAGE])
def test_persons_to_be_asked_and_the_register_go_on_until_their_last_line(bureau: Bureau, count: int) -> None:
    people = captured(bureau, count)
    expected = [people[at : at + PAGE] for at in range(0, count, PAGE)]

    assert expected == pages_of(bureau, "interviewer", "/interviews")
    assert expected == pages_of(bureau, "registrar", "/persons")


@pytest.mark.parametrize("count", [PAGE, PAGE + 1])
def test_enquiries_go_on_until_their_last_line(bureau: Bureau, count: int) -> None:
    asked = []
    for number in range(count):
        bureau.ask(locator=f"{number:064x}")
        asked.append(bureau.enquiry)

    assert asked == [one for page in pages_of(bureau, "caseworker-1", "/enquiries") for one in page]
    assert count // PAGE + bool(count % PAGE) == len(pages_of(bureau, "caseworker-1", "/enquiries"))


def released(bureau: Bureau, count: int) -> list[str]:
    people = captured(bureau, count)
    registrar, gate = bureau.by("registrar"), CustodyAttested(received_by="officer of the gate")
    for person_id in people:
        for event, holder, attested in (
            (CustodyEvent.EVACUATED, "", CustodyAttested(list_reference="L-14", counted=31, listed=31)),
            (CustodyEvent.ARRIVED, "CAMP-2", gate),
        ):
            record_custody(
                registrar, person_id=person_id, event=event, happened_at=bureau.clock(), holder=holder,
                attested=attested,
            )  # fmt: skip
        surname = Particular(
            kind=ParticularKind.SURNAME, value=f"Коваль {100 + people.index(person_id)}",
            source=Source(kind="document", reference="passport seen"),
        )  # fmt: skip
        record_particular(registrar, person_id=person_id, particular=surname)
        open_release(registrar, person_id=person_id, happened_at=bureau.clock(), ground=GROUND)
    return people


@pytest.mark.parametrize("count", [PAGE, PAGE + 1])
def test_opened_releases_go_on_are_counted_whole_and_owed_whole(bureau: Bureau, count: int) -> None:
    people = released(bureau, count)
    acting, now = bureau.by("registrar"), bureau.clock() + timedelta(hours=1)

    assert [people[:PAGE], people[PAGE:]][: 1 + (count > PAGE)] == pages_of(bureau, "head", "/releases")
    assert count == counts_by(acting, now)["/releases"]
    assert people == [one.about for one in owed_by(acting, now).items if one.what == "owed.releases"]
    asked = [one for page in pages_of(bureau, "interviewer", "/interviews") for one in page]
    assert {*people} == {*asked}


def test_an_examination_before_a_hand_over_is_not_counted_under_the_releases(bureau: Bureau) -> None:
    bureau.capture()
    bureau.ask().link()
    bureau.he_says(ContactAnswer.YES).level_three().switched_on()
    bureau.he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER)
    bureau.opened()
    doctor, now = bureau.by("doctor"), bureau.clock()

    assert ["owed.to_examine_before_handover"] == [one.what for one in owed_by(doctor, now).items]
    assert 0 == counts_by(doctor, now)["/releases"]
    assert 1 == sum(counts_by(doctor, now).values())
