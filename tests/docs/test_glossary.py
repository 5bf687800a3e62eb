"""The glossary knows the rooms, the roles, the purposes of keys and what an act may be called, each word once."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

from tests.docs.pages import DOCS, SOURCE, table_rows

PAGE = DOCS / "glossary.md"
SAYS = PAGE.read_text(encoding="utf-8").lower()


def _rooms(folder: Path) -> set[str]:
    return {path.parent.name for path in folder.glob("*/__init__.py")}


def _words() -> list[str]:
    return [row[0] for row in table_rows(PAGE) if row[0] != "word"]


def test_every_word_stands_once_with_meaning_and_source() -> None:
    rows = [row for row in table_rows(PAGE) if row[0] != "word"]
    single = [word.strip() for row in rows for word in row[0].split(",")]

    assert [] == [row for row in rows if len(row) != 3 or not all(row)]
    assert [] == [word for word, count in Counter(single).items() if count > 1]


def test_rooms_and_doors_are_explained() -> None:
    in_words = " ".join(_words()).lower()
    of_rooms = {"access": "role table", "intake": "inbox", "ledger": "leaf", "register": "capture", "notices": "notice"}
    of_rooms |= {"enquiries": "enquiry", "matching": "judgement", "disclosure": "verdict", "handover": "hand-over"}
    of_rooms |= {"consequences": "consequence", "appeals": "appeal"}
    rooms = _rooms(SOURCE / "records") | _rooms(SOURCE / "doors")

    assert len(rooms) >= 14
    assert [] == [room for room in sorted(rooms) if of_rooms.get(room, room) not in in_words]


def test_every_role_and_every_purpose_of_a_key_is_there() -> None:
    from repatria.records.access.role_table import Role
    from repatria.records.vault.keyring import Purpose

    spelt = SAYS.replace("hand-over officer", "handover officer")

    assert [] == [role.value for role in Role if role.value.replace("_", " ") not in spelt]
    assert [] == [purpose.value for purpose in Purpose if purpose.value not in SAYS]


def test_every_verdict_and_every_kind_of_letter_is_there() -> None:
    from repatria.core.law.disclosure import DisclosureVerdict
    from repatria.records.notices.acts import LetterKind

    assert [] == [one.value for one in LetterKind if one.value.replace("_", " ") not in SAYS]
    assert {"tell_alive_and_held", "no_information", "freeze"} == {one.value for one in DisclosureVerdict}
    assert "tell, no information, freeze" in SAYS


def test_the_words_that_names_must_not_use_are_those_of_the_house() -> None:
    from tests.architecture.test_house import FORBIDDEN_NAMES

    told = SAYS.rpartition("words the code does not use as names:")[2]

    assert all(
        FORBIDDEN_NAMES.search(word) for word in ("user", "victim", "enemy", "utils", "helpers", "misc", "manager")
    )
    assert [] == [
        word for word in ("user", "victim", "enemy", "utils", "helpers", "misc", "manager", "info") if word not in told
    ]


def _numbered() -> set[tuple[str, str]]:
    """Every place where a record is given its number: the letter, and the name of what holds it."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name, value = "", None
            if isinstance(node, ast.keyword):
                name, value = node.arg or "", node.value
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                name, value = node.targets[0].id, node.value
            if isinstance(value, ast.Call) and getattr(value.func, "id", "") == "record_number":
                assert isinstance(value.args[0], ast.Constant), path
                found.add((str(value.args[0].value), name))
    return found


def test_each_kind_of_record_has_a_letter_of_its_own_and_the_glossary_lists_it() -> None:
    from repatria.core.vocabulary.identifiers import PREFIXES, fold_number, record_number

    numbered = _numbered()
    assert set(PREFIXES) == {prefix for prefix, _ in numbered}
    assert len(PREFIXES) == len(numbered) == len({name for _, name in numbered}), "one beginning, one kind of record"
    assert set(PREFIXES) == {word.removesuffix("-") for word in _words() if len(word) in (2, 3) and word.endswith("-")}
    numbers = [record_number(prefix, bytes(range(7))) for prefix in PREFIXES]
    assert numbers == [fold_number(one.lower()) for one in numbers]
