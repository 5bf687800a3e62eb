"""A death told at the desk: trained, opened, planned, the words at the door, told, the paper, and closed over it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.ports import current, install
from repatria.doors.desk.tellings.visit_words import read_words, visit_words
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.models import Enquiry
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.telling import concluded
from repatria.records.telling.concluded import Identified
from repatria.records.telling.models import TellingPaper, Visit, Visitor
from tests.doors.desk.bureau import Bureau, enter, faults_on, refusal_on, text_of
from tests.records.telling.concluding import concludes

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(bureau: Bureau):
    before = list(concluded._answers)
    bureau.enquiry = receive_enquiry(
        bureau.by("hotline"), locator="d" * 64, letter_identity="ab" * 32, received_on=date(2026, 5, 3), language="uk",
        asked=Asked(sought_name="Гук Іван", enquirer_name="Гук Марія", relation="mother", reach_by="her sister"),
    )  # fmt: skip
    concludes(Identified(
        act_index=0, person_id="", enquiries=(bureau.enquiry,), items=(), methods=("dna",), is_certified=True
    ))  # fmt: skip
    yield bureau
    concluded._answers[:] = before


def day(desk: Bureau, after: int = 0) -> str:
    return date.fromordinal(desk.clock().date().toordinal() + after).isoformat()


def test_a_death_is_told_from_the_training_to_the_paper_and_the_enquiry_closes_over_it(desk: Bureau) -> None:
    for name in ("Бондар Ольга", "Коваль Петро"):
        enter(
            desk.at("head"), "/tellings/visitors/new", visitor_name=name, visitor_office="liaison", trained_by="course",
            trained_on=day(desk), languages="uk",
        )  # fmt: skip
    pair = list(Visitor.objects.values_list("pk", flat=True))
    page = enter(
        desk.at("caseworker-1"), "/tellings/open", death_known="proven", enquiry_id=desk.enquiry.lower(),
        visit_by=day(desk, 5),
    )  # fmt: skip
    case = page.headers["Location"]
    shown = text_of(desk.at("liaison").get(case))
    assert "Гук Марія" in shown and "not told yet" in shown
    plan = f"{case}/{desk.enquiry}/visit"
    given = {"visit_on": day(desk), "meets_at": "вдома в сестри", "visit_language": "uk"}
    alone = enter(desk.at("liaison"), plan, visitors=pair[:1], **given)
    assert alone.status_code == 409 and "two different persons" in refusal_on(alone)
    assert "visitors" in faults_on(alone)
    visit = enter(desk.at("liaison"), plan, visitors=pair, **given).headers["Location"]
    door = text_of(desk.at("liaison", "uk").get(visit))
    assert "Бондар Ольга" in door and "він загинув" in door and "Не обіцяйте" in door
    assert visit in text_of(desk.at("liaison").get("/")), "it is owed today"
    assert desk.at("liaison").get(f"{visit}/paper").status_code == 409
    enter(desk.at("liaison"), f"{visit}/end", visit_end="told", told="що він загинув", with_her="сестра")
    assert Visit.objects.get().ended == "told"
    paper = enter(
        desk.at("liaison"), f"{visit}/paper", her_paper_language="uk", second_language="en",
    )  # fmt: skip
    assert paper.headers["Content-Type"] == "application/pdf" and TellingPaper.objects.count() == 1
    enter(desk.at("liaison"), f"{visit}/follow-up", follow_up_by="Бондар", follow_up_found="просить лікаря")
    assert "просить лікаря" in text_of(desk.at("liaison").get(visit))
    assert enter(desk.at("liaison"), f"{visit}/confirm").status_code == 409, "not by who said so"
    enter(desk.at("head"), f"{visit}/confirm", heard_from="Коваль")
    enter(desk.at("caseworker-1"), f"/enquiries/{desk.enquiry}/close", reason="dead_notified")
    assert Enquiry.objects.get(pk=desk.enquiry).closed_for == "dead_notified"


def test_the_words_at_the_door_are_the_bureaus_where_it_wrote_them(desk: Bureau, tmp_path) -> None:
    shipped, before = visit_words("en", "proven", "death"), current()
    assert "Promise no day" in " ".join(shipped.never) and not shipped.support
    assert visit_words("en", "reported", "death").say != shipped.say
    own = tmp_path / "visit.toml"
    own.write_text(
        '[bring]\nuk = ["хліб"]\nru = ["хлеб"]\nen = ["bread"]\n[[support]]\ntelephone = "000"\n'
        'name = { uk = "Лікар", ru = "Врач", en = "A doctor" }\n',
        encoding="utf-8",
    )  # fmt: skip
    try:
        install(replace(before, visit_file=own))
        written = visit_words("ru", "proven", "death")
        assert ("хлеб",) == written.bring and "Врач" == written.support[0].name
        own.write_text('[bring]\nuk = ["хліб"]\n', encoding="utf-8")
        read_words.cache_clear()
        with pytest.raises(InputError):
            visit_words("uk", "proven", "death")
    finally:
        install(before)
        read_words.cache_clear()


def test_another_agrees_at_the_desk_to_the_very_report_that_is_opened(desk: Bureau) -> None:
    said = {"enquiry_id": desk.enquiry, "reported_by": "witness", "source": "A man who came back"}
    laid = enter(desk.at("caseworker-1"), "/tellings/reports/new", **said).headers["Location"]
    assert "A man who came back" in text_of(desk.at("head").get(laid)), "she reads what she agrees to"
    assert desk.at("head").post(f"{laid}/agree").status_code == 302
    opening = {"death_known": "reported", "visit_by": day(desk, 5), **said}
    other = refusal_on(enter(desk.at("caseworker-1"), "/tellings/open", **opening | {"source": "a newspaper"}))
    same = refusal_on(enter(desk.at("caseworker-1"), "/tellings/open", **opening))
    assert "two different persons" in other and "two different persons" not in same
