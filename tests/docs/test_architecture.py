"""The page of the architecture and its picture show the rooms that there are."""

from __future__ import annotations

import configparser
import re

import pytest

from tests.docs.pages import DOCS, ROOT, SOURCE

PAGE = (DOCS / "architecture.md").read_text(encoding="utf-8")
PICTURE = (DOCS / "pictures" / "rooms.svg").read_text(encoding="utf-8")


def _rooms(storey: str) -> list[str]:
    return sorted(path.parent.name for path in (SOURCE / storey).glob("*/__init__.py"))


@pytest.mark.parametrize("storey", ["core", "records", "doors", "adapters"])
def test_every_room_is_on_the_page_and_in_the_picture(storey: str) -> None:
    drawn = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", PICTURE))

    assert _rooms(storey)
    assert [] == [room for room in _rooms(storey) if not re.search(rf"\b{room}\b", PAGE)]
    assert [] == [room for room in _rooms(storey) if not re.search(rf"\b{room}\b", drawn)]


def test_what_is_not_built_stands_in_parentheses_for_the_linter_too() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    later = set(re.findall(r"\((\w+)\)", "\n".join(section.get("layers", "") for section in contracts.values())))
    drawn = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", PICTURE))

    assert {"exchange", "witness"} == later
    assert [] == [room for room in sorted(later) if room not in drawn]


def test_the_processes_are_those_that_the_supervisor_starts() -> None:
    from repatria.config.supervise import HOUSE

    assert [] == [name for name in HOUSE if f"| {name} |" not in PAGE]


def test_the_kinds_of_tables_are_those_that_models_declare() -> None:
    from tests.architecture.test_house import TABLE_CLASSES

    assert [] == [kind for kind in sorted(TABLE_CLASSES) if f"`{kind}`" not in PAGE]


def test_the_acts_and_services_that_it_names_exist() -> None:
    from repatria.records.ledger.acts import known_kinds

    kinds = {kind.rpartition(".")[0] for kind in known_kinds()}
    named = set(re.findall(r"`((?:disclosure|register|enquiries|notices|matching)\.\w+)`", PAGE))
    services = {
        f"{path.relative_to(SOURCE / 'records').parts[0]}.{name}"
        for path in (SOURCE / "records").rglob("*.py")
        if "services" in str(path)
        for name in re.findall(r"^def (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }

    assert named
    assert set() == named - kinds - services
