"""The page of the desk's addresses is the one that its pages give."""

from __future__ import annotations

from tests.docs.desk_addresses import addresses_page
from tests.docs.pages import DOCS


def test_the_page_in_the_documents_is_the_one_that_the_desk_gives() -> None:
    written = (DOCS / "operating" / "desk-addresses.md").read_text(encoding="utf-8")

    assert addresses_page() == written, "python -m tests.docs.desk_addresses > docs/operating/desk-addresses.md"
