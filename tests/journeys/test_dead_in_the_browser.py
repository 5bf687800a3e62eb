"""The dead in Chromium: from a family's word to a laboratory's file; from the field over three parts, the board and a
visit to a family that was told; a batch that is sent, counted three short and reconciled.

Families, alleles and frequencies are drawn; everybody is invented.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.dead import (
    TWO,
    Field,
    child_of,
    differences_end,
    drawn,
    fits,
    frequencies_file,
    listed,
    received,
    results_file,
    sends,
    sent,
)
from tests.journeys.people import Bureau, numbers

pytestmark = [pytest.mark.browser, pytest.mark.whole, pytest.mark.timeout(900)]


def test_from_what_was_told_to_the_file_of_a_laboratory(bureau: Bureau, tmp_path: Path) -> None:
    mother, father = drawn(12), drawn(11)
    doctor, clerk, laboratory = bureau.by("medical-1"), bureau.by("caseworker-1"), bureau.by("laboratory-1")
    expert = bureau.by("board-expert-1")
    (item,) = [one for one in listed(expert, "/identification/beside") if one.startswith("GAJ-T1-00001")]
    (code,) = {one for one in listed(laboratory, "/remains/samples") if one.startswith(item)} or {
        next(one for one in listed(doctor, "/remains/samples") if one.startswith(item))
    }
    enquiry = listed(clerk, "/enquiries")[0]
    clerk.enters(
        f"/enquiries/{enquiry}/body/new", body_interviewer="Коваль", body_told_by="мати", body_sex="male",
        age_low="28", age_high="34",
    )  # fmt: skip
    told = expert.opens(f"/identification/beside/items/{item}").text()
    assert enquiry in told
    both = expert.opens(f"/identification/beside/{item}/{enquiry}")
    assert both.page.locator("main svg.chart").count() == 4, "teeth and body of both sides beside each other"
    assert expert.page.evaluate("document.documentElement.scrollWidth") <= expert.page.viewport_size["width"]

    bureau.by("head-of-bureau-1").enters("/identification/power", power="PA")
    today = date.today()
    given = {}
    for kin, sex, person in (("mother", "F", mother), ("father", "M", father)):
        clerk.enters(
            f"/identification/consents/new?enquiry={enquiry}", donor=f"{kin} вигадана", donor_relation=kin,
            donor_sex=sex, family_power="PA", consent_uses=["search"], consent_language="українська",
            consent_witness="медсестра", consent_taken_by="лаборантка",
            consent_until=(today + timedelta(days=300)).isoformat(),
        )  # fmt: skip
        given[clerk.last_part()] = person
    sends(laboratory, "/identification/frequencies/new", frequencies_file(tmp_path / "frequencies.csv"),
           population="вигадана", frequencies_source="для випробування")  # fmt: skip
    expert.opens("/identification/frequencies")
    expert.opens(str(expert.page.locator("main table tbody th a").first.get_attribute("href")))
    expert.presses("main form button:not([value])")
    read = results_file(tmp_path / "results.csv", {**given, code: child_of(mother, father)})
    sends(laboratory, "/identification/results/new", read,
           laboratory="лабораторія 1", kit="GlobalFiler")  # fmt: skip


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "picture.png"
    Image.new("RGB", (40, 30), "grey").save(path)
    return path


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Where pictures of pages go: REPATRIA_SHOTS, to be looked at, or nowhere."""
    folder = Path(os.environ.get("REPATRIA_SHOTS") or tmp_path / "shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_from_three_parts_in_two_batches_and_two_relatives_to_a_family_that_was_told(
    bureau: Bureau, tmp_path: Path, picture: Path, shots: Path
) -> None:
    field, mother, father = Field(bureau, "VYG", picture), drawn(31), drawn(32)
    son = child_of(mother, father)
    codes = [field.takes_up(count, kind) for count, kind in ((1, "incomplete"), (2, "part"), (3, "part"))]
    first, of_first = received(bureau, "їхня перша", "A-1;S-1\nA-2;S-2", ["A-1;S-1", "A-2;S-2;пошкоджено"], 2)
    second, of_second = received(bureau, "їхня друга", "B-1;S-3\nB-2;S-4", ["B-1;S-3"], 1)
    assert (2, 1) == (len(of_first), len(of_second))
    for path, code in zip((*of_first, *of_second), codes, strict=True):
        field.registrar.enters(path, item_code=code)
    for batch, least in ((first, 1), (second, 2)):
        assert least <= differences_end(field.registrar, bureau.by("head-of-bureau-1"), batch)
        bureau.by("head-of-bureau-1").opens(f"/batches/{batch}")
        bureau.by("head-of-bureau-1").presses(f"form[action='/batches/{batch}/approve/closed'] button")
        field.registrar.enters(f"/batches/{batch}/step/closed", reference="протокол 9", **TWO)
    samples = [field.examines(code) for code in codes]
    field.registrar.enters(
        f"/remains/items/{codes[0]}/finds", by="санітар", second="лікарка", seal_number="П-7", contents="годинник, лист"
    )
    packet = numbers(field.registrar.opens(f"/remains/items/{codes[0]}").page.content(), "RK")[0]
    clerk, laboratory, head = bureau.by("caseworker-1"), bureau.by("laboratory-1"), bureau.by("head-of-bureau-1")
    experts = {number: bureau.by(f"board-expert-{number}") for number in (1, 2, 3, 4)}
    bureau.family().asks("Вигаденко Тарас", "1991", own_name="Вигаденко Ольга")
    clerk.waits_for("/enquiries?show=new", "tr:has-text('Вигаденко Тарас')")
    line = clerk.page.locator("tr:has-text('Вигаденко Тарас')").first.inner_text()
    (enquiry,) = set(numbers(line, "E"))
    head.enters("/identification/power", power="PA")
    given = {}
    for kin, sex, person in (("mother", "F", mother), ("father", "M", father)):
        clerk.enters(
            f"/identification/consents/new?enquiry={enquiry}", donor=f"Вигаденко, {kin}", donor_relation=kin,
            donor_sex=sex, family_power="PA", consent_uses=["search"], consent_language="українська",
            consent_witness="медсестра", consent_taken_by="лаборантка",
            consent_until=(date.today() + timedelta(days=300)).isoformat(),
        )  # fmt: skip
        given[clerk.last_part()] = person
    if not listed(laboratory, "/identification/frequencies"):
        sends(laboratory, "/identification/frequencies/new", frequencies_file(tmp_path / "frequencies.csv"),
               population="вигадана", frequencies_source="для випробування")  # fmt: skip
        experts[1].opens("/identification/frequencies")
        experts[1].opens(str(experts[1].page.locator("main table tbody th a").first.get_attribute("href")))
        experts[1].presses("main form button:not([value])")
    read = results_file(tmp_path / "results.csv", given | dict.fromkeys(samples, son))
    sends(laboratory, "/identification/results/new", read, laboratory="лабораторія 1", kit="GlobalFiler")

    # Three parts of one, found by the jobs, linked by two.
    expert = experts[3].waits_for(f"/identification/findings?item={codes[0]}", f"tr:has-text('{enquiry}')")
    link = expert.page.locator(f"tr:has-text('{enquiry}') a").first.get_attribute("href")
    finding = str(link).rpartition("/")[2]
    for other in codes[1:]:
        laboratory.enters("/identification/parts/new", first_code=codes[0], second_code=other, reason="усі локуси")
        experts[1].opens("/identification/parts")
        experts[1].presses(f"li:has-text('{other}') form button")
    # The board: opened by one, reviewed by two, signed by one of them and another.
    expert.enters(
        "/identification/hypotheses/new", hypothesis_items=codes[0], enquiry_id=enquiry, board_said="поруч із постом"
    )
    hypothesis = expert.last_part()
    at = f"/identification/hypotheses/{hypothesis}"
    expert.enters(f"{at}/evidence", id_method="dna", evidence_weighs="supports", finding_id=finding,
                  board_said="обоє батьків")  # fmt: skip
    said = expert.tries(f"{at}/review", review_verdict="supported", board_said="моє")
    assert expert.page.query_selector(".refusal"), said
    for number in (1, 2):
        experts[number].enters(f"{at}/review", review_verdict="supported", board_said="усі локуси")
    for number in (1, 4):
        experts[number].enters(f"{at}/sign", board_said="це він")
    named = experts[4].opens(at).text()
    assert all(code in named for code in codes), "what two linked comes along"

    # Told in person, by two who were trained; nothing before it.
    liaison = bureau.by("family-liaison-1")
    for name in ("Бондар Ольга", "Коваль Петро"):
        head.enters(
            "/tellings/visitors/new", visitor_name=name, visitor_office="супровід родин",
            trained_on=(date.today() - timedelta(days=30)).isoformat(), trained_by="курс", languages="uk",
        )  # fmt: skip
    head.enters("/tellings/certificates/approve", press="main form button:not([value])", certified_for=enquiry,
                certificate="C 17")  # fmt: skip
    clerk.enters(
        "/tellings/open", death_known="proven", enquiry_id=enquiry, certificate="C 17",
        visit_by=(date.today() + timedelta(days=5)).isoformat(),
    )  # fmt: skip
    case = clerk.last_part()
    liaison.opens(f"/tellings/cases/{case}/{enquiry}/visit")
    pair = liaison.page.locator("main form [name='visitors']")
    liaison.enters(
        f"/tellings/cases/{case}/{enquiry}/visit", visit_purpose="death", telling_way="visit",
        visitors=[pair.nth(number).get_attribute("value") for number in range(pair.count())][-2:],
        visit_on=date.today().isoformat(), meets_at="у сестри", visit_language="українська",
    )  # fmt: skip
    visit = liaison.last_part()
    liaison.enters(f"/tellings/visits/{visit}/end", visit_end="told", told="що він загинув, і звідки це відомо")
    bureau.by("family-liaison-2").enters(f"/tellings/visits/{visit}/confirm", heard_from="Коваль Петро")
    liaison.enters(f"/tellings/visits/{visit}/follow-up", follow_up_by="супровід", follow_up_found="мало спить")
    fits(liaison, f"/tellings/cases/{case}", shots)
    fits(experts[4], at, shots)
    for code in codes:
        field.reads_labels(code)
    fits(field.registrar, f"/remains/items/{codes[0]}/path", shots)

    # Given by another account than the one that proposed it, once what was found went on against a receipt.
    clerk.enters(
        f"/enquiries/{enquiry}/evidence", evidence="papers_checked", holds="yes", note="бачили в бюро",
        proof_kind="birth", proof_number="I-АА 417, вигаданий", proof_issued_by="вигаданий відділ",
        proof_seen_as="original", proof_seen_by="кімната прийому",
    )  # fmt: skip
    clerk.enters(
        "/remains-releases/new", release_enquiry=enquiry, receiver="Вигаденко Ольга", relation="мати", is_herself=True,
    )  # fmt: skip
    given_id = numbers(clerk.page.url, "NR")[0]
    gives = {
        "release_labels": "\n".join(";".join((code,) * 3) for code in codes), "document": "паспорт АБ", "place": "морг",
        "by": "санітар", "reference": "розписка 4",
    }  # fmt: skip
    said = field.registrar.tries(f"/remains-releases/{given_id}/give", **gives)
    assert field.registrar.page.query_selector(".faults, .refusal"), said
    to_her = {"finds_to": "family", "finds_enquiry": enquiry}
    for step, more in (("forwarded", to_her), ("receipted", {})):
        field.registrar.enters(f"/remains/finds/{packet}/{step}", reference="розписка 5", **more)
    field.registrar.enters(f"/remains-releases/{given_id}/give", **gives)
    status, paper = field.registrar.fetches(f"/remains-releases/{given_id}?export=pdf")
    assert (200, b"%PDF") == (status, paper[:4]), paper.decode(errors="replace")
    fits(field.registrar, f"/remains-releases/{given_id}", shots)
    fits(field.registrar, f"/remains/items/{codes[0]}/leaving", shots)


def test_a_batch_of_four_is_sent_counted_three_short_and_reconciled(bureau: Bureau, picture: Path, shots: Path) -> None:
    field = Field(bureau, "VYK", picture)
    codes = [field.takes_up(count) for count in (1, 2, 3, 4)]
    for code in codes:
        field.examines(code)
        field.reads_labels(code)
    sent(field, shots, codes, counted=1)
