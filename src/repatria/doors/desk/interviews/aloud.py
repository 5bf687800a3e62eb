"""What is read to him aloud before he is asked, in his language and not in the page's."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from repatria.core.vocabulary.spoken import SPOKEN, spoken_in
from repatria.doors.desk.frame.acting import LANGUAGE_NAMES, language_of
from repatria.doors.desk.frame.texts import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Aloud:
    """The words to read, and in which language they stand.

    Given:    `recorded` is the language as his record has it; `is_his` whether the words stand in it.
    """

    language: str
    recorded: str
    is_his: bool
    choices: tuple[tuple[str, str], ...]
    words: tuple[str, ...]


def read_aloud(request: HttpRequest, recorded: str, *keys: str) -> Aloud:
    """The words of these keys in the language that his record names, unless the interviewer chose another."""
    known, chosen = spoken_in(recorded), request.GET.get("aloud", "")
    language = chosen if chosen in SPOKEN else known or language_of(request)
    return Aloud(
        language=language, recorded=recorded, is_his=language == known, choices=LANGUAGE_NAMES,
        words=tuple(say(language, key) for key in keys),
    )  # fmt: skip
