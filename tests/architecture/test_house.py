"""What the import linter cannot see."""

from __future__ import annotations

import ast
import importlib
import inspect
import itertools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "repatria"
TABLE_CLASSES = {"log", "projected", "keys", "inbox", "letterbox", "runtime"}
ONE_LOADER = SOURCE / "core" / "vocabulary" / "tables.py"


def modules(*under: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((SOURCE.joinpath(*under)).rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, parsed(path)


@cache
def parsed(path: Path) -> ast.Module:
    """A module as Python reads it; asked about in many ways, and read once."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported_from() -> tuple[tuple[Path, str], ...]:
    """From which module every file takes something."""
    return tuple(
        (path, node.module)
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
    )


def own_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("repatria.")]


def test_the_import_contracts_hold():
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


def test_every_wildcard_of_a_contract_finds_a_room_or_waits_for_one_that_is_announced():
    contracts = (ROOT / ".importlinter").read_text(encoding="utf-8")
    announced = set(re.findall(r"\((\w+)\)", contracts))
    expressions = {
        line.strip() for line in contracts.splitlines() if re.fullmatch(r"\s+repatria[\w.*]*\*[\w.*]*", line)
    }
    idle = [
        expression
        for expression in expressions
        if not any(_found_by(expression)) and not announced & set(expression.split("."))
    ]

    assert expressions, "no contract has a wildcard: this test can go"
    assert idle == []


def _found_by(expression: str) -> Iterator[Path]:
    under = expression.removeprefix("repatria.").replace(".", "/")
    return itertools.chain(SOURCE.glob(f"{under}/__init__.py"), SOURCE.glob(f"{under}.py"), SOURCE.glob(f"{under}/"))


GENETICS = "Only identification and the kinship commands touch genetics"


@pytest.mark.parametrize(
    ("imports", "by", "contract"),
    [
        ("repatria.records.register.selectors", "doors/files/tables", "Plain files need no store"),
        ("django.conf", "doors/files/linking", "Plain files need no store"),
        ("repatria.doors.jobs.ports", "doors/files/kinship", "No door opens into another"),
        ("repatria.doors.furniture.texts", "doors/files/tables", "No door opens into another"),
        ("repatria.doors.files.tables.errors", "doors/portal", "The portal reaches intake and core only"),
        ("repatria.core.kinship.loci", "doors/files/linking", GENETICS),
        ("repatria.core.kinship.loci", "doors/jobs", GENETICS),
    ],
)  # fmt: skip
def test_the_contracts_of_plain_files_catch_a_planted_import(tmp_path: Path, imports: str, by: str, contract: str):
    planted = tmp_path / "repatria"
    shutil.copytree(SOURCE, planted, ignore=shutil.ignore_patterns("*.nbi", "*.nbc", "__pycache__", "fonts"))
    (planted / by / "planted.py").write_text(f"import {imports}\n", encoding="utf-8")
    shutil.copy(ROOT / ".importlinter", tmp_path)

    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"], cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 1, done.stdout
    assert f"{contract} BROKEN" in " ".join(done.stdout.split())


ROOMS_OF_SCIENCES = [
    path.parent for science in ("linkage", "names") for path in (SOURCE / "core" / science).glob("*/__init__.py")
]


@pytest.mark.parametrize("room", ROOMS_OF_SCIENCES, ids=lambda room: f"{room.parent.name}.{room.name}")
def test_a_room_of_linkage_or_names_is_entered_by_its_window_and_the_window_says_when(room: Path):
    inside = f"repatria.core.{room.parent.name}.{room.name}."
    window = ast.parse((room / "__init__.py").read_text(encoding="utf-8"))
    past_it = [
        f"{path.relative_to(SOURCE)}: {module}"
        for path, module in imported_from()
        if module.startswith(inside) and room not in path.parents
    ]
    head = ast.get_docstring(window) or ""
    named = set(re.findall(r"`([A-Za-z_.]+)`", head[head.find("Reach for it") : head.find("Returns:")]))
    inside_it = "\n".join(one.read_text(encoding="utf-8") for one in room.glob("*.py") if one.name != "__init__.py")

    assert past_it == []
    assert all(part in head for part in ("Reach for it", "Returns:", "Not:")) and len(head.splitlines()) <= 30
    assert named
    places = (room, room.parent)
    assert [
        one
        for one in sorted(named)
        if one.split(".")[-1] not in inside_it and not any((p / one).exists() for p in places)
    ] == []


def test_every_table_declares_what_it_is():
    undeclared = [m._meta.db_table for m in own_models() if getattr(m, "table_class", "") not in TABLE_CLASSES]

    assert undeclared == []


def test_no_foreign_key_crosses_a_room():
    crossing = [
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        for field in model._meta.get_fields()
        # What a library's own table says about an account (its second factors) is that library's relation, not ours.
        if field.is_relation
        and field.related_model
        and not (field.auto_created and not field.concrete)
        and field.related_model._meta.app_label != model._meta.app_label
    ]

    assert crossing == []


def test_projected_tables_have_one_text_key_and_nothing_that_makes_values_by_itself():
    faults = []
    for model in own_models():
        if model.table_class != "projected":
            continue
        if not isinstance(model._meta.pk, models.CharField) or model._meta.pk.column != "id":
            faults.append(f"{model._meta.label}: key")
        for field in model._meta.local_concrete_fields:
            if (
                isinstance(field, models.AutoField)
                or getattr(field, "auto_now", False)
                or getattr(field, "auto_now_add", False)
            ):
                faults.append(f"{model._meta.label}.{field.name}: automatic")
            if field.has_default() and callable(field.default):
                faults.append(f"{model._meta.label}.{field.name}: callable default")
            if isinstance(field, models.DateField | models.DateTimeField | models.FloatField | models.JSONField):
                faults.append(f"{model._meta.label}.{field.name}: stored differently by the two databases")

    assert faults == []


def test_sealed_tables_name_their_subject():
    from repatria.records.vault.models import SealedField

    nameless = [
        model._meta.label
        for model in own_models()
        if any(isinstance(f, SealedField) for f in model._meta.local_concrete_fields)
        and not hasattr(model, getattr(model, "subject_column", "nothing at all"))
    ]

    assert nameless == []


def test_core_reads_no_file_and_no_clock():
    forbidden = {"open", "exec", "eval", "__import__"}
    clocks = re.compile(r"\b(datetime\.now|date\.today|datetime\.utcnow|numpy\.random|np\.random)\b")
    found = []
    for path, tree in modules("core"):
        if path == ONE_LOADER:
            continue
        calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call)]
        found += [f"{path.name}: {c.func.id}" for c in calls if isinstance(c.func, ast.Name) and c.func.id in forbidden]
        found += [f"{path.name}: {m.group()}" for m in clocks.finditer(path.read_text(encoding="utf-8"))]

    assert found == []


def service_functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for path, tree in modules("records"):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and any(map(_is_service, node.decorator_list)):
                yield path, node


def _is_service(decorator: ast.expr) -> bool:
    """Bare, or called with what the list of services is to say of it."""
    named = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(named, ast.Name) and named.id == "service"


def test_every_service_asks_access_before_anything_else():
    asked_later = {"open_account", "grant_roles", "record_credential", "give_credentials", "_record_padding"}
    late = []
    for path, function in service_functions():
        body = [n for n in function.body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))]
        first = body[0]
        is_require = (
            isinstance(first, ast.Expr)
            and isinstance(first.value, ast.Call)
            and isinstance(first.value.func, ast.Name)
            and first.value.func.id == "require"
        )
        if not is_require and function.name not in asked_later:
            late.append(f"{path.parent.name}.{function.name}")

    assert late == []
    assert sum(1 for _ in service_functions()) >= 20


def test_every_service_of_a_room_names_its_leaf():
    nameless = [
        f"{path.parent.name}.{function.name}"
        for path, function in service_functions()
        if not function.name.startswith("_") and "Leaf:" not in (ast.get_docstring(function) or "")
    ]

    assert nameless == []


def test_only_the_ledger_writes_projected_tables():
    writers = re.compile(r"\.(create|bulk_create|update|update_or_create|get_or_create|delete|save)\(")
    allowed = {"vault", "ledger", "intake"}
    found = []
    for path, _ in modules("records"):
        room = path.relative_to(SOURCE / "records").parts[0]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            is_runtime = re.search(r"\bRun[A-Z]|\bAuthenticator\b", line)  # credentials: their digests are in acts
            if room not in allowed and writers.search(line) and not is_runtime:
                found.append(f"{room}/{path.name}:{number}: {line.strip()}")

    assert found == []


def test_whoever_writes_a_table_for_a_spreadsheet_disarms_its_cells_and_only_one_function_does_that():
    armed, disarming = [], []
    for path, tree in modules():
        text = path.read_text(encoding="utf-8")
        if re.search(r"csv\.(writer|DictWriter)\(", text) and "vocabulary.disarming import disarmed" not in text:
            armed.append(str(path.relative_to(SOURCE)))
        functions = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        disarming += [path.stem for name in functions if name in ("disarmed", "harmless")]

    assert armed == []
    assert disarming == ["disarming"]


def test_every_module_says_what_lives_in_it():
    silent = [str(path.relative_to(SOURCE)) for path, tree in modules() if not ast.get_docstring(tree)]

    assert silent == []


FORBIDDEN_NAMES = re.compile(
    r"^(utils?|helpers?|misc|manager|data|info|victim|enemy|user|case|match)$|^(update|process|handle|manage|do)_"
)
OUTSIDE_NAMES = {"handle", "user", "data", "process_request", "process_response", "process_exception", "manager"}
"""Names that a library gives: Django's commands, requests, forms and middleware."""


def test_names_are_those_of_the_glossary():
    found = []
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                name = node.name.lower()
                if FORBIDDEN_NAMES.search(name) and node.name not in OUTSIDE_NAMES:
                    found.append(f"{path.relative_to(SOURCE)}: {node.name}")
        if FORBIDDEN_NAMES.search(path.stem):
            found.append(f"{path.relative_to(SOURCE)}: module name")

    assert found == []


def test_sizes_are_reported(capsys: pytest.CaptureFixture[str]):
    lines = {p: len(p.read_text(encoding="utf-8").splitlines()) for p, _ in modules()}
    long_modules = sorted(((n, p) for p, n in lines.items() if n > 300), reverse=True)
    with capsys.disabled():
        for count, path in long_modules:
            print(f"\n  long module: {path.relative_to(SOURCE)} {count} lines", end="")

    assert lines, "there is nothing to measure"


def test_no_module_of_a_folder_hides_what_the_folder_offers_under_its_name():
    offered = importlib.import_module("repatria.records.register.selectors")

    assert not {name for name in offered.__all__ if inspect.ismodule(getattr(offered, name))}
