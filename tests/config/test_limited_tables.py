"""A workbook read in a limited child: the same rows as here, refused with a word, nothing in its reach."""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from repatria.config.limited_tables import OF_A_PAGE, TablesInAChild
from repatria.doors.files.tables import HeavyTableError, UnreadableTableError, WantedNames, tidy_name
from repatria.doors.files.tables.parquet import ParquetTable
from repatria.doors.files.tables.workbooks import Workbook
from repatria.doors.jobs.importing.opening import open_here

NAMES = WantedNames(known=frozenset(map(tidy_name, ("ПІБ", "Дата"))))


def opened(path, *, most=100, **limits):
    return TablesInAChild(limits=replace(OF_A_PAGE, **limits), most=most)(path, NAMES)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "list.xlsx"
    made = openpyxl.Workbook()
    for title in ("CAMP-1", "CAMP-2"):
        sheet = made.create_sheet(title)
        sheet.append(["Список"])
        sheet.append(["ПІБ", "Дата", "№"])
        sheet.append(["Ґудзь Іван", 29000, "=1+1"])
        sheet.append(["Кізь Левко", "1979", 7, "too", "much"])
        for number in range(600):
            sheet.append([f"Щур {number}", None, number])
    made.remove(made.worksheets[0])
    made.save(path)
    return path


def packed(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("content", [
    lambda: packed("[Content_Types].xml", b" " * 90_000_000), lambda: packed("xl/workbook.xml", b"<no"),
    lambda: b"PK\x03\x04 and so on",
], ids=("bomb", "broken", "text"))  # fmt: skip
def test_refuses_what_is_no_workbook(tmp_path, content):
    path = tmp_path / "list.xlsx"
    path.write_bytes(content())
    with pytest.raises(UnreadableTableError, match=r"list\.xlsx: "):
        opened(path)


def test_a_limit_ends_it_with_a_word_of_its_own(book):
    for limits in ({"memory_bytes": 24 << 20}, {"clock_seconds": 0}, {"answer_bytes": 100}):
        with pytest.raises(HeavyTableError, match="save it as CSV"):
            opened(book, **limits)


def test_gives_the_rows_that_are_read_here_and_no_more_than_were_wanted(book):
    here, there = Workbook(book, NAMES.wanted()), opened(book, most=10_000)

    assert list(here.rows) == list(there.rows)
    for name in ("header", "columns", "reading", "epoch", "only_sheet", "names", "header_line", "sheet_rows"):
        assert getattr(here, name) == getattr(there, name)
    assert 500 == sum(1 for _ in opened(book, most=100).rows)


def test_a_parquet_file_is_read_in_the_child_too(tmp_path):
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    born = arrow.array([0, None], arrow.timestamp("us", tz="UTC"))
    path = tmp_path / "list.csv"  # by what it is, not by what it is called
    parquet.write_table(arrow.table({"ПІБ": ["Ґудзь Іван", "Кізь Левко"], "Дата": born, "№": [1, None]}), path)
    here, there = open_here(path, NAMES), opened(path)

    assert not isinstance(there, ParquetTable)
    assert list(here.rows) == list(there.rows)
    assert ["Ґудзь Іван", "1970-01-01", "1"] == next(opened(path).chunks()).rows[0]
    path.write_bytes(b"PAR1" + bytes(64) + b"PAR1")
    with pytest.raises(UnreadableTableError, match=r"list\.csv: is damaged"):
        opened(path)
    with pytest.raises(HeavyTableError, match="save it as CSV"):
        opened(path, memory_bytes=24 << 20)


@pytest.mark.parametrize("job", ["workbook", "parquet"])
def test_where_a_table_of_a_stranger_is_read_no_file_opens_any_more(job, book):
    """Not by Python's hook alone, which a library in C goes past: by the limit of the process."""
    if job == "parquet":
        pytest.importorskip("pyarrow")
    tries = (
        "import posix, socket, sys; sys.argv = ['x', 'tried', str(1024 << 20), '30']\n"
        "from repatria.config import limited_child as child\n"
        f"real = child.JOBS['{job}']\n"
        "def tried():\n"
        "    read = real()\n"
        "    def job(given):\n"
        "        told = []\n"
        "        for call in (lambda: posix.open('/etc/hosts', 0), lambda: socket.socket()):\n"
        "            try:\n"
        "                call(); told.append('done')\n"
        "            except OSError as error:\n"
        "                told.append(str(error.errno))\n"
        "        return ' '.join(told).encode()\n"
        "    sys.addaudithook = lambda hook: None\n"
        "    return job\n"
        "child.JOBS['tried'] = tried\n"
        "child.main()\n"
    )
    from repatria.adapters.limited import LimitedChild

    said = LimitedChild(command=(sys.executable, "-s", "-P", "-c", tries), limits=OF_A_PAGE).answer(b"")
    assert b"24 24" == said.content, "too many open files, without the hook"


def test_separated_text_is_read_here(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("ПІБ;Дата\nҐудзь;1980\n", encoding="utf-8")

    assert list(open_here(path, NAMES).rows) == list(opened(path).rows)


def test_within_the_child_nothing_opens(tmp_path):
    """A job that tries what a workbook led astray would try."""
    tries = (
        "import sys; sys.argv = ['x', 'tried', str(512 << 20), '5']\n"
        "from repatria.config import limited_child as child\n"
        "def tried():\n"
        "    def job(_):\n"
        "        import os, socket\n"
        "        told = []\n"
        "        for call in (lambda: socket.socket(), lambda: os.system('true'),\n"
        f"                     lambda: open({str(tmp_path / 'x')!r}, 'wb'), lambda: open('/etc/hosts')):\n"
        "            try:\n"
        "                call(); told.append('done')\n"
        "            except PermissionError:\n"
        "                told.append('refused')\n"
        "        return ' '.join(told).encode()\n"
        "    import os, socket\n"
        "    return job\n"
        "child.JOBS['tried'] = tried\n"
        "child.main()\n"
    )
    from repatria.adapters.limited import LimitedChild

    said = LimitedChild(command=(sys.executable, "-s", "-P", "-c", tries), limits=OF_A_PAGE).answer(b"")
    assert b"refused refused refused refused" == said.content
