"""Lists at the desk: their file looked at first, each line on its way, differences, who is kept back, what goes out."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from repatria.core.law.contact import ContactAnswer
from repatria.doors.desk.frame.texts import say
from repatria.records.access.proposals import proposals
from repatria.records.exchanges.models import ExchangeList, ListLine, ListVersion, ReleasedList
from repatria.records.exchanges.services.holding import HOLD_BACK
from repatria.records.ledger.reading import entries_since
from tests.doors.desk.bureau import Bureau, enter, faults_on, refusal_on, text_of
from tests.kept import built_once
from tests.records.exchanges.talks import DIGEST, Talks

pytestmark = pytest.mark.django_db
THEIRS = (
    "Перелік;;;;\n№ п/п;ФИО;Дата рождения;Личный номер;Примечание\nB-1;Гончар Иван;1999-04-12;PA-0501;=cmd\n"
    "B-2;Мельник Пётр;1998;;\nB-3;;;;без імені\n"
)


class Desk(Bureau):
    """The same talks at the desk."""

    man, answers, passes = Talks.man, Talks.answers, Talks.passes

    def agreed(self) -> str:
        page = enter(
            self.at("adviser"), "/exchange-agreements/new", agreement_parties="Power A\nPower B",
            agreed_on="2026-05-01", basis="exchange", legal_basis="a special agreement",
            agreement_signed_by="for A\nfor B", copy_digest=DIGEST, says_article_117="no",
        )  # fmt: skip
        return went(page)

    def opened(self, direction: str = "leaving") -> str:
        enter(
            self.at("registrar"), f"{self.agreed()}/list", list_title="first list", list_direction=direction,
            list_power="PA",
        )  # fmt: skip
        return str(ExchangeList.objects.get().pk)

    def brought(self, list_id: str, content: bytes = THEIRS.encode("cp1251"), **more: str) -> HttpResponse:
        path = f"/exchange-lists/{list_id}/version"
        given = {
            "list_side": "theirs", "came_at": "2026-05-03 08:00", "supplied_by": "their bureau", "is_whole": "yes",
            "is_at_border": "no", "list_file": SimpleUploadedFile("list.csv", content),
        } | more  # fmt: skip
        return self.at("registrar").post(path, given)


def went(page: HttpResponse) -> str:
    assert page.status_code == 302, (faults_on(page), refusal_on(page))
    return page.headers["Location"].partition("?")[0]


@pytest.fixture
@built_once
def desk(clock, randomness) -> Desk:
    made = Desk(clock, randomness)
    made.men, made.days = {}, 0
    return made


def test_an_agreement_lacks_nothing_and_a_file_of_nobody_is_no_list(desk: Desk) -> None:
    page = enter(
        desk.at("adviser"), "/exchange-agreements/new", agreement_parties="Power A", agreed_on="2026",
        basis="exchange", legal_basis="x", agreement_signed_by="one", copy_digest="ab", says_article_117="no",
    )  # fmt: skip
    assert {"agreed_on"} == set(faults_on(page))
    list_id = desk.opened()
    for content, said in ((b"a;b\n1;2\n", "No column"), (b"%PDF-1.7", "cannot be read")):
        refused = desk.brought(list_id, content)
        assert (400, True) == (refused.status_code, said in text_of(refused))
    assert 0 == ListVersion.objects.count()


def test_their_file_is_shown_first_then_recorded_row_by_row_and_a_registrar_says_whom_it_means(
    desk: Desk, a_matcher: dict[str, str]
) -> None:
    desk.man("0501", "Гончар")
    a_matcher["person_id"] = desk.men["0501"]
    list_id = desk.opened()
    looked = went(desk.brought(list_id))
    shown = text_of(desk.at("registrar").get(looked))
    assert 0 == ListVersion.objects.count() and "was recorded" not in shown
    assert all(one in shown for one in ("Гончар Иван", "their number", "service number", "kept as it is, not read"))
    assert "=cmd" not in shown
    went(desk.at("registrar").post(looked))
    assert 3 == ListVersion.objects.get().rows and 3 == ListLine.objects.count()

    page = text_of(desk.at("registrar").get(f"/exchange-lists/{list_id}"))
    assert "Мельник Пётр" in page and "who of the register is meant" in page
    first = ListLine.objects.order_by("row_id").first()
    form = desk.at("registrar").get(f"/exchange-lines/{first.pk}/resolve")
    assert desk.men["0501"] in text_of(form), "the likeliest is offered"
    assert ("12 April 1999" in text_of(form), "1999-04-12" in text_of(form)) == (True, False), "a day is said in words"
    went(enter(desk.at("registrar"), f"/exchange-lines/{first.pk}/resolve", resolve_number=desk.men["0501"]))
    first.refresh_from_db()
    assert desk.men["0501"] == first.person_id
    wrong = f"/exchange-lines/{first.pk}/unresolve"
    alone = enter(desk.at("registrar"), wrong, reason="another year of birth")
    assert (409, True) == (alone.status_code, bool(refusal_on(alone)))
    assert wrong in text_of(desk.at("adviser").get(f"/exchange-lines/{first.pk}"))
    went(enter(desk.at("adviser"), wrong, reason="another year of birth"))
    first.refresh_from_db()
    assert "" == first.person_id
    assert "the wrong man" in text_of(desk.at("adviser").get(f"/exchange-lines/{first.pk}"))
    for name in ("caseworker-1", "delegate"):
        assert 403 == desk.at(name).get(f"/exchange-lists/{list_id}").status_code


def test_a_line_is_agreed_and_verified_and_its_list_goes_out_by_three_as_paper_and_workbook(desk: Desk) -> None:
    desk.man("0501", "Гончар")
    list_id = desk.opened()
    went(desk.brought(list_id, list_side="ours", list_names=desk.men["0501"], list_file=""))
    line = ListLine.objects.get().pk
    refused = enter(desk.at("registrar"), f"/exchange-lines/{line}/step", line_event="agreed")
    assert {"agreed_on", "line_reference"} == set(faults_on(refused))
    together = {"line_event": "agreed", "lines": [line], "agreed_on": "2026-05-02", "line_reference": "protocol 4"}
    went(enter(desk.at("registrar"), f"/exchange-lists/{list_id}/together", **together))
    refused = enter(desk.at("registrar"), f"/exchange-lines/{line}/step", line_event="verified")
    assert "law.E002" in refusal_on(refused) and "GC III 109" in refusal_on(refused)
    assert desk.men["0501"] in text_of(desk.at("interviewer").get("/")), "he is to be asked"
    desk.answers("0501")
    went(enter(desk.at("registrar"), f"/exchange-lines/{line}/step", line_event="verified"))
    assert "verified" in text_of(desk.at("head").get(f"/exchange-lines/{line}"))

    proposed = went(enter(
        desk.at("registrar"), f"/exchange-lists/{list_id}/out", released_kind="names",
        list_recipients=["central_tracing_agency", "power_concerned"],
    ))  # fmt: skip
    assert 409 == desk.at("registrar").post(f"{proposed}/release").status_code
    for name in ("head", "adviser"):
        assert proposed in text_of(desk.at(name).get("/"))
        went(desk.at(name).post(f"{proposed}/approve"))
    sent = went(desk.at("registrar").post(f"{proposed}/release"))
    row = ReleasedList.objects.get()
    page = text_of(desk.at("auditor").get(sent))
    assert row.content_digest in page and "Гончар Іван" in page
    book = load_workbook(io.BytesIO(desk.at("head").get(f"{sent}?export=xlsx").content))
    cells = [cell.value for line in book.active.iter_rows() for cell in line if cell.value]
    assert ["export xlsx: 1"] == exports()
    assert {"Гончар Іван", row.content_digest} <= set(cells)
    paper = PdfDocument(desk.at("head").get(f"{sent}?export=pdf").content)
    words = "".join("".join(one.get_textpage().get_text_range() for one in paper).replace("\u200b", "").split())
    assert "ГончарІван" in words and row.content_digest in words


def exports() -> list[str]:
    leaves = [one.act for one in entries_since(0, kinds=["access.reading_recorded"], at_most=10_000)]
    return [one.reason for one in leaves if one.reason.startswith("export")]


def test_the_file_of_a_list_leaves_a_leaf_and_tells_of_whom_is_not_verified_no_ground_lack_day_or_name(
    desk: Desk,
) -> None:
    for card, surname in (("0501", "Гончар"), ("0502", "Мельник"), ("0503", "Ткач")):
        desk.man(card, surname)
    list_id = desk.opened()
    went(desk.brought(list_id, list_side="ours", list_names="\n".join(desk.men.values()), list_file=""))
    lines = {one.person_id: one.pk for one in ListLine.objects.all()}
    together = {"line_event": "agreed", "lines": [*lines.values()], "agreed_on": "2026-05-02", "line_reference": "4"}
    went(enter(desk.at("registrar"), f"/exchange-lists/{list_id}/together", **together))
    desk.answers("0501").answers("0502", ContactAnswer.NO)
    first, second = (lines[desk.men[card]] for card in ("0501", "0502"))
    went(enter(desk.at("registrar"), f"/exchange-lines/{first}/step", line_event="verified"))
    refused = {"line_event": "refused", "refusal_ground": "his_decision"}
    went(enter(desk.at("registrar"), f"/exchange-lines/{second}/step", **refused))
    told = desk.at("registrar").get(f"/exchange-lists/{list_id}?export=csv").content.decode()
    assert (True, False, False) == tuple(one in told for one in ("Гончар", "Мельник", "his decision"))
    assert desk.men["0502"] in told and ["export csv: 3"] == exports()
    head, *rows = csv.reader(io.StringIO(told.lstrip("\ufeff")), delimiter=";" if ";" in told else ",")
    assert 7 == len(head) and [(True, True), (False, False), (False, False)] == [
        (bool(row[1]), bool(row[6])) for row in rows
    ], "who was refused and who was not asked yet bear no name, no day and nothing that is missing"
    page = text_of(desk.at("registrar").get(f"/exchange-lists/{list_id}"))
    assert all(one in page for one in ("Мельник", "his decision", "his consent"))
    assert "consent" not in told


def test_whose_line_waits_for_a_doctor_is_named_to_him_with_the_way_to_his_page(desk: Desk) -> None:
    desk.man("0501", "Гончар")
    list_id = desk.opened()
    went(desk.brought(list_id, list_side="ours", list_names=desk.men["0501"], list_file=""))
    desk.answers("0501", ContactAnswer.CANNOT_BE_ASKED)
    ListLine.objects.update(state="agreed")
    page = desk.at("doctor").get("/exchange-unasked")

    shown = page.content.decode()
    assert "Гончар" in text_of(page) and f'href="/doctor/{desk.men["0501"]}"' in shown.replace("/persons", "")
    assert desk.men["0501"] in text_of(desk.at("head").get("/exchange-unasked"))
    missing = say("en", "column.missing")
    assert missing in text_of(desk.at("head").get("/exchange-unasked"))
    for path in ("/exchange-unasked", "/exchange-waiting?days=30"):
        file = desk.at("head").get(path + ("&" if "?" in path else "?") + "export=csv").content.decode("utf-8-sig")
        assert file.strip() and missing not in file, "what is missing of him tells what he said"


def test_a_difference_is_settled_handed_on_and_a_crossing_is_counted_on_both_sides(desk: Desk) -> None:
    list_id = desk.opened("coming")
    went(desk.at("registrar").post(went(desk.brought(list_id))))
    went(
        desk.at("registrar").post(went(desk.brought(list_id, "ПІБ;№\nГончар Иван;B-1\n".encode(), is_at_border="yes")))
    )
    page = text_of(desk.at("registrar").get("/exchange-differences"))
    assert page.count("not on the newer list") == 2
    settle = page.partition("/settle")[0].rpartition('"')[2] + "/settle"
    handed = settle.replace("/settle", "/hand-on")
    went(enter(desk.at("head"), handed, difference_owner=desk.number("registrar")))
    refused = enter(desk.at("registrar"), settle, difference_end="line_withdrawn", difference_said="")
    assert {"difference_said"} == set(faults_on(refused))
    went(enter(desk.at("registrar"), settle, difference_end="line_withdrawn", difference_said="their letter 5"))
    assert 1 == ListLine.objects.filter(state="withdrawn").count()
    line = ListLine.objects.exclude(state="withdrawn").first().pk
    went(enter(desk.at("registrar"), f"/exchange-lines/{line}/dispute", said_by="they", line_reference="letter 6"))
    went(enter(
        desk.at("registrar"), f"/exchange-lists/{list_id}/crossing", crossing_point="a bridge", came_lines=[line],
        unlisted="Хтось Інший", our_count="2", counted_by="the officer",
    ))  # fmt: skip
    page = text_of(desk.at("registrar").get(f"/exchange-lists/{list_id}"))
    count = "/exchange-crossings/" + page.partition("/exchange-crossings/")[2].partition('"')[0]
    count += "/count"
    went(enter(desk.at("registrar"), count, their_count="3", their_reference="their sheet"))
    shown = text_of(desk.at("registrar").get("/exchange-differences?show=all"))
    assert all(one in shown for one in ("crossed unlisted", "the counts disagree", "the other Party objects"))
    assert 409 == desk.at("registrar").post(f"/exchange-lists/{list_id}/close").status_code


def test_keeping_somebody_back_lies_before_another_and_is_looked_at_anew(desk: Desk) -> None:
    desk.man("0501", "Гончар")
    Talks.court(desk, "0501")
    given = {
        "hold_person": desk.men["0501"], "hold_ground": "proceedings", "hold_authority": "the ministry",
        "hold_paper": "decision 9",
    }  # fmt: skip
    went(enter(desk.at("adviser"), "/exchange-held-back/new", **given))
    reference = proposals(HOLD_BACK)[0].reference
    assert 409 == desk.at("adviser").post(f"/exchange-held-back/proposed/{reference}/decide").status_code
    went(desk.at("head").post(f"/exchange-held-back/proposed/{reference}/approve"))
    went(desk.at("adviser").post(f"/exchange-held-back/proposed/{reference}/decide"))
    page = text_of(desk.at("head").get("/exchange-held-back"))
    assert "Гончар" in page and "GC III 115" in page
    review = "/exchange-held-back/" + page.partition('href="/exchange-held-back/XH')[2].partition('"')[0]
    review = review.replace("back/-", "back/XH-")
    refused = enter(desk.at("adviser"), review, hold_review="ends", reason="")
    assert {"reason"} == set(faults_on(refused))
    went(enter(desk.at("adviser"), review, hold_review="stands"))
    went(enter(desk.at("adviser"), review, hold_review="ends", reason="the Power consents"))
    assert "Nobody is kept back" in text_of(desk.at("head").get("/exchange-held-back"))
    waiting = desk.at("head").get("/exchange-waiting?days=30")
    assert (200, False) == (waiting.status_code, "Гончар" in text_of(waiting))
