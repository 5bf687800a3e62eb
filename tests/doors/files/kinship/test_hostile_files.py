"""Whatever a file holds, a command ends with one clear line that names it and with exit code 2, soon and in little
memory."""

from __future__ import annotations

import json
import os
from pathlib import Path
from shutil import copytree

import pytest

from repatria.config.session import BAD_INPUT, DIFFERS
from tests.doors.files.kinship.test_commands import EXAMPLES, run

LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>'
CASES = '{"cases": [{"id": "x", "theta": %s}]}'
JSON = {
    "nested": b"[" * 200_000,
    "nested in an object": b'{"a":' * 100_000,
    "ten thousand digits": (CASES % ("1" * 10_000)).encode(),
    "10 to the 400": (CASES % str(10**400)).encode(),
    "1e400": (CASES % "1e400").encode(),
    "not a number": (CASES % "NaN").encode(),
    "infinity": (CASES % "-Infinity").encode(),
    "UTF-16": (CASES % "1").encode("utf-16"),
    "no JSON": b"\x00\x01\x02\xff",
    "empty": b"",
    "a word": b'"families"',
    "a list": b"[1, 2]",
    "an empty object": b"{}",
}
TABLE = {
    "a cell of 5 MB": b'Sample,D3S1358\nB,"' + b"9" * 5_000_000 + b'"\n',
    "a cell of 5 MB in the header": b"9" * 5_000_000 + b",Sample\nB,9\n",
    "an open quotation mark": b'Sample,D3S1358 1,D3S1358 2\nB,"14,15\nC,14,15\n',
    "100,000 columns": b"Sample," + b",".join([b"D3S1358"] * 100_000) + b"\nB,9\n",
    "UTF-7": b"+AFMAYQBtAHAAbABl-,+AEQAMwBTADEAMwA1ADg-\nB,9/9\n",
    "bytes": bytes(range(256)) * 50,
    "zeros": bytes(100_000),
    "empty": b"",
    "line ends": b"\n\r\n\n",
}
XML = {
    "billion laughs": LAUGHS.encode(),
    "an outside entity": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>',
    "nested": b"<SPECIMEN>" * 100_000,
    "UTF-7": b'<?xml version="1.0" encoding="utf-7"?><x/>',
    "an unknown encoding": b'<?xml version="1.0" encoding="no-such"?><x/>',
    "UTF-16 of something else": '<?xml version="1.0" encoding="utf-16"?><x/>'.encode("utf-16"),
    "cut off": b"<x><y>",
    "bytes": bytes(range(256)),
    "empty": b"",
}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return Path(copytree(EXAMPLES, tmp_path / "here"))


def material(here: Path, **instead: Path) -> list[object]:
    paths = {
        "remains": here / "remains.csv", "families": here / "families.csv", "references": here / "relatives.csv",
        "frequencies": here / "invented-frequencies.csv",
    } | instead  # fmt: skip
    return [word for name, path in paths.items() for word in (f"--{name}", path)] + ["--threads", 1]


def command(here: Path, action: str, argument: str, path: Path) -> list[object]:
    """A command in which one argument is the hostile file."""
    out = here / "out.csv"
    if action in ("lr", "joint"):
        return [action, path, "--out", out]
    if action == "simulate":
        return [action, "--frequencies", path, "--out", here / "made"]
    if action == "report":
        names = ("--name", "A", "--name", "B", "--body", "B-04", "--family", "F02", "--theta", 0)
        instead = {} if argument == "pairs" else {argument: path}
        pairs = path if argument == "pairs" else here / "pairs.csv"
        (here / "pairs.csv").touch()
        return [action, *material(here, **instead), "--pairs", pairs, *names, "--out", here / "out.pdf"]
    return [action, *material(here, **{argument: path}), "--out", out]


MATERIAL_ARGUMENTS = ("remains", "families", "references", "frequencies", "staff", "haplotypes", "evidence")
SEARCHED = [("search", "remains"), *(pytest.param("search", one, marks=pytest.mark.whole)
                                     for one in MATERIAL_ARGUMENTS if one != "remains")]  # fmt: skip
"""One command whose every argument is tried; of its first, `make test` too."""
READERS = [
    ("lr", "questions"), ("joint", "dataset"), ("simulate", "frequencies"), ("power", "remains"), ("power", "families"),
    ("report", "remains"), ("report", "frequencies"), ("report", "pairs"), *SEARCHED,
]  # fmt: skip


def refuses(here: Path, typed: list[object], name: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path for path in here.rglob("*") if path.suffix in (".csv", ".json", ".pdf")}

    assert BAD_INPUT == run(*typed)
    said = capsys.readouterr().out
    assert name in said
    assert "Traceback" not in said and len(said) < 2_000
    assert before == {path for path in here.rglob("*") if path.suffix in (".csv", ".json", ".pdf")}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("what", ["a folder", "/dev/zero", "a pipe", "nothing"])
@pytest.mark.parametrize(("action", "argument"), READERS)
def test_refuses_what_is_no_plain_file(here, action, argument, what, capsys):
    path = Path("/dev/zero") if what == "/dev/zero" else here / "hostile.csv"
    if what == "a folder":
        path.mkdir()
    if what == "a pipe":
        os.mkfifo(path)

    refuses(here, command(here, action, argument, path), path.name, capsys)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("held", JSON)
@pytest.mark.parametrize(
    ("action", "argument"),
    [("lr", ""), ("joint", ""), ("simulate", ""), ("power", "remains"), *SEARCHED],
)
def test_refuses_hostile_json(here, action, argument, held, capsys):
    path = here / "hostile.json"
    path.write_bytes(JSON[held])

    refuses(here, command(here, action, argument, path), "hostile.json", capsys)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("held", TABLE)
@pytest.mark.parametrize(
    ("action", "argument"),
    [("simulate", ""), ("power", "families"), *SEARCHED],
)
def test_refuses_hostile_tables(here, action, argument, held, capsys):
    path = here / "hostile.csv"
    path.write_bytes(TABLE[held])

    refuses(here, command(here, action, argument, path), "hostile.csv", capsys)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("held", XML)
@pytest.mark.parametrize(
    ("action", "argument"), [("search", "remains"), ("search", "frequencies"), ("power", "references")]
)
def test_refuses_hostile_xml(here, action, argument, held, capsys):
    path = here / "hostile.xml"
    path.write_bytes(XML[held])

    refuses(here, command(here, action, argument, path), "hostile.xml", capsys)


@pytest.mark.parametrize(
    "held", [b"", b"body\n", b'body,family\n"open\n', b"\x00\x01", "body,family\n".encode("utf-16-le")]
)
def test_refuses_a_hostile_list_of_pairs(here, held, capsys):
    assert 0 == run("search", *material(here), "--out", here / "pairs.csv")
    capsys.readouterr()
    (here / "pairs.csv").write_bytes(held)

    refuses(here, command(here, "report", "pairs", here / "pairs.csv"), "pairs.csv", capsys)


@pytest.mark.parametrize(
    "field", ["theta", "minimum_frequency", "silent", "drop_out", "genotypes", "pedigree", "mutation"]
)
@pytest.mark.parametrize("value", [[[[]]], {"a": {"b": []}}, "x", -1, 10**30, True])
def test_a_question_with_a_field_that_cannot_be_does_not_stop_the_others(tmp_path, field, value):
    given = json.loads((EXAMPLES / "questions.json").read_text())
    given["cases"][0][field] = value
    (tmp_path / "odd.json").write_text(json.dumps(given))

    assert DIFFERS == run("lr", tmp_path / "odd.json", "--out", tmp_path / "out.json")
    refused, answered = json.loads((tmp_path / "out.json").read_text())["cases"]
    assert refused["faults"]
    assert "log10_lr_total" in answered


@pytest.mark.parametrize("out", ["taken/out.csv", "a-folder"])
def test_a_place_that_cannot_be_written_is_named(here, out, capsys):
    (here / "taken").write_text("a file")
    (here / "a-folder").mkdir()

    assert BAD_INPUT == run("search", *material(here), "--out", here / out)
    assert out.split("/")[0] in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "option"),
    [
        (("--prior-odds", "0"), "--prior-odds"),
        (("--prior-odds", "nan"), "--prior-odds"),
        (("--rate-male", "0.001"), "--rate-male"),
        (("--rate-female", "0.001", "--mutation", "none"), "--rate-female"),
        (("--rate2", "0.001", "--mutation", "equal"), "--rate2"),
        (("--range", "0.5", "--mutation", "proportional"), "--range"),
        (("--stationary",), "--stationary"),
        (("--minimum-frequency", "0"), "--minimum-frequency"),
        (("--drop-out", "1"), "--drop-out"),
        (("--least", "inf"), "--least"),
    ],
)
@pytest.mark.parametrize("action", ["search", "power"])
def test_no_option_is_silently_ignored(here, action, typed, option, capsys):
    if action == "power" and option == "--least":
        typed, option = ("--draws", "1"), "--draws"

    assert BAD_INPUT == run(action, *material(here), "--out", here / "out.csv", *typed)
    assert option in capsys.readouterr().out
