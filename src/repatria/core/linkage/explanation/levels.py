"""What a comparison level means, in a sentence for reviewers; the sentences are in `explanations.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from repatria.core.linkage.errors import UnknownLevelError
from repatria.core.vocabulary.tables import read_table

LANGUAGES = ("uk", "ru", "en")


@cache
def _explanations() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(read_table("repatria.core.linkage.explanation", "explanations.toml"))


def explain(level: str, language: str) -> str:
    """Returns the sentence that says what a comparison level means.

    Given:    `language` "uk", "ru" or "en"; a language without sentences gets the English one.
    Raises:   UnknownLevelError for a name that is no level.
    """
    sentences = _explanations().get(level)
    if sentences is None:
        raise UnknownLevelError("there is no such comparison level", (("level", level),))
    return sentences.get(language) or sentences["en"]
