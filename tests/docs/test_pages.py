"""Pages lead where they say, name what exists, and say nothing about the machine they were written on."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.docs.pages import DOCS, ROOT, anchors, links_of, name_of, pages

_OUTSIDE = re.compile(r"[a-z]+:")
_PLACES = re.compile(r"/(?:work|home|root|Users|tmp|var/folders)/")
_REGISTRIES = re.compile(
    r"pypi\.org|pythonhosted|index-url|artifactory|registry\.|localhost:\d{4}/simple", re.IGNORECASE
)
_PATHS = re.compile(r"`((?:src|tests|docs|tools|examples|requirements)/[\w./-]+)`")
_COMMANDS = re.compile(r"`?repatria ([a-z]+)\b")
_TARGETS = re.compile(r"make ([a-z-]+)(?=[` \n])")


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    lost = []
    for link in links_of(page):
        path, _, anchor = link.partition("#")
        if _OUTSIDE.match(link):
            continue
        target = (page.parent / path).resolve() if path else page
        if not target.is_file() or (anchor and anchor not in anchors(target)):
            lost.append(link)

    assert [] == lost


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached and page.suffix == ".md" and page.is_file():
            reached.add(page)
            waiting += [(page.parent / link.partition("#")[0]).resolve() for link in links_of(page) if ":" not in link]

    assert [] == [name_of(page) for page in pages() if page not in reached]


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_no_page_names_a_place_of_a_machine_or_a_registry(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert [] == _PLACES.findall(text) + _REGISTRIES.findall(text)


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    named = _PATHS.findall(page.read_text(encoding="utf-8"))

    assert [] == [path for path in named if not (ROOT / path).exists()]


def test_every_command_that_a_page_names_exists() -> None:
    from repatria.config.commands import COMMANDS

    named = {word for page in pages() for word in _COMMANDS.findall(page.read_text(encoding="utf-8"))}
    prose = {"and", "is", "ending", "command", "or"}  # the name of the house, followed by a word of the sentence

    assert set() == named - set(COMMANDS) - prose
    assert {"init", "demo", "serve", "verify", "backup", "restore", "import", "doctor"} <= named


def test_every_target_of_make_that_a_page_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    there = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    code = re.compile(r"`[^`]+`|^ {4}.+$", re.MULTILINE)
    named = {
        target
        for page in pages()
        for found in code.findall(page.read_text(encoding="utf-8"))
        for target in _TARGETS.findall(found + "\n")
    }

    assert {"demo", "test", "setup"} <= named
    assert set() == named - there


def test_every_exit_code_of_the_commands_is_on_the_page() -> None:
    from repatria.config.session import EXIT_CODES

    page = (DOCS / "operating" / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"(?:^|· |: |\n)(\d+) ", EXIT_CODES))

    assert {"0", "1", "2", "3", "4", "5", "6", "70", "130"} == told
    assert [] == [code for code in sorted(told) if f"| {code} |" not in page]


@pytest.mark.parametrize("picture", sorted((DOCS / "pictures").glob("*.svg")), ids=lambda path: path.name)
def test_a_picture_is_small_titled_and_loads_nothing(picture: Path) -> None:
    text = picture.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    names = {child.tag.rpartition("}")[2] for child in root.iter()}

    assert len(text) < 12_000
    assert {"title", "desc", "text"} <= names
    assert set() == names & {"image", "script", "use", "foreignObject"}
    assert "http" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")


def test_every_library_that_is_required_has_its_reason_in_the_decision() -> None:
    decision = (DOCS / "decisions" / "0007-dependencies.md").read_text(encoding="utf-8").lower()
    wanted = set()
    for name in ("run", "dev"):
        for line in (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-")):
                wanted.add(re.split(r"[\[<>=]", line)[0].lower())

    assert len(wanted) > 30
    assert [] == sorted(one for one in wanted if not re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", decision))


def test_what_is_installed_is_what_the_project_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[\[<>=]", one)[0] for one in project["dependencies"]}
    lines = (ROOT / "requirements" / "run.in").read_text(encoding="utf-8").splitlines()
    required = {re.split(r"[\[<>=]", line)[0] for line in lines if line and not line.startswith("#")}

    assert declared | {"psycopg", "hatchling", "editables"} == required  # an extra, and what the installation needs
