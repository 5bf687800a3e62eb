"""The examples of the page for notebooks run as they stand, and the package says that it is typed."""

from __future__ import annotations

import re

from tests.docs.pages import DOCS, SOURCE

PAGE = (DOCS / "methods" / "notebook.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def test_every_example_runs_in_one_notebook_from_top_to_bottom() -> None:
    names: dict[str, object] = {}
    for example in EXAMPLES:
        exec(compile(example, "notebook.md", "exec"), names)

    assert len(EXAMPLES) >= 7
    assert all("assert " in example for example in EXAMPLES)


def test_each_example_is_short_and_asks_the_sciences_alone() -> None:
    for example in EXAMPLES:
        lines = [line for line in example.splitlines() if line.strip() and not line.startswith("from ")]
        assert 1 <= len(lines) <= 5
        assert all(line.startswith("from repatria.core.") for line in example.splitlines() if line.startswith("from "))


def test_the_package_says_that_it_is_typed() -> None:
    assert (SOURCE / "py.typed").is_file()
