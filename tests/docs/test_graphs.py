"""The page of state graphs is the one that the machines give."""

from __future__ import annotations

from tests.docs.graphs import graphs_page
from tests.docs.pages import DOCS

REGENERATE = "write it again: python -m tests.docs.graphs > docs/law/graphs.md"


def test_the_page_in_the_documents_is_the_one_that_the_machines_give() -> None:
    assert graphs_page() == (DOCS / "law" / "graphs.md").read_text(encoding="utf-8"), REGENERATE
