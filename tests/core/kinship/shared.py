"""Reference values of other programs, where they are: they are no part of the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

REFERENCE = Path(__file__).resolve().parents[4] / "shared" / "reference" / "kinship"
needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="the reference values of other programs are not here"
)


def reference(name: str) -> Any:
    return json.loads((REFERENCE / name).read_text(encoding="utf-8"))
