"""The page of clocks is the one that the table gives."""

from __future__ import annotations

from tests.docs.clocks import clocks_page
from tests.docs.pages import DOCS

REGENERATE = "write it again: python -m tests.docs.clocks > docs/law/clocks.md"


def test_the_page_in_the_documents_is_the_one_that_the_table_gives() -> None:
    assert clocks_page() == (DOCS / "law" / "clocks.md").read_text(encoding="utf-8"), REGENERATE
