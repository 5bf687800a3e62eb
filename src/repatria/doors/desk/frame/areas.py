"""The areas of the desk. One line here registers an area: its pages, owed lines, texts and templates.

An area is a folder: `pages.py` (and what else holds pages), `forms.py`, `owed.py`, `papers.py`, `texts.toml`,
`templates/`. It knows the frame and no other area; only the first page knows them all.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

AREAS = (
    "first_page", "register", "roll", "welfare", "joins", "arrivals", "releases", "enquiries", "hotline", "interviews",
    "matching", "handovers", "exchanges", "remains", "graves", "certificates", "returns", "identification", "tellings",
    "contacts", "calls", "appeals", "notices", "lists", "set_aside", "places", "accounts", "watch",
)  # fmt: skip
"""In the order in which their pages stand in the menu."""

DESK = Path(__file__).parents[1]


def load() -> None:
    """Imports every module of every area, so that what it registers is known. Twice is once."""
    for area in AREAS:
        for module in sorted(one.name for one in iter_modules([str(DESK / area)])):
            import_module(f"repatria.doors.desk.{area}.{module}")


def place_of(module: str) -> tuple[int, str]:
    """Where what this module registers stands among the rest, whichever module was imported first."""
    area = module.removeprefix("repatria.doors.desk.").partition(".")[0]
    return (AREAS.index(area) if area in AREAS else len(AREAS)), module


def folders() -> tuple[Path, ...]:
    """The folders that hold texts and templates."""
    return tuple(DESK / one for one in ("frame", "sign_in", *AREAS))


def template_folders() -> list[str]:
    """Where templates lie. A template's name is its file's alone, so it stands in one folder only.

    Raises:   ValueError naming the template that stands in two.
    """
    found: dict[str, Path] = {}
    for folder in (one / "templates" for one in folders()):
        for path in sorted(folder.rglob("*.html")):
            name = path.relative_to(folder).as_posix()
            if name in found:
                raise ValueError(f"{name} stands in {found[name].name} and in {folder.parent.name}")
            found[name] = folder.parent
    return [str(one / "templates") for one in folders()]
