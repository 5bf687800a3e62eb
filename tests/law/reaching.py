"""Whether a test reaches a service or a door, read from its source: by what it calls itself, or through its helpers."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOORS = "repatria.doors"


@dataclass(slots=True)
class _Module:
    """One file of tests: what it can call of the house, its functions and methods, and the helpers it imports."""

    called: set[str] = field(default_factory=set)
    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    helpers: list[Path] = field(default_factory=list)


def _is_service_or_door(module: str) -> bool:
    """Not those of access: every test hires its staff by them, and has asked nothing of the law with that."""
    parts = module.split(".")
    is_service = parts[:2] == ["repatria", "records"] and parts[2:3] != ["access"] and "services" in parts[3:4]
    return is_service or module.startswith(DOORS)


@cache
def _read(path: Path) -> _Module:
    tree, found = ast.parse(path.read_text("utf-8")), _Module()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = {one.asname or one.name for one in node.names}
            if _is_service_or_door(node.module):
                # A constant of a service is not asked anything.
                found.called |= {name for name in names if name[0].islower()}
            elif node.module.startswith("tests."):
                helper = ROOT / f"{node.module.replace('.', '/')}.py"
                found.helpers += [helper] if helper.exists() else []
        elif isinstance(node, ast.FunctionDef):
            found.functions.setdefault(node.name, node)
    beside = [folder / "conftest.py" for folder in path.parents if ROOT / "tests" in (folder, *folder.parents)]
    found.helpers += [one for one in beside if one.exists() and one != path]
    return found


def _names(node: ast.AST) -> set[str]:
    found = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    found |= {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}
    return found | {one.arg for one in ast.walk(node) if isinstance(one, ast.arg)}


def services_reached(path: Path, name: str) -> set[str]:
    """The functions of services and doors that a test calls, by itself or through its helpers and fixtures.

    Given:    names are followed through the functions of the same file and of the test helpers that it imports.
    """
    reached: set[str] = set()
    seen: set[tuple[Path, str]] = set()
    ahead = [(path, name)]
    while ahead:
        where, what = ahead.pop()
        if (where, what) in seen:
            continue
        seen.add((where, what))
        module = _read(where)
        if what in module.functions:
            names = _names(module.functions[what])
            reached |= names & module.called
            ahead += [(where, one) for one in names]
        ahead += [(helper, what) for helper in module.helpers if helper != where]
    return reached
