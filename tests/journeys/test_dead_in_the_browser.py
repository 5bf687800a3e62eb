"""From a family's word to a laboratory's file, in Chromium: what was told and examined beside each other on one page,
samples of relatives under consents, a table of frequencies that another agrees, profiles of a file.

The demonstration's own dead: one who was examined and sampled there. Families, alleles and frequencies are drawn.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.journeys.people import Bureau, Worker

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
