"""Every printed form beside the treaty's list: each item is on it, written by hand, or missing with a reason."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import repatria.adapters.printing.papers as forms
from repatria.core.vocabulary.notices import NoticeEvent, NoticeItem
from repatria.core.vocabulary.papers import CardHealth
from tests.docs.pages import DOCS
from tests.docs.paper_fields import FIELDS
from tests.docs.treaty_items import FORMS, WITHOUT, page

REGENERATE = "write it again: python -m tests.docs.treaty_items > docs/law/treaty-items.md"
PAPERS = Path(forms.__path__[0])


def test_every_paper_stands_beside_the_treaty_or_says_on_what_it_rests() -> None:
    assert sorted([*(one.paper for one in FORMS if one.paper), *WITHOUT]) == sorted(FIELDS)
    assert all(WITHOUT.values())


@pytest.mark.parametrize("form", [one for one in FORMS if one.paper], ids=lambda one: one.paper)
def test_each_item_is_a_field_or_a_text_of_its_sheet_and_each_field_is_used(form) -> None:
    told = tomllib.loads((PAPERS / form.section / "texts.toml").read_text(encoding="utf-8"))[form.section]
    sheet = (PAPERS / form.section / "sheet.typ").read_text(encoding="utf-8")
    wrong = [(one.item, name) for one in form.items for name in one.on if name not in FIELDS[form.paper]]
    for one in form.items:
        for key in filter(None, (one.hand, one.words)):
            if key not in told or (key != "title" and f'"{key}"' not in sheet and f".{key}" not in sheet
                                   and "said.distinct" not in sheet):  # fmt: skip
                wrong.append((one.item, key))

    assert [] == wrong
    assert all(set(told[one.hand or one.words]) >= {"uk", "ru", "en"} for one in form.items if one.hand or one.words)


def test_what_is_missing_says_why_and_what_the_article_counts_is_counted() -> None:
    items = {form.title: form.items for form in FORMS}
    assert all(one.why for form in FORMS for one in form.items if one.is_missing)
    assert len(NoticeItem) == sum("lines" in one.on for one in items["Notice to the Agency and the Power"]) == 11
    assert 7 == len(CardHealth), "the seven of Annex IV B, 11"
    assert {"transfer", "release", "repatriation", "escape", "hospital_admission", "death"} <= set(NoticeEvent)
    numbered = {one.item.partition(".")[0] for one in items["Capture card"] if one.item[0].isdigit()}
    assert {str(number) for number in range(1, 15)} == numbered
    lettered = [one.item[1] for one in items["Arrival card of a pad"] if one.item.startswith("(")]
    assert list("abcdefgh") == lettered


def test_the_page_is_the_list() -> None:
    path = DOCS / "law" / "treaty-items.md"

    assert page() == path.read_text(encoding="utf-8"), REGENERATE
