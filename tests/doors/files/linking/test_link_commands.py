"""`repatria link` as it is typed: without Django, with exit codes that mean something."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from repatria.config.cli import main
from repatria.doors.files.linking import duplicating, searching
from repatria.doors.files.linking.answers import AnswerFile
from tests.doors.files.linking.people import PEOPLE, table

ROOT = Path(__file__).parents[4]
PAGE = ROOT / "docs" / "operating" / "linking.md"


class Link:
    """Runs `repatria link` in one folder: in this process, where nothing else is said."""

    def __init__(self, folder: Path, patched: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]) -> None:
        self.folder, self._patched, self._captured = folder, patched, captured
        patched.chdir(folder)

    def expect(self, code: int, *words: str) -> tuple[str, str]:
        """Runs it, compares the exit code and returns both outputs; anything but an exit fails the test."""
        self._patched.setattr(sys, "argv", ["repatria", "link", *words])
        self._captured.readouterr()
        before, deafened = os.umask(0), signal.getsignal(signal.SIGINT)
        try:
            with pytest.raises(SystemExit) as ended:
                main()
        finally:
            os.umask(before)
            signal.signal(signal.SIGINT, deafened)
        out, err = self._captured.readouterr()
        assert code == ended.value.code, out + err
        return out, err


def environment() -> dict[str, str]:
    ours = {k: v for k, v in os.environ.items() if not k.startswith("REPATRIA_") and k != "DJANGO_SETTINGS_MODULE"}
    return ours | {"PYTHONPATH": str(ROOT / "src")}


@pytest.fixture
def link(tmp_path, monkeypatch, capsys) -> Link:
    (tmp_path / "R.tsv").write_text(table(), encoding="utf-8")
    (tmp_path / "E.tsv").write_text("id\tname\tbirth_date\nq1\tШевчинко Сережа\t1999\n", encoding="utf-8")
    return Link(tmp_path, monkeypatch, capsys)


def commands_of_the_page() -> list[str]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.startswith("    repatria link ")]


def test_every_example_of_the_page_runs(link, tmp_path):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    commands = commands_of_the_page()

    for command in commands:
        link.expect(0, *shlex.split(command)[2:])

    assert len(commands) >= 8
    assert {command.split()[2] for command in commands} >= {"search", "find", "explain", "evaluate", "duplicates"}
    first = (tmp_path / "answers.tsv").read_text(encoding="utf-8").splitlines()[1].split("\t")
    assert ["E-01", "1", "R-001"] == first[:3]
    assert b"\x89PNG" == (tmp_path / "savchuk.png").read_bytes()[:4]
    assert b"\x89PNG" == (tmp_path / "trial" / "calibration.png").read_bytes()[:4]


def test_every_file_that_an_example_reads_is_there():
    named = {word for command in commands_of_the_page() for word in command.split() if word.startswith("examples/")}

    assert len(named) == 3
    assert [] == [name for name in named if not (ROOT / name).is_file()]


def test_a_link_command_loads_no_django_and_no_store():
    code = (
        "import sys; sys.argv = ['repatria', 'link', 'explain', 'Шевчинко', 'Шевченко']\n"
        "from repatria.config.cli import main\n"
        "try:\n    main()\nexcept SystemExit as ended:\n    assert not ended.code, ended.code\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('django', 'sqlite3', 'psycopg')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())

    assert "[]" == done.stdout.splitlines()[-1]


def test_answers_go_to_standard_output_and_what_was_read_to_standard_error(link):
    answer, said = link.expect(0, "find", "Шевчинко Сережа", "--born", "1999", "--in", "R.tsv", "--json")

    assert "p1" == json.loads(answer)["candidates"][0]["person_id"]
    assert "R.tsv.idx" in said


@pytest.mark.parametrize(
    "words",
    [
        ("search", "--register", "R.tsv", "--enquiries", "E.tsv", "--out", "R.tsv"),
        ("search", "--register", "R.tsv", "--enquiries", "E.tsv", "--out", "./E.tsv"),
        ("search", "--register", "R.tsv", "--enquiries", "O-rejected.tsv", "--out", "O.tsv"),
        ("search", "--register", "R.tsv", "--enquiries", "E.tsv", "--out", "O.tsv", "--index", "R.tsv"),
        ("find", "Шевченко", "--in", "R.tsv", "--index", "R.tsv"),
        ("explain", "Шевченко", "Шевчук", "--in", "R.tsv", "--svg", "R.tsv"),
        ("search", "--register", "R.tsv", "--enquiries", ".O.tsv.unfinished", "--out", "O.tsv"),
        ("search", "--register", ".O.tsv.checkpoint", "--enquiries", "E.tsv", "--out", "O.tsv"),
        ("search", "--register", "R.tsv", "--enquiries", "E.tsv", "--out", "link.tsv"),
        ("search", "--register", "R.tsv", "--enquiries", "E.tsv", "--out", "O.tsv", "--index", "O.tsv"),
        ("search", "--register", "R.tsv", "--enquiries", "E.tsv", "--out", "O.tsv", "--index", "./O-rejected.tsv"),
        ("explain", "Шевченко", "Шевчук", "--svg", "w", "--png", "w"),
        ("explain", "Шевченко", "Шевчук", "--in", "R.tsv", "--svg", "w", "--index", "w"),
        (
            "evaluate",
            "--register",
            "R.tsv",
            "--enquiries",
            "E.tsv",
            "--truth",
            "T.tsv",
            "--out-dir",
            ".",
            "--index",
            "figures.tsv",
        ),
        ("duplicates", "--register", "O-groups.tsv", "--out", "O.tsv"),
        ("evaluate", "--register", "R.tsv", "--enquiries", "E.tsv", "--truth", "rejected.tsv", "--out-dir", "."),
    ],
)
def test_no_file_that_is_read_is_ever_written_over(link, words):
    (link.folder / "link.tsv").symlink_to("R.tsv")
    for name in ("O-rejected.tsv", "O-groups.tsv", "rejected.tsv", ".O.tsv.unfinished", ".O.tsv.checkpoint", "T.tsv"):
        (link.folder / name).write_text("id\tname\tenquiry_id\tperson_id\nq1\tШевченко\tq1\tp1\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in link.folder.iterdir()}

    assert "linking.E008" in "".join(link.expect(2, *words))
    assert before == {path.name: path.read_bytes() for path in link.folder.iterdir()}


@pytest.mark.parametrize("name", ["\x1b[2J.tsv", "a\u202eb.tsv", "a\rb.tsv", "\udcff.tsv"])
def test_no_name_of_a_file_steers_the_terminal(link, name):
    words = ("--enquiries", "E.tsv", "--out", "O.tsv")
    missing = "".join(link.expect(2, "search", "--register", name, *words))
    (link.folder / name).write_text(table(PEOPLE) + "\tto few\n", encoding="utf-8")
    read = "".join(link.expect(1, "search", "--register", name, *words))
    found = "".join(link.expect(1, "find", "Шевченко", "--in", name))
    (link.folder / name).write_text("nothing", encoding="utf-8")
    refused = "".join(link.expect(2, "search", "--register", name, *words))

    for said in (missing, read, found, refused):
        assert "[U+" in said
        assert all(sign.isprintable() or sign == "\n" for sign in said)


def test_thousands_are_parted_as_the_language_parts_them(link):
    said = "".join(
        link.expect(0, "explain", "Грінюк Андрій Федорович", "Грібенюк Андрій Федорович", "--language", "uk")
    )

    assert re.search(r"\d\u00a0\d{3} людей", said)
    assert "[U+" not in said


def test_what_the_system_refuses_is_said_without_a_traceback(link, monkeypatch):
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = "".join(link.expect(5, "search", "--register", "R.tsv", "--enquiries", "E.tsv", "--out", "O.tsv"))
    named = "".join(link.expect(5, "search", "--register", "R" * 300, "--enquiries", "E.tsv", "--out", "O.tsv"))

    assert "linking.E009: No space left on device" in said
    assert "File name too long" in named
    assert not (link.folder / "O.tsv").exists()


def test_a_folder_named_for_the_index_keeps_one_file_a_register(link):
    (link.folder / "kept").mkdir()
    (link.folder / "other").mkdir()
    (link.folder / "other" / "R.tsv").write_text(table(PEOPLE[1:]), encoding="utf-8")
    for register in ("R.tsv", "other/R.tsv", "R.tsv"):
        link.expect(0, "find", "Коваленко", "--in", register, "--index", "kept")

    names = sorted(path.name for path in (link.folder / "kept").iterdir())
    assert 2 == len(names)
    assert all(name.startswith("R.tsv-") and name.endswith(".idx") for name in names)
    assert not (link.folder / "R.tsv.idx").exists()


def test_rejected_rows_end_with_a_code_of_their_own(link):
    (link.folder / "R.tsv").write_text(table(PEOPLE) + "\tto few\n", encoding="utf-8")

    _, said = link.expect(1, "search", "--register", "R.tsv", "--enquiries", "E.tsv", "--out", "O.tsv")

    assert "R.tsv: line 7: rejected: has no number (id)" in said
    assert "p1" in (link.folder / "O.tsv").read_text(encoding="utf-8")
    link.expect(1, "find", "Шевченко", "--in", "R.tsv")
    _, again = link.expect(1, "find", "Шевченко", "--in", "R.tsv")
    assert "rejected rows of R.tsv: 1" in again


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("find", "Шевченко", "--in", "none.tsv"), "none.tsv"),
        (("find", "", "--in", "R.tsv"), "linking.E007"),
        (("find", "Шевченко", "--born", "wann", "--in", "R.tsv"), "is not read"),
        (("find", "Шевченко", "--in", "."), "."),
        (("search", "--register", "E.tsv", "--enquiries", "R.tsv", "--out", "O.xlsx"), "linking.E003"),
        (("search", "--register", "R.tsv", "--enquiries", "E.tsv", "--out", "O.tsv", "--resume"), "linking.E004"),
        (
            ("search", "--register", "R.tsv", "--enquiries", "E.tsv", "--out", "O.tsv", "--encoding", "no"),
            "tables.E001",
        ),
        (
            ("evaluate", "--register", "R.tsv", "--enquiries", "E.tsv", "--truth", "E.tsv", "--out-dir", "t"),
            "linking.E002",
        ),
        (("explain", "Шевченко", "Шевчук", "--png", "none/w.png"), "linking.E003"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_and_ends_with_two(link, words, said):
    outputs = link.expect(2, *words)

    assert said in "".join(outputs)


@pytest.mark.parametrize("words", [(), ("search",), ("find", "А", "--in", "R.tsv", "--top", "0"), ("merge",)])
def test_a_command_that_is_typed_wrongly_ends_with_two_and_the_usage(link, words):
    assert "usage:" in link.expect(2, *words)[1]


def test_a_search_that_is_stopped_says_how_to_go_on_and_goes_on(link, monkeypatch):
    people = "".join(f"q{n}\tШевчинко Сережа\t1999\n" for n in range(9))
    (link.folder / "E.tsv").write_text(f"id\tname\tbirth_date\n{people}", encoding="utf-8")
    words = ("search", "--register", "R.tsv", "--enquiries", "E.tsv", "--out", "O.tsv")
    monkeypatch.setattr(searching, "PAGE", 3)
    kept = AnswerFile.keep

    def keep(self: AnswerFile) -> None:
        kept(self)
        signal.raise_signal(signal.SIGINT)  # as Ctrl-C does

    with monkeypatch.context() as patched:
        patched.setattr(AnswerFile, "keep", keep)
        said, _ = link.expect(130, *words)
    assert "--resume goes on" in said
    assert not (link.folder / "O.tsv").exists()

    _, resumed = link.expect(0, *words, "--resume")

    lines = (link.folder / "O.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert "going on after 3 enquiries" in resumed
    assert [f"q{n}" for n in range(9)] == [line.split("\t")[0] for line in lines if line.split("\t")[1] == "1"]


def test_duplicates_that_are_stopped_leave_nothing_and_promise_nothing(link, monkeypatch):
    def stopped(*given: object, **further: object) -> None:
        signal.raise_signal(signal.SIGINT)  # as Ctrl-C does

    monkeypatch.setattr(duplicating, "clusters_of", stopped)

    said, _ = link.expect(130, "duplicates", "--register", "R.tsv", "--out", "D.tsv")

    assert "begins anew" in said and "go on" not in said
    assert [] == [path.name for path in link.folder.iterdir() if "D" in path.name]


def test_without_pyarrow_parquet_is_refused_with_a_word(link, monkeypatch):
    (link.folder / "R.parquet").write_bytes(b"PAR1 and so on")
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)

    said, _ = link.expect(5, "find", "Шевченко", "--in", "R.parquet")

    assert "tables.E002" in said
    assert "repatria[batch]" in said


def test_whoever_reads_may_stop_reading(tmp_path: Path) -> None:
    (tmp_path / "R.tsv").write_text(table(PEOPLE), encoding="utf-8")
    code = "import sys; from repatria.config.cli import main; sys.argv = ['repatria', *sys.argv[1:]]; main()"
    read, write = os.pipe()
    os.close(read)  # as `| head` does when it has its line
    try:
        done = subprocess.run(
            [sys.executable, "-c", code, "link", "find", "Шевченко", "--in", str(tmp_path / "R.tsv"), "--json"],
            stdout=write, stderr=subprocess.PIPE, text=True, check=False, env=environment(), cwd=tmp_path,
        )  # fmt: skip
    finally:
        os.close(write)

    assert done.returncode == 130
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr
