"""What the two bring and say: shipped here, and written by the bureau in a file of its own beside it.

`visit.toml` in the data folder of the house may name any list anew (`bring`, `say_proven`, `say_reported`, `say_part`,
`say_correction`, `never`, `after`), each in three languages, and who gives support (`[[support]]`: name, telephone,
hours). What it does not name stays as shipped.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.texts import TEXT_LANGUAGES
from repatria.doors.desk.frame.ports import current

_SHIPPED = Path(__file__).parent / "visit.toml"
LISTS = ("bring", "say_proven", "say_reported", "say_part", "say_correction", "never", "after")


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Who gives support: a service with its telephone and hours."""

    name: str
    telephone: str
    hours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitWords:
    """What stands on the page of a visit."""

    bring: tuple[str, ...]
    say: tuple[str, ...]
    never: tuple[str, ...]
    after: tuple[str, ...]
    support: tuple[Support, ...]


def _unread(path: Path, what: str) -> InputError:
    return InputError(f"{path.name}: {what}", ((path.name, "unknown"),))


def _spoken(given: Any, language: str, name: str, path: Path) -> Any:
    if not isinstance(given, Mapping) or set(TEXT_LANGUAGES) - set(given):
        raise _unread(path, f"{name} stands in uk, ru and en")
    return given[language]


@cache
def read_words(path: Path) -> Mapping[str, Any]:
    """The file as it stands, read once.  Raises: InputError naming what does not read."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _unread(path, "does not read") from error
    for name in (name for name in LISTS if name in found):
        for language in TEXT_LANGUAGES:
            said = _spoken(found[name], language, name, path)
            if not isinstance(said, list) or not all(isinstance(one, str) and one.strip() for one in said):
                raise _unread(path, f"{name} is a list of sentences")
    for one in found.get("support", []):
        for language in TEXT_LANGUAGES:
            _spoken(one.get("name"), language, "support.name", path)
    return found


def support_in(language: str) -> tuple[Support, ...]:
    """Who gives support, in a language: as the bureau wrote it, nobody where it wrote nothing."""
    own = current().visit_file
    found = read_words(own) if own is not None and own.exists() else {}
    return tuple(
        Support(
            name=one["name"][language], telephone=str(one.get("telephone", "")),
            hours=one["hours"][language] if isinstance(one.get("hours"), Mapping) else "",
        )
        for one in found.get("support", [])
    )  # fmt: skip


def visit_words(language: str, known: str, purpose: str) -> VisitWords:
    """What is brought and said at a visit of this purpose: the bureau's words where it wrote them.

    Source:   law-and-practice section 4.5; practice rules, section 3.
    """
    own = current().visit_file
    written = read_words(own) if own is not None and own.exists() else {}
    words = {**read_words(_SHIPPED), **{name: written[name] for name in LISTS if name in written}}

    def of(name: str) -> tuple[str, ...]:
        return tuple(words[name][language])

    what = f"say_{known}" if purpose == "death" else f"say_{purpose}"
    return VisitWords(
        bring=of("bring"), say=of(what), never=of("never"), after=of("after"), support=support_in(language)
    )  # fmt: skip
