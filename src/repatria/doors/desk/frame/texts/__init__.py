"""The desk's texts: TOML catalogues, every text in Ukrainian, Russian and English beside each other.

An area's own lie in its `texts.toml`; what several areas say, and the sentences of refusals, lie here. A key stands
once in the whole desk.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from repatria.core.vocabulary.texts import TEXT_LANGUAGES, MissingTextError, Texts, gathered
from repatria.doors.desk.frame.areas import folders

LANGUAGES = TEXT_LANGUAGES
_HERE = Path(__file__).parent


def catalogues() -> tuple[Path, ...]:
    """The files in which texts stand."""
    own = (folder / "texts.toml" for folder in folders())
    return (*sorted(_HERE.glob("*.toml")), *(path for path in own if path.exists()))


@cache
def texts() -> Texts:
    """All texts of the desk.  Raises: MissingTextError."""
    return gathered((one.parent.name, tomllib.loads(one.read_text(encoding="utf-8"))) for one in catalogues())


def say(language: str, key: str, **places: object) -> str:
    """The text of a key with its places filled.  Raises: MissingTextError."""
    try:
        text = texts()[key][language]
    except KeyError:
        raise MissingTextError(f"{key} in {language}") from None
    return text.format_map(_Places(places)) if "{" in text else text


def has(key: str) -> bool:
    return key in texts()


class _Places(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"
