"""What the journeys of the dead share: drawn families, files of a laboratory, a team in the field, batches.

Families, alleles and frequencies are drawn; everybody is invented.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from axe_playwright_python.base import AXE_SCRIPT

from repatria.core.vocabulary.remains_codes import remains_code
from tests.journeys.house import until
from tests.journeys.people import PHONE, SCREEN, Bureau, Worker

MARKERS = tuple(f"D{number}S1358" for number in range(1, 17))
ALLELES = tuple(str(number) for number in range(8, 18))
Person = dict[str, tuple[str, str]]


def drawn(seed: int) -> Person:
    random = np.random.default_rng(seed)
    return {marker: (str(one), str(other)) for marker in MARKERS for one, other in [random.choice(ALLELES, 2)]}


def child_of(mother: Person, father: Person) -> Person:
    return {marker: (mother[marker][0], father[marker][1]) for marker in MARKERS}


def results_file(path: Path, people: dict[str, Person]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("Sample Name", "Marker", "Allele 1", "Allele 2"))
        writer.writerows((code, marker, *seen) for code, one in people.items() for marker, seen in one.items())
    return path


def frequencies_file(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("Allele", *MARKERS))
        writer.writerows((allele, *("0.1",) * len(MARKERS)) for allele in ALLELES)
    return path


def sends(worker: Worker, path: str, file: Path, **values: Any) -> None:
    worker.opens(path)
    worker.page.set_input_files("main form [name='file']", str(file))
    for name, value in values.items():
        worker._fill(name, value)
    worker.presses("main form button:not([value])")
    assert not worker.page.query_selector(".faults, .refusal"), (path, worker.text())


def listed(worker: Worker, path: str) -> list[str]:
    worker.opens(path)
    return [one.strip() for one in worker.page.locator("main table tbody th").all_inner_texts()]


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


_MOST_ENDED = 60
TWO = {"by": "наш уповноважений", "second": "їхній уповноважений"}


def differences_end(registrar: Worker, head: Worker, batch: str) -> int:
    """Each difference of two counts is ended by two.  Returns: how many there were."""
    for ended in range(_MOST_ENDED):
        registrar.opens(f"/batches/{batch}")
        ends = [one.get_attribute("href") for one in registrar.page.locator("a[href*='/batch-differences/']").all()]
        if not ends:
            return ended
        registrar.opens(str(ends[0]))
        choices = registrar.page.locator("main form [name='mismatch_end']")
        offered = [choices.nth(number).get_attribute("value") for number in range(choices.count())]
        how = next(one for one in ("both_stand", "still_sought", "taken_as_extra", *offered) if one in offered)
        registrar.enters(str(ends[0]), mismatch_end=how, mismatch_said="шукають далі, обидва числа стоять")
        head.opens(f"/batches/{batch}")
        head.presses("form[action$='/approve'] button")
        registrar.opens(f"/batches/{batch}")
        registrar.presses("form[action^='/batch-differences/proposed/'] button")
    raise AssertionError(registrar.text())


def received(bureau: Bureau, title: str, listed: str, seen: list[str], counted: int) -> tuple[str, list[str]]:
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
    now = datetime.now(UTC)
    times = [now - timedelta(seconds=len(seen) - n) for n in range(len(seen))]
    doctor.enters(
        f"/batches/{batch}/scans/count", brought_by="санітар",
        scans_text="\n".join(f"{at:%Y-%m-%dT%H:%M:%SZ};{one}" for at, one in zip(times, seen, strict=True)),
    )  # fmt: skip
    doctor.enters(f"/batches/{batch}/count/sign", count_number=str(counted), **TWO)
    registrar.opens(f"/batches/{batch}")
    registrar.presses(f"form[action='/batches/{batch}/compare'] button")
    registrar.opens(f"/batches/{batch}")
    return batch, [
        str(one.get_attribute("href")) for one in registrar.page.locator("a[href^='/batch-entries/']").all()
    ]  # fmt: skip


def fits(worker: Worker, path: str, shots: Path) -> None:
    """A page at both widths: nothing stands beside the screen."""
    for size in (PHONE, SCREEN):
        worker.page.set_viewport_size(size)
        worker.opens(path)
        wide = worker.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size["width"], (path, size, wide)
        worker.page.screenshot(path=str(shots / f"{path.strip('/').replace('/', '_')}_{size['width']}.png"),
                               full_page=True)  # fmt: skip


def sent(field: Field, shots: Path, codes: Sequence[str], counted: int) -> str:
    """A batch of ours that is sent, counted by its receiver, and reconciled.  Returns: its number.

    Given:    labels of each were read; `counted` how many the receiver says have come, the first ones.
    """
    registrar, head = field.registrar, field.bureau.by("head-of-bureau-1")
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
    assert len(codes) == len(checks)
    for place, (path, code) in enumerate(zip(checks, codes, strict=True)):
        registrar.enters(str(path), on_body=code, on_bag=code, on_paper=code, seal_number=f"S-{place}", **TWO)
    steps("assembled", **TWO)
    steps("sealed", seal_number="V-1", **TWO)
    _scans_without_a_line(registrar, batch, codes, shots)
    steps("loaded", **TWO)
    steps("dispatched", seal_number="V-1", carrier="власний транспорт", **TWO)
    steps("at_border", seal_number="V-1", **TWO)
    steps("spot_checked", neutral_who="делегат", spot_numbers=codes[0], reference="пломби цілі", **TWO)
    steps("handed_over", place="міст", reference="розписка 3", **TWO)
    registrar.enters(
        f"/batches/{batch}/their-count",
        count_number=str(counted),
        reference="їхній протокол",
        batch_rows="\n".join(f"{code};S-{n}" for n, code in enumerate(codes[:counted])),
        **TWO,
    )
    registrar.opens(f"/batches/{batch}")
    registrar.presses(f"form[action='/batches/{batch}/compare'] button")
    fits(registrar, f"/batches/{batch}", shots)
    said = registrar.tries(f"/batches/{batch}/step/closed", reference="протокол 9", **TWO)
    assert registrar.page.query_selector(".faults, .refusal"), said
    assert len(codes) - counted < differences_end(registrar, head, batch), "each line, and the two numbers"
    head.opens(f"/batches/{batch}")
    head.presses(f"form[action='/batches/{batch}/approve/closed'] button")
    steps("closed", reference="протокол 9", **TWO)
    fits(registrar, f"/batches/{batch}", shots)
    for sheet in ("manifest", "seal_list", "protocol", "spot_check", "receipt"):
        status, paper = registrar.fetches(f"/batches/{batch}/{sheet}.pdf")
        assert (200, b"%PDF") == (status, paper[:4]), sheet
    return batch


def _scans_without_a_line(registrar: Worker, batch: str, codes: list[str], shots: Path) -> None:
    """Each is scanned while there is no line, all but the last; the page is even opened anew. Then the line is back."""
    page = registrar.opens(f"/scan?batch={batch}&for=loading").page
    page.context.set_offline(True)
    for count, code in enumerate(codes[:-1], 1):
        page.fill("#scanned", code)
        page.press("#scanned", "Enter")
        until(lambda count=count: len(page.input_value("#scans-rows").splitlines()) == count, 10)
    for size in (PHONE, SCREEN):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        page.screenshot(path=str(shots / f"scans-kept-{size['width']}.png"), full_page=True)
    page.evaluate(AXE_SCRIPT)
    assert [] == page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    kept = page.evaluate("Object.values(localStorage).join()")
    assert kept and not any(code in kept for code in codes), "sealed where it lies"
    page.context.set_offline(False)
    registrar.opens(f"/scan?batch={batch}&for=loading")  # whoever opens the page again sends what lay there
    until(lambda: page.locator("#scans-waiting").is_hidden() and "0" in page.inner_text("#scans-count"), 20)
    page.fill("#scanned", codes[0])
    page.press("#scanned", "Enter")  # one that was scanned before
    until(lambda: codes[0] in page.inner_text("#scans-remarks"), 20)
    page.fill("#scanned", codes[-1])
    page.press("#scanned", "Enter")
    until(lambda: page.evaluate("localStorage.length") == 0 and "прийняло все" in page.inner_text("#scans-said"), 20)
