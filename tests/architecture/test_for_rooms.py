"""What a room answers another room without a reading act is closed to doors and adapters."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.test_house import modules


def for_rooms(tree: ast.Module) -> Iterator[str]:
    """Every name of that kind which a module takes or reaches."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names if alias.name.endswith("_for_room"))
        elif isinstance(node, ast.Attribute) and node.attr.endswith("_for_room"):
            yield node.attr


@pytest.mark.parametrize("planted", [
    "from repatria.records.register.selectors import person_for_room",
    "from repatria.records.register.selectors import person_for_room as one",
    "from repatria.records.register import selectors\nselectors.person_for_room('P-1')",
])  # fmt: skip
def test_a_planted_use_is_seen(planted: str) -> None:
    assert ["person_for_room"] == list(for_rooms(ast.parse(planted)))


@pytest.mark.parametrize("storey", ["doors", "adapters"])
def test_no_door_reads_past_the_reading_act(storey: str) -> None:
    found = [(str(path), name) for path, tree in modules(storey) for name in for_rooms(tree)]

    assert [] == found
