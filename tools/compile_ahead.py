"""Compiles the inner loops of linking and kinship once, so that nobody's first answer waits for it.

`make setup` runs it; it may be run again at any time. What is compiled is kept beside the sources, where they can be
written to, and is compiled again by whoever needs it when the sources change.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from repatria.core.linkage.candidates.weighing import WHOLE_SCAN
from repatria.core.linkage.index import LinkageIndex, index_of_parts, parts_of
from repatria.core.linkage.rows import EnquiryRow, RegisterRow
from repatria.core.names.similarity.distance import distance

EXAMPLES = Path(__file__).parent.parent / "examples"
SYLLABLES = ("ба", "ве", "го", "ду", "жи", "ко", "лю", "ме", "ну", "ря", "со", "ту")
ENDINGS = ("енко", "чук", "ський", "ов", "ян", "дзе")
GIVEN = ("Сергій", "Микола", "Олена", "Ігор", "Анна", "Rustam")


def compile_linking() -> None:
    """Asks a register that is large enough to need every loop, in every way that leads to another one."""
    surnames = ["".join(parts) + ending for parts in itertools.product(SYLLABLES, repeat=3) for ending in ENDINGS]
    rows = [
        RegisterRow(
            person_id=str(at), surname=surnames[at % len(surnames)], given_name=GIVEN[at % len(GIVEN)],
            patronymic="Петрович", birth_date=f"{1960 + at % 40}-{1 + at % 12:02}-{1 + at % 28:02}", place="Умань",
        )
        for at in range(WHOLE_SCAN + 1000)
    ]  # fmt: skip
    index = LinkageIndex.build([*rows, RegisterRow(person_id="unlabelled", name="Сергій Петро Бабабенко")])
    _ask(index)
    kept = {name: part if isinstance(part, bytes) else part.copy() for name, part in parts_of(index).items()}
    _ask(index_of_parts(kept))
    distance("sergii", "sergei")


def _ask(index: LinkageIndex) -> None:
    for _ in range(2):
        for name in ("Сергій Бабабенко", "Babavenko Serhiy Petrovich", "Х. Невідомий"):
            for born in ("", "1961", "1961-02-02"):
                asked = EnquiryRow(enquiry_id="1", name=name, birth_date=born, place="Умань")
                index.rank(asked)
        index.add(RegisterRow(person_id="new", surname="Бабабенко", given_name="Сергій"))
    index.compare(asked, "new")
    index.remove("new")


def compile_kinship(folder: Path) -> None:
    """Runs the examples of the commands."""
    kinship, repatria = EXAMPLES / "kinship", Path(sys.executable).with_name("repatria")
    tables = [
        "--remains", str(kinship / "remains.csv"), "--families", str(kinship / "families.csv"),
        "--references", str(kinship / "relatives.csv"),
        "--frequencies", str(kinship / "invented-frequencies.csv"),
    ]  # fmt: skip
    for command in (
        ["lr", str(kinship / "questions.json"), "--out", str(folder / "answers.json")],
        ["joint", str(kinship / "incident.json"), "--out", str(folder / "joint.json")],
        ["search", *tables, "--out", str(folder / "pairs.csv")],
    ):
        subprocess.run([repatria, "kinship", *command], check=True, capture_output=True)


if __name__ == "__main__":
    print("compiling the inner loops of linking and of kinship ...", flush=True)
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(1) as beside:
        kinship = beside.submit(compile_kinship, Path(place))  # commands of their own, on another core
        compile_linking()
        kinship.result()
