"""Two batches of the dead from the bridge to the families, in Chromium, and one that goes back.

6 and 9 items by default; REPATRIA_HEAVY=full has the 60 and 90 of the issue. Every kind of step is done on its page by
its own role; what is many is laid beside it by a file of calls, as a mortuary would from its tables. Planted: a label
that is another's, one that nobody can read, a broken seal, one thing more and one less than their list says. People,
alleles and frequencies are drawn.
"""

from __future__ import annotations

import json
import os
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from repatria.core.vocabulary.receipts import letter_identity_of, locator_of, receipt_from_form_id
from tests.journeys.conftest import chromium
from tests.journeys.dead import (
    ALLELES,
    MARKERS,
    TWO,
    Field,
    Person,
    child_of,
    differences_end,
    drawn,
    frequencies_file,
    received,
    results_file,
    sends,
    sent,
)
from tests.journeys.house import House, a_copied_house
from tests.journeys.people import Bureau, Family, Worker, numbers

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(1800)]
IS_FULL = os.environ.get("REPATRIA_HEAVY") == "full"
SIZES, SENT, SHORT = ((60, 90), 12, 3) if IS_FULL else ((6, 9), 4, 3)
FIRST = SIZES[0]
"""The number of the first thing of the second batch."""
THREE_PARTS = (0, 1, FIRST)
ITEMS_OF = {"Вигаденко": THREE_PARTS, "Дворідний": (2,), "Третяк": (3,), "Четвертак": (FIRST + 1,),
            "П’ятаченко": (FIRST + 2,)}  # fmt: skip
"""Whose the things are that get a name, by the number of the thing."""
BROTHERS = (4, FIRST + 3)
BY_FILE = {"Третяк": "third", "Четвертак": "fourth", "П’ятаченко": "fifth"}
"""Whose families asked by telephone, as the file that brings enquiry and consents calls them."""


def _by_two_halves() -> tuple[Person, Person, Person]:
    """A mother read at one half of the loci and a father at the other: either alone stays below the bar."""
    son, mother, father = {}, {}, {}
    for place, marker in enumerate(MARKERS):
        a, b, c, d = (ALLELES[(place + step) % len(ALLELES)] for step in (0, 1, 5, 6))
        son[marker] = (a, c)
        if place < len(MARKERS) // 2:
            mother[marker] = (a, b)
        else:
            father[marker] = (c, d)
    return son, mother, father


@dataclass
class Drawn:
    """Who the dead are, and who gave for them."""

    of_item: dict[int, Person] = field(default_factory=dict)
    parents: dict[str, tuple[Person, Person]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number in range(sum(SIZES)):
            self.of_item[number] = drawn(1000 + number)
        for place, (name, items) in enumerate(ITEMS_OF.items()):
            if name == "Дворідний":
                son, mother, father = _by_two_halves()
            else:
                mother, father = drawn(100 + place), drawn(200 + place)
                son = child_of(mother, father)
            self.parents[name] = (mother, father)
            self.of_item |= dict.fromkeys(items, son)
        mother, father = drawn(300), drawn(301)
        self.parents["Парний"] = (mother, father)
        first, second = BROTHERS
        self.of_item[first] = child_of(mother, father)
        self.of_item[second] = {one: (mother[one][1], father[one][0]) for one in MARKERS}


@pytest.fixture(scope="module")  # its loop must end before the process goes on to suites that open a store
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bureau]:
    with chromium() as browser, a_copied_house(tmp_path_factory, "two-batches") as house:
        yield Bureau(house, browser)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "picture.png"
    Image.new("RGB", (40, 30), "grey").save(path)
    return path


def _listed(number: int, size: int) -> tuple[str, list[str]]:
    """What their list says, and what the counter reads: with every fault that is planted."""
    rows = [f"{number}-{n:03};{number}7 {n:03}" for n in range(1, size + 1)]
    seen = list(rows[:-1])  # the last of the list did not come
    seen[1] = f"{number}-905;{number}7 002"
    seen[3] = f";{number}7 004"
    seen[4] += ";пломбу зламано"
    seen.append(f"X-{number};60 99{number}")
    return "\n".join(rows), seen


def _applied(house: House, folder: Path, lines: list[dict[str, Any]]) -> list[Any]:
    """Stops the house, does the lines of a file, and starts it again.  Returns: what each returned."""
    file, out = folder / "mortuary.jsonl", folder / "done.jsonl"
    lines[0]["at"] = datetime.now(UTC).isoformat()
    file.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in lines), encoding="utf-8")
    house.stop()
    done = house.run("apply", str(file), "--out", str(out))
    answers = [json.loads(one) for one in out.read_text(encoding="utf-8").splitlines()]
    assert 0 == done.returncode, (done.stderr, [one for one in answers if not one["ok"]][:3])
    house.start(persons=12, enquiries=6).until_it_answers(300)
    return [one["returned"] for one in answers]


def _of_item(field: Field, code: str, number: int, entry: str, picture: Path) -> Iterator[dict[str, Any]]:
    """What a mortuary writes of one thing that came: code, photograph, where it lies, examination, sample."""
    at = (datetime.now(UTC) - timedelta(seconds=30)).isoformat()
    by = {"as": "mortuary-1"}
    yield {"do": "remains.record_item", "as": "registrar-1", "with": {
        "recovered_id": field.recovery, "item_code": code, "kind": "part" if number % 7 == 6 else "whole",
        "found_where": f"мішок {number}", "disc": "none",
    }}  # fmt: skip
    yield {"do": "returns.enter_received", "as": "registrar-1", "with": {"entry_id": entry, "item_code": code}}
    yield {"do": "remains.keep_picture", **by, "with": {
        "item_code": code, "taken_at": at, "taken_by": "лікарка", "picture": b64encode(picture.read_bytes()).decode(),
    }}  # fmt: skip
    for step, more in (
        ("recovered", {}),
        ("received", {"from_whom": "старший групи", "seal_number": f"Н-{number}", "purpose": "облік"}),
        ("stored", {"store_code": "МОРГ-9"}),
    ):  # fmt: skip
        yield {"do": "remains.record_step", **by, "with": {
            "item_code": code, "step": step, "happened_at": at, "by": "санітар", **more,
        }}  # fmt: skip
    yield {"do": "remains.record_examination", "as": "medical-1", "with": {
        "item_code": code, "happened_at": at, "examined_by": "лікарка", "second": "санітар",
        "body": {"sex": "probably_male"}, "cause": "violent", "held": "not_held",
        "held_ground": "знайдено на своїй позиції",
    }}  # fmt: skip
    yield {"do": "remains.take_sample", "as": "medical-1", "with": {
        "item_code": code, "kind": "bone", "site": "стегнова", "happened_at": at, "taken_by": "лікарка",
        "seal_number": f"З-{number}", "kept_where": "морозильник 2",
    }, "save": f"sample{number}"}  # fmt: skip
    if number >= sum(SIZES) - SENT:
        yield {"do": "remains.read_labels_again", **by, "with": {
            "item_code": code, "happened_at": at, "on_body": code, "on_bag": code, "on_paper": code, "by": "санітар",
            "second": "лікарка",
        }}  # fmt: skip


def _by_telephone(name: str) -> Iterator[dict[str, Any]]:
    """A family that asked by telephone, and what both parents gave."""
    receipt, today = receipt_from_form_id(name.encode().ljust(32, b"."), "uk"), date.today()
    yield {"do": "enquiries.receive_enquiry", "as": "hotline-operator-1", "save": BY_FILE[name], "with": {
        "asked": {"sought_name": f"{name} Остап", "enquirer_name": f"{name} Дарина", "relation": "mother"},
        "locator": locator_of(receipt), "letter_identity": letter_identity_of(receipt), "language": "uk",
        "received_on": today.isoformat(), "channel": "telephone",
    }}  # fmt: skip
    for kin, sex in (("mother", "F"), ("father", "M")):
        yield {"do": "identification.record_consent", "as": "caseworker-1", "save": f"{BY_FILE[name]}_{kin}", "with": {
            "given_by": "relative", "donor": f"{name}, {kin}", "relation": kin, "power": "PA", "uses": ["search"],
            "given_on": today.isoformat(), "until": (today + timedelta(days=300)).isoformat(), "witness": "медсестра",
            "taken_by": "лаборантка", "language": "uk", "sex": sex, "enquiry_id": {"$": BY_FILE[name]},
        }}  # fmt: skip


def _asks(bureau: Bureau, name: str, own_name: str) -> tuple[Family, str]:
    """A mother asks on the portal.  Returns: she, and the number of her enquiry."""
    family = bureau.family().asks(name, "1991", own_name=own_name)
    clerk = bureau.by("caseworker-1").waits_for("/enquiries?show=new", f"tr:has-text('{name}')")
    (enquiry,) = set(numbers(clerk.page.locator(f"tr:has-text('{name}')").first.inner_text(), "E"))
    return family, enquiry


def _gives(bureau: Bureau, enquiry: str, name: str, kin: str) -> str:
    """A parent gives a sample.  Returns: its code."""
    clerk = bureau.by("caseworker-1").enters(
        f"/identification/consents/new?enquiry={enquiry}", donor=f"{name}, {kin}", donor_relation=kin,
        donor_sex="F" if kin == "mother" else "M", family_power="PA", consent_uses=["search"],
        consent_language="українська", consent_witness="медсестра", consent_taken_by="лаборантка",
        consent_until=(date.today() + timedelta(days=300)).isoformat(),
    )  # fmt: skip
    return clerk.last_part()


def _finding(expert: Worker, item: str, enquiry: str) -> str:
    """The number of what was found of an item and a family, once the jobs compared."""
    row = f"tr:has-text('{enquiry}')"
    expert.waits_for(f"/identification/findings?item={item}&enquiry={enquiry}", row, 180)
    return str(expert.page.locator(f"{row} a").first.get_attribute("href")).rpartition("/")[2]


def _hypothesis(bureau: Bureau, item: str, enquiry: str) -> str:
    """Opened from the finding, DNA laid beside it, reviewed by two.  Returns: its address."""
    expert = bureau.by("board-expert-3")
    found = _finding(expert, item, enquiry)
    expert.enters(
        f"/identification/hypotheses/new?item={item}&enquiry={enquiry}&finding={found}", board_said="поруч із постом"
    )
    at = f"/identification/hypotheses/{expert.last_part()}"
    expert.enters(f"{at}/evidence", id_method="dna", evidence_weighs="supports", finding_id=found, board_said="локуси")
    for number in (1, 2):
        bureau.by(f"board-expert-{number}").enters(f"{at}/review", review_verdict="supported", board_said="усі локуси")
    return at


def _concluded(bureau: Bureau, item: str, enquiry: str) -> str:
    at = _hypothesis(bureau, item, enquiry)
    for number in (1, 4):
        bureau.by(f"board-expert-{number}").enters(f"{at}/sign", board_said="це він")
    return bureau.by("board-expert-4").opens(at).text()


def _certified(bureau: Bureau, item: str) -> None:
    """A certificate of the house: drawn by one, signed by a doctor and the head, sent and receipted."""
    doctor, head, registrar = bureau.by("medical-1"), bureau.by("head-of-bureau-1"), bureau.by("registrar-1")
    registrar.enters(f"/remains/items/{item}/certificate", power="PA", told_by="реєстраторка, за списком частини")
    certificate = registrar.last_part()
    for signer in (doctor, head):
        signer.opens(f"/certificates/{certificate}")
        signer.presses(f"form[action='/certificates/{certificate}/sign'] button")
    for step in ("sent", "receipted"):
        registrar.enters(
            f"/certificates/{certificate}/sent", death_recipient="central_tracing_agency", sending_step=step,
            reference=f"лист {step}",
        )  # fmt: skip


def _told_at_home(bureau: Bureau, enquiry: str) -> None:
    """A case, a visit by two who were trained, and the word of another who heard it."""
    clerk, liaison, head = bureau.by("caseworker-1"), bureau.by("family-liaison-1"), bureau.by("head-of-bureau-1")
    for name in ("Бондар Ольга", "Коваль Петро"):
        head.enters(
            "/tellings/visitors/new", visitor_name=name, visitor_office="супровід родин",
            trained_on=(date.today() - timedelta(days=30)).isoformat(), trained_by="курс", languages="uk",
        )  # fmt: skip
    clerk.enters(
        "/tellings/open", death_known="proven", enquiry_id=enquiry,
        visit_by=(date.today() + timedelta(days=5)).isoformat(),
    )  # fmt: skip
    case = clerk.last_part()
    liaison.opens(f"/tellings/cases/{case}/{enquiry}/visit")
    pair = liaison.page.locator("main form [name='visitors']")
    going = [pair.nth(number).get_attribute("value") for number in range(pair.count())][-2:]
    plan = {"visit_purpose": "death", "telling_way": "visit", "visit_on": date.today().isoformat(),
            "meets_at": "у сестри", "visit_language": "українська"}  # fmt: skip
    said = liaison.tries(f"/tellings/cases/{case}/{enquiry}/visit", visitors=going[:1], **plan)
    assert liaison.page.query_selector(".faults, .refusal"), f"one alone goes to nobody: {said}"
    liaison.enters(f"/tellings/cases/{case}/{enquiry}/visit", visitors=going, **plan)
    visit = liaison.last_part()
    liaison.enters(f"/tellings/visits/{visit}/end", visit_end="told", told="що він загинув, і звідки це відомо")
    bureau.by("family-liaison-2").enters(f"/tellings/visits/{visit}/confirm", heard_from="Коваль Петро")


def _given(bureau: Bureau, enquiry: str, codes: list[str], packet: str) -> None:
    """What was found on him and he himself go to his mother: proposed by one, given by another account."""
    clerk, registrar = bureau.by("caseworker-1"), bureau.by("registrar-1")
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
    said = registrar.tries(f"/remains-releases/{given_id}/give", **gives)
    assert registrar.page.query_selector(".faults, .refusal"), f"his things have not gone on: {said}"
    to_her: dict[str, Any] = {"finds_to": "family", "finds_enquiry": enquiry}
    for step, more in (("forwarded", to_her), ("receipted", {})):
        registrar.enters(f"/remains/finds/{packet}/{step}", reference="розписка 5", **more)
    registrar.enters(f"/remains-releases/{given_id}/give", **gives)
    status, paper = registrar.fetches(f"/remains-releases/{given_id}?export=pdf")
    assert (200, b"%PDF") == (status, paper[:4])


def test_two_batches_come_five_have_a_name_one_is_told_and_given_and_one_batch_goes(
    bureau: Bureau, tmp_path: Path, picture: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began, lap, seconds = time.monotonic(), time.monotonic(), dict[str, float]()

    def took(what: str) -> None:
        nonlocal lap
        seconds[what], lap = time.monotonic() - lap, time.monotonic()

    who, mortuary, head = Drawn(), bureau.by("mortuary-1"), bureau.by("head-of-bureau-1")
    field_ = Field(bureau, "MST", picture)
    mortuary.enters("/remains/stores/new", store_code="МОРГ-9", store_capacity="200", store_kept_at="4 °C")
    head.enters("/identification/power", power="PA")

    # Two batches, each counted by a doctor who saw no list; every planted difference is ended by two.
    batches, entries = [], []
    for number, size in enumerate(SIZES, 1):
        rows, seen = _listed(number, size)
        batch, links = received(bureau, f"їхня {number}", rows, seen, size)
        assert size == len(links)
        batches.append(batch)
        entries += links
    took("two batches counted")
    ended = 0
    for batch in batches:
        ended += differences_end(field_.registrar, head, batch)
        said = field_.registrar.tries(f"/batches/{batch}/step/closed", reference="протокол 9", **TWO)
        assert field_.registrar.page.query_selector(".refusal"), f"not each thing has our code: {said}"
    assert ended >= 2 * 4, "another's label, an unread one, a broken seal, one more and one less"
    took("differences ended")

    # What one thing needs is done on the pages; of the others a table says it.
    rest = [number for number in range(sum(SIZES)) if number not in THREE_PARTS]
    codes = {number: field_.code(count) for count, number in enumerate((*THREE_PARTS, *rest), 1)}
    for count, number in enumerate(THREE_PARTS, 1):
        assert codes[number] == field_.takes_up(count, "incomplete" if number == 0 else "part")
        field_.registrar.enters(entries[number], item_code=codes[number])
    lines = [
        line for number in rest
        for line in _of_item(field_, codes[number], number, entries[number].split("/")[2], picture)
    ]  # fmt: skip
    for name in BY_FILE:
        lines += _by_telephone(name)
    returned = _applied(bureau.house, tmp_path, lines)
    saved = {str(line["save"]): str(one) for line, one in zip(lines, returned, strict=True) if "save" in line}
    for batch in batches:
        head.opens(f"/batches/{batch}").presses(f"form[action='/batches/{batch}/approve/closed'] button")
        field_.registrar.enters(f"/batches/{batch}/step/closed", reference="протокол 9", **TWO)
    took(f"{len(lines)} lines of a file, both batches closed")

    # Examined and sampled; what was found on him sealed; families ask and give.
    samples = {number: saved.get(f"sample{number}") or field_.examines(code) for number, code in codes.items()}
    item = codes[0]
    field_.registrar.enters(
        f"/remains/items/{item}/finds", by="санітар", second="лікарка", seal_number="П-7", contents="годинник, лист"
    )
    packet = numbers(field_.registrar.opens(f"/remains/items/{item}").page.content(), "RK")[0]
    mother, enquiry = _asks(bureau, "Вигаденко Тарас", "Вигаденко Ольга")
    enquiries = {"Вигаденко": enquiry} | {name: saved[word] for name, word in BY_FILE.items()}
    _, enquiries["Дворідний"] = _asks(bureau, "Дворідний Лев", "Дворідна Ніна")
    _, enquiries["Парний"] = _asks(bureau, "Парний Гліб", "Парна Ганна")
    _, second_son = _asks(bureau, "Парний Марко", "Парна Ганна")
    given, late = {}, {}
    for name, parents in who.parents.items():
        for kin, person in zip(("mother", "father"), parents, strict=True):
            code = saved.get(f"{BY_FILE.get(name)}_{kin}") or _gives(bureau, enquiries[name], name, kin)
            (late if (name, kin) == ("Дворідний", "father") else given)[code] = person
    took("examined, asked, given")

    # The laboratory's files are read; one of two relatives names nobody, both do.
    laboratory, expert = bureau.by("laboratory-1"), bureau.by("board-expert-1")
    sends(laboratory, "/identification/frequencies/new", frequencies_file(tmp_path / "frequencies.csv"),
          population="вигадана", frequencies_source="для випробування")  # fmt: skip
    expert.opens("/identification/frequencies")
    expert.opens(str(expert.page.locator("main table tbody th a").first.get_attribute("href")))
    expert.presses("main form button:not([value])")
    read = given | {samples[number]: person for number, person in who.of_item.items()}
    sends(laboratory, "/identification/results/new", results_file(tmp_path / "results.csv", read),
          laboratory="лабораторія 1", kit="GlobalFiler")  # fmt: skip
    for name, items in ITEMS_OF.items():
        if name != "Дворідний":
            _finding(expert, codes[items[-1]], enquiries[name])
    alone = f"/identification/findings?enquiry={enquiries['Дворідний']}&show=all"
    assert not expert.opens(alone).page.query_selector("main table tbody th"), "she alone stays below the bar"
    sends(laboratory, "/identification/results/new", results_file(tmp_path / "later.csv", late),
          laboratory="лабораторія 1", kit="GlobalFiler")  # fmt: skip
    _finding(expert, codes[2], enquiries["Дворідний"])
    took(f"{len(read) + len(late)} profiles read and compared")

    # Three parts of one in two batches, linked by two.
    for number in THREE_PARTS[1:]:
        laboratory.enters("/identification/parts/new", first_code=item, second_code=codes[number], reason="усі локуси")
        expert.opens("/identification/parts")
        expert.presses(f"li:has-text('{codes[number]}') form button")
    before = _reads(bureau, mother)
    for name, items in ITEMS_OF.items():
        said = _concluded(bureau, codes[items[0]], enquiries[name])
        assert all(codes[number] in said for number in items), "what two linked comes along"
    took("five conclusions of the board")

    # Two brothers: whichever is looked at, the other stands in the way, and she who seeks both; nobody signs.
    for own, other in (BROTHERS, BROTHERS[::-1]):
        at = _hypothesis(bureau, codes[own], enquiries["Парний"])
        said = expert.opens(at).text()
        assert codes[other] in said and second_son in said and "те саме ім’я" in said
        said = expert.tries(f"{at}/sign", board_said="це він")
        assert expert.page.query_selector(".refusal") and codes[other] in said and second_son in said
    took("two brothers undecided")

    # The certificate and the notice go out; on no channel anything changes before somebody goes to her.
    for items in ITEMS_OF.values():
        _certified(bureau, codes[items[0]])
    assert before == _reads(bureau, mother), "nothing is told before two go to her"
    took("five certificates, notices receipted")
    _told_at_home(bureau, enquiry)
    for number in THREE_PARTS:
        field_.reads_labels(codes[number])
    _given(bureau, enquiry, [codes[number] for number in THREE_PARTS], packet)
    assert before == _reads(bureau, mother), "nor does the portal tell it afterwards"
    took("told, his things and he given")

    # One batch goes, is counted three short there, and is reconciled line by line.
    sent(field_, tmp_path, [codes[number] for number in range(sum(SIZES) - SENT, sum(SIZES))], SENT - SHORT)
    took(f"{SENT} sent, counted {SHORT} short, closed")
    verified = bureau.house.run("verify")
    assert 0 == verified.returncode, verified.stdout + verified.stderr
    took("verify")
    with capsys.disabled():
        print(f"\n{SIZES[0]} and {SIZES[1]} things, {ended} differences, {len(lines)} lines by file, "
              f"{time.monotonic() - began:.0f} s")  # fmt: skip
        print("\n".join(f"  {spent:6.1f} s  {what}" for what, spent in seconds.items()))


def _reads(bureau: Bureau, mother: Family) -> str:
    """What her box shows after a round."""
    bureau.round()
    return mother.reads_letters()
