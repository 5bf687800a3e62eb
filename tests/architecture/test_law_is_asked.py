"""Every public function of core/law is reached from outside, or stands in the one list of the awaited."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import repatria

ROOT = Path(repatria.__path__[0])
LAW = ROOT / "core" / "law"
OF_THE_DOCUMENTS = {"provisions", "provisions_page", "provision"}
"""The table of provisions is asked by the page that is generated from it."""


def _names(node: ast.AST) -> set[str]:
    found = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return found | {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}


def _rules() -> dict[str, set[str]]:
    """The functions of the law, each with the names that it uses itself; private ones of one name count as one."""
    found: dict[str, set[str]] = {}
    for path in sorted(LAW.glob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                found.setdefault(node.name, set()).update(_names(node))
    return found


def _reached() -> set[str]:
    rules = _rules()
    outside = [path for path in ROOT.rglob("*.py") if LAW not in path.parents and "core" not in path.parts]
    found = set().union(*(_names(ast.parse(path.read_text("utf-8"))) for path in outside))
    # Values of the law that hold functions and properties reach what stands in their own bodies.
    for path in LAW.glob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if not isinstance(node, ast.FunctionDef):
                found |= _names(node) & set(rules)
    reached: set[str] = set()
    waiting = set(rules) & found
    while waiting:
        one = waiting.pop()
        reached.add(one)
        waiting |= (rules[one] & set(rules)) - reached
    return reached


def test_every_rule_of_law_is_asked_or_awaited_by_a_named_room() -> None:
    awaited = tomllib.loads((LAW / "awaited.toml").read_text("utf-8"))
    public = {name for name in _rules() if not name.startswith("_")} - OF_THE_DOCUMENTS

    assert len(public) > 40
    assert set(awaited) == public - _reached()
    assert all(one["room"] and one["issue"] >= 12 for one in awaited.values())
