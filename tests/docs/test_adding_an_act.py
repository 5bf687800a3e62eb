"""The walk through the files of an act is true of one act that exists, and as short as it says."""

from __future__ import annotations

from tests.docs.pages import DOCS, ROOT, table_rows

PAGE = DOCS / "adding-an-act.md"
AT_MOST = 18


def walk() -> list[tuple[str, str]]:
    """File and word, in the order of the page."""
    rows = [row for row in table_rows(PAGE) if row[0].isdecimal()]
    return [(file.strip("`"), word.strip("`")) for _, file, _, word in rows]


def test_every_file_of_the_walk_is_there_and_speaks_of_the_act() -> None:
    silent = [file for file, word in walk() if word not in (ROOT / file).read_text(encoding="utf-8")]

    assert [] == silent


def test_the_walk_is_numbered_in_order_and_no_longer_than_it_says() -> None:
    numbers = [int(row[0]) for row in table_rows(PAGE) if row[0].isdecimal()]
    files = [file for file, _ in walk()]

    assert list(range(1, len(files) + 1)) == numbers
    assert len(files) == len(set(files)) == AT_MOST
    assert "eighteen files" in PAGE.read_text(encoding="utf-8")


def test_nothing_but_the_walk_lists_the_act_by_name() -> None:
    # The page promises that pages, papers and services are found by what they declare: a list would name them.
    listed = {"src/repatria/doors/desk/urls.py", "src/repatria/adapters/printing/forms.py",
              "src/repatria/doors/desk/frame/navigation.py", "src/repatria/doors/desk/frame/owed.py",
              "src/repatria/adapters/printing/printer.py"}  # fmt: skip
    for file in listed:
        text = (ROOT / file).read_text(encoding="utf-8")
        assert not [word for word in ("CaptureCardPaper", "capture_card", "record_capture") if word in text], file
