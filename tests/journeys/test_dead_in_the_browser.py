"""The dead in Chromium: from a family's word to a laboratory's file; from the field over three parts, the board and a
visit to a family that was told; a batch that is sent, counted three short and reconciled.

Families, alleles and frequencies are drawn; everybody is invented.
"""

from __future__ import annotations

import csv
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from repatria.core.vocabulary.remains_codes import remains_code
from tests.journeys.people import PHONE, SCREEN, Bureau, Worker, numbers

pytestmark = [pytest.mark.browser, pytest.mark.whole, pytest.mark.timeout(900)]
MARKERS = tuple(f"D{number}S1358" for number in range(1, 17))
ALLELES = tuple(str(number) for number in range(8, 18))
Person = dict[str, tuple[str, str]]


def _drawn(seed: int) -> Person:
    random = np.random.default_rng(seed)
    return {marker: (str(one), str(other)) for marker in MARKERS for one, other in [random.choice(ALLELES, 2)]}


def _child(mother: Person, father: Person) -> Person:
    return {marker: (mother[marker][0], father[marker][1]) for marker in MARKERS}


def _file(path: Path, people: dict[str, Person]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("Sample Name", "Marker", "Allele 1", "Allele 2"))
        writer.writerows((code, marker, *seen) for code, one in people.items() for marker, seen in one.items())
    return path


def _frequencies(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("Allele", *MARKERS))
        writer.writerows((allele, *("0.1",) * len(MARKERS)) for allele in ALLELES)
    return path


def _sends(worker: Worker, path: str, file: Path, **values: Any) -> None:
    worker.opens(path)
    worker.page.set_input_files("main form [name='file']", str(file))
    for name, value in values.items():
        worker._fill(name, value)
    worker.presses("main form button:not([value])")
    assert not worker.page.query_selector(".faults, .refusal"), (path, worker.text())


def _listed(worker: Worker, path: str) -> list[str]:
    worker.opens(path)
    return [one.strip() for one in worker.page.locator("main table tbody th").all_inner_texts()]


def test_from_what_was_told_to_the_file_of_a_laboratory(bureau: Bureau, tmp_path: Path) -> None:
    mother, father = _drawn(12), _drawn(11)
    doctor, clerk, laboratory = bureau.by("medical-1"), bureau.by("caseworker-1"), bureau.by("laboratory-1")
    expert = bureau.by("board-expert-1")
    (item,) = [one for one in _listed(expert, "/identification/beside") if one.startswith("GAJ-T1-00001")]
    (code,) = {one for one in _listed(laboratory, "/remains/samples") if one.startswith(item)} or {
        next(one for one in _listed(doctor, "/remains/samples") if one.startswith(item))
    }
    enquiry = _listed(clerk, "/enquiries")[0]
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
    _sends(laboratory, "/identification/frequencies/new", _frequencies(tmp_path / "frequencies.csv"),
           population="вигадана", frequencies_source="для випробування")  # fmt: skip
    expert.opens("/identification/frequencies")
    expert.opens(str(expert.page.locator("main table tbody th a").first.get_attribute("href")))
    expert.presses("main form button:not([value])")
    read = _file(tmp_path / "results.csv", {**given, code: _child(mother, father)})
    _sends(laboratory, "/identification/results/new", read,
           laboratory="лабораторія 1", kit="GlobalFiler")  # fmt: skip


class Field:
    """A team's place and what it took up there, step by step in the browser."""

    def __init__(self, bureau: Bureau, place: str, picture: Path) -> None:
        self.bureau, self.place, self.picture = bureau, place, picture
        self.registrar, self.doctor = bureau.by("registrar-1"), bureau.by("medical-1")
        self.registrar.enters(
            "/remains/places/new", place_code=place, remains_where="вигадане поле", remains_reported_by="лісник"
        )
        site = self.registrar.last_part()
        self.registrar.enters(
            f"/remains/places/{site}/recover", team="T7", day=date.today().isoformat(), recovery_led_by="старший групи",
            recovery_present="копач", neutral_there="not_asked",
        )  # fmt: skip
        self.recovery = self.registrar.last_part()

    def code(self, count: int) -> str:
        return remains_code(self.place, "T7", count)

    def takes_up(self, count: int, kind: str = "whole") -> str:
        code = self.code(count)
        self.registrar.enters(
            f"/remains/recoveries/{self.recovery}/item", item_code=code, remains_kind=kind, found_where="квадрат 4",
            disc_found="none",
        )  # fmt: skip
        self.registrar.opens(f"/remains/items/{code}/photograph")
        self.registrar.page.set_input_files("main form [name='picture']", str(self.picture))
        self.registrar._fill("taken_by", "лікарка")
        self.registrar.presses("main form button:not([value])")
        self.registrar.enters(f"/remains/items/{code}/step/recovered", step_by="старший групи")
        self.registrar.enters(
            f"/remains/items/{code}/step/received", step_by="санітар", step_from="старший групи", seal_number="Н-1",
            step_purpose="зберігання",
        )  # fmt: skip
        return code

    def examines(self, code: str) -> str:
        """Returns: the code of the sample."""
        self.doctor.enters(
            f"/remains/items/{code}/examination/new", examined_by="лікарка", second="санітар", cause="violent",
            held_then="not_held", held_ground="знайдено на своїй позиції", body_sex="probably_male",
        )  # fmt: skip
        self.doctor.enters(
            f"/remains/items/{code}/sample", sample_kind="bone", sample_site="стегнова", sample_by="лікарка",
            seal_number="З-1", kept_where="морозильник 2",
        )  # fmt: skip
        return self.doctor.last_part()

    def reads_labels(self, code: str) -> None:
        self.registrar.enters(
            f"/remains/items/{code}/labels", label_on_body=code, label_on_bag=code, label_on_paper=code,
            labels_by="санітар", second="лікарка",
        )  # fmt: skip


TWO = {"by": "наш уповноважений", "second": "їхній уповноважений"}


def _differences_end(registrar: Worker, head: Worker, batch: str) -> int:
    """Each difference of two counts is ended by two.  Returns: how many there were."""
    for ended in range(9):
        registrar.opens(f"/batches/{batch}")
        ends = [one.get_attribute("href") for one in registrar.page.locator("a[href*='/batch-differences/']").all()]
        if not ends:
            return ended
        registrar.opens(str(ends[0]))
        choices = registrar.page.locator("main form [name='mismatch_end']")
        offered = [choices.nth(number).get_attribute("value") for number in range(choices.count())]
        how = next(one for one in ("both_stand", "still_sought", *offered) if one in offered)
        registrar.enters(str(ends[0]), mismatch_end=how, mismatch_said="шукають далі, обидва числа стоять")
        head.opens(f"/batches/{batch}")
        head.presses("form[action$='/approve'] button")
        registrar.opens(f"/batches/{batch}")
        registrar.presses("form[action^='/batch-differences/proposed/'] button")
    raise AssertionError(registrar.text())


def _received(bureau: Bureau, title: str, listed: str, seen: list[str], counted: int) -> tuple[str, list[str]]:
    """A batch of theirs, counted by a doctor who saw no list.  Returns: its number, and where each thing is entered."""
    registrar, doctor = bureau.by("registrar-1"), bureau.by("medical-2")
    registrar.enters("/batches/new", batch_way="received", batch_power="PB", batch_title=title)
    batch = registrar.last_part()
    registrar.enters(f"/batches/{batch}/list", supplied_by="їхнє бюро", reference="лист 9", batch_rows=listed)
    registrar.enters(
        f"/batches/{batch}/step/agreed", agreed_on=date.today().isoformat(), window="з восьмої", place="міст",
        participants="по двоє", reference="протокол 4",
    )  # fmt: skip
    registrar.enters(f"/batches/{batch}/step/at_border", seal_number="V-2", **TWO)
    registrar.enters(
        f"/batches/{batch}/step/handed_over", place="міст", reference="розписка 3", reason="нікого не було", **TWO
    )  # fmt: skip
    said = registrar.tries(f"/batches/{batch}/count", **TWO)
    assert registrar.page.query_selector(".faults, .refusal"), f"who brought the list counts: {said}"
    doctor.enters(f"/batches/{batch}/count", **TWO)
    at = datetime.now(UTC) - timedelta(minutes=1)
    doctor.enters(
        f"/batches/{batch}/scans/count", brought_by="санітар",
        scans_text="\n".join(f"{at:%Y-%m-%dT%H:%M:}{n:02}Z;{one}" for n, one in enumerate(seen)),
    )  # fmt: skip
    doctor.enters(f"/batches/{batch}/count/sign", count_number=str(counted), **TWO)
    registrar.opens(f"/batches/{batch}")
    registrar.presses(f"form[action='/batches/{batch}/compare'] button")
    registrar.opens(f"/batches/{batch}")
    return batch, [
        str(one.get_attribute("href")) for one in registrar.page.locator("a[href^='/batch-entries/']").all()
    ]  # fmt: skip


def _fits(worker: Worker, path: str, shots: Path) -> None:
    """A page at both widths: nothing stands beside the screen."""
    for size in (PHONE, SCREEN):
        worker.page.set_viewport_size(size)
        worker.opens(path)
        wide = worker.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size["width"], (path, size, wide)
        worker.page.screenshot(path=str(shots / f"{path.strip('/').replace('/', '_')}_{size['width']}.png"),
                               full_page=True)  # fmt: skip


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
    field, mother, father = Field(bureau, "VYG", picture), _drawn(31), _drawn(32)
    son = _child(mother, father)
    codes = [field.takes_up(count, kind) for count, kind in ((1, "incomplete"), (2, "part"), (3, "part"))]
    first, of_first = _received(bureau, "їхня перша", "A-1;S-1\nA-2;S-2", ["A-1;S-1", "A-2;S-2;пошкоджено"], 2)
    second, of_second = _received(bureau, "їхня друга", "B-1;S-3\nB-2;S-4", ["B-1;S-3"], 1)
    assert (2, 1) == (len(of_first), len(of_second))
    for path, code in zip((*of_first, *of_second), codes, strict=True):
        field.registrar.enters(path, item_code=code)
    for batch, least in ((first, 1), (second, 2)):
        assert least <= _differences_end(field.registrar, bureau.by("head-of-bureau-1"), batch)
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
    if "PA" not in head.opens("/identification/power").page.content():
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
    if not _listed(laboratory, "/identification/frequencies"):
        _sends(laboratory, "/identification/frequencies/new", _frequencies(tmp_path / "frequencies.csv"),
               population="вигадана", frequencies_source="для випробування")  # fmt: skip
        experts[1].opens("/identification/frequencies")
        experts[1].opens(str(experts[1].page.locator("main table tbody th a").first.get_attribute("href")))
        experts[1].presses("main form button:not([value])")
    read = _file(tmp_path / "results.csv", given | dict.fromkeys(samples, son))
    _sends(laboratory, "/identification/results/new", read, laboratory="лабораторія 1", kit="GlobalFiler")

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
    _fits(liaison, f"/tellings/cases/{case}", shots)
    _fits(experts[4], at, shots)
    for code in codes:
        field.reads_labels(code)
    _fits(field.registrar, f"/remains/items/{codes[0]}/path", shots)

    # Given by another account than the one that proposed it, once what was found went on against a receipt.
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
    for step in ("forwarded", "receipted"):
        field.registrar.enters(f"/remains/finds/{packet}/{step}", by="вона сама", reference="розписка 5")
    field.registrar.enters(f"/remains-releases/{given_id}/give", **gives)
    status, paper = field.registrar.fetches(f"/remains-releases/{given_id}?export=pdf")
    assert (200, b"%PDF") == (status, paper[:4]), paper.decode(errors="replace")
    _fits(field.registrar, f"/remains-releases/{given_id}", shots)
    _fits(field.registrar, f"/remains/items/{codes[0]}/leaving", shots)


def test_a_batch_of_four_is_sent_counted_three_short_and_reconciled(bureau: Bureau, picture: Path, shots: Path) -> None:
    field = Field(bureau, "VYK", picture)
    codes = [field.takes_up(count) for count in (1, 2, 3, 4)]
    for code in codes:
        field.examines(code)
        field.reads_labels(code)
    registrar, head = field.registrar, bureau.by("head-of-bureau-1")
    registrar.enters("/batches/new", batch_way="sent", batch_power="PB", batch_title="перша, вигадана")
    batch = registrar.last_part()
    registrar.enters(f"/batches/{batch}/put", codes="\n".join(codes))

    def steps(event: str, **given: str) -> None:
        registrar.enters(f"/batches/{batch}/step/{event}", **given)

    steps("list_exchanged", by="наш уповноважений", reference="лист 7")
    steps("agreed", agreed_on=date.today().isoformat(), window="з восьмої", participants="по двоє", place="міст",
          reference="протокол 4")  # fmt: skip
    said = registrar.tries(f"/batches/{batch}/step/assembled", **TWO)
    assert registrar.page.query_selector(".faults, .refusal"), said
    registrar.opens(f"/batches/{batch}")
    checks = [one.get_attribute("href") for one in registrar.page.locator("a[href$='/check']").all()]
    assert 4 == len(checks)
    for place, (path, code) in enumerate(zip(checks, codes, strict=True)):
        registrar.enters(str(path), on_body=code, on_bag=code, on_paper=code, seal_number=f"S-{place}", **TWO)
    steps("assembled", **TWO)
    steps("sealed", seal_number="V-1", **TWO)
    registrar.enters(f"/batches/{batch}/scans/loading", scans_text="\n".join(codes), brought_by="водій")
    steps("loaded", **TWO)
    steps("dispatched", seal_number="V-1", carrier="власний транспорт", **TWO)
    steps("at_border", seal_number="V-1", **TWO)
    steps("spot_checked", neutral_who="делегат", spot_numbers=codes[0], reference="пломби цілі", **TWO)
    steps("handed_over", place="міст", reference="розписка 3", **TWO)
    registrar.enters(
        f"/batches/{batch}/their-count",
        count_number="1",
        reference="їхній протокол",
        batch_rows=f"{codes[0]};S-0",
        **TWO,
    )
    registrar.opens(f"/batches/{batch}")
    registrar.presses(f"form[action='/batches/{batch}/compare'] button")
    _fits(registrar, f"/batches/{batch}", shots)
    said = registrar.tries(f"/batches/{batch}/step/closed", reference="протокол 9", **TWO)
    assert registrar.page.query_selector(".faults, .refusal"), said
    assert 4 == _differences_end(registrar, head, batch)
    head.opens(f"/batches/{batch}")
    head.presses(f"form[action='/batches/{batch}/approve/closed'] button")
    steps("closed", reference="протокол 9", **TWO)
    _fits(registrar, f"/batches/{batch}", shots)
    for sheet in ("manifest", "seal_list", "protocol", "spot_check", "receipt"):
        status, paper = registrar.fetches(f"/batches/{batch}/{sheet}.pdf")
        assert (200, b"%PDF") == (status, paper[:4]), sheet
