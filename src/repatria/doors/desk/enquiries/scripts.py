"""What the hotline says when a call is no enquiry: four scripts, each in every language a caller may speak."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.doors.desk.frame.acting import LANGUAGE_NAMES
from repatria.doors.desk.frame.texts import say

_SCRIPTS = (
    ("script_title.crisis", "script.crisis"), ("script_title.abuse", "script.abuse"),
    ("script_title.fishing", "script.fishing"), ("script_title.police", "script.police"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What is said: its title in the page's language, its words by language, the page's own first."""

    title: str
    said: tuple[tuple[str, str], ...]


def scripts(language: str) -> tuple[Script, ...]:
    """The scripts that stand beside the form."""
    codes = sorted((code for code, _ in LANGUAGE_NAMES), key=lambda code: code != language)
    return tuple(
        Script(title=say(language, title), said=tuple((code, say(code, words)) for code in codes))
        for title, words in _SCRIPTS
    )
