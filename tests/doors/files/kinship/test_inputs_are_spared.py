"""The laboratory's commands write over no file that they read, and take no number that cannot be."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from repatria.config.cli import _parser
from repatria.config.kinship_commands import kinship
from repatria.config.places import Places
from repatria.config.settings.environment import SettingError
from repatria.doors.files.linking.errors import OverwrittenInputError

EXAMPLES = Path(__file__).resolve().parents[4] / "examples" / "kinship"


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    return Path(copytree(EXAMPLES, tmp_path / "kinship"))


def ask(folder: Path, *words: str) -> int:
    given = _parser().parse_args(["kinship", *(word.replace("AT/", f"{folder}/") for word in words)])
    return kinship(Places(folder), given)


SEARCH = ("search", "--remains", "AT/remains.csv", "--families", "AT/families.csv", "--references", "AT/relatives.csv",
          "--frequencies", "AT/invented-frequencies.csv")  # fmt: skip


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (("lr", "AT/questions.json", "--out", "AT/questions.json"), "questions.json"),
        (("joint", "AT/incident.json", "--out", "AT/incident.json"), "incident.json"),
        ((*SEARCH, "--out", "AT/remains.csv"), "remains.csv"),
    ],
)
def test_refuses_to_write_over_what_it_reads(examples: Path, words: tuple[str, ...], read: str) -> None:
    before = (examples / read).read_bytes()
    with pytest.raises(OverwrittenInputError):
        ask(examples, *words)

    assert before == (examples / read).read_bytes()


@pytest.mark.parametrize(
    "option", ["--theta=5", "--theta=nan", "--drop-out=2", "--drop-in=-1", "--prior-odds=-1", "--each=0", "--threads=0"]
)
def test_refuses_a_number_that_cannot_be(examples: Path, option: str) -> None:
    with pytest.raises(SettingError) as refused:
        ask(examples, *SEARCH, "--out", "AT/pairs.csv", option)

    assert option.partition("=")[0] in str(refused.value)
    assert not (examples / "pairs.csv").exists()
