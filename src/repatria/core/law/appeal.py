"""What a public appeal to relatives says, what it never says, and on what it rests.

An appeal tells families that they may ask. It invites nobody to travel, counts nobody, names nobody, and repeats no
word of a prisoner: whoever reads it may live under the eyes of her own State's police.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from repatria.core.law.guards import Approvers, OpenGuard, need, refuse_open
from repatria.core.law.statements import marks_of
from repatria.core.law.wording import begin_of_words
from repatria.core.vocabulary.appeals import LANGUAGES_OF_APPEALS as LANGUAGES
from repatria.core.vocabulary.errors import RuleError
from repatria.core.vocabulary.tables import read_table

LONGEST_APPEAL = 3_000
"""Characters in one language: what fits on one sheet, in letters that an old woman reads."""

_RULE = "practice rule 18"
_CURIOSITY = "GC III 13"


class AppealWordsError(RuleError):
    """A public appeal says what none may say, or leaves out what each must; `params["said"]` names all."""

    code = "law.E017"


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(read_table("repatria.core.law", "appeal.toml"))


def shipped_appeal() -> Mapping[str, tuple[str, ...]]:
    """The text that ships, by language, a paragraph a sentence."""
    return {language: tuple(_table()["text"][language]) for language in LANGUAGES}


def kept_sentences(language: str) -> tuple[str, ...]:
    """The sentences that every appeal holds as they stand: that it is free, where else, the danger, no journey.

    Source:   practice rules 1, 18: release never depends on somebody's coming.
    """
    text = _table()["text"][language]
    return tuple(text[number] for number in _table()["kept"])


def _forbidden(text: str, language: str) -> Iterator[tuple[str, str]]:
    whole = frozenset(_table()["whole"][language])
    for kind, stems in _table()["never"].items():
        yield from ((kind, word) for word in begin_of_words(text, stems[language], whole))


def _faults_in(text: str, language: str) -> Iterator[tuple[str, str, str]]:
    yield from ((language, kind, word) for kind, word in dict.fromkeys(_forbidden(text, language)))
    yield from ((language, "digit", c) for c in dict.fromkeys(c for c in text if c.isnumeric()))
    yield from ((language, mark.value, "") for mark in sorted(marks_of(text)))
    if "@" in text:
        yield (language, "statement_link", "@")


def faults_of_appeal(words: Mapping[str, Sequence[str]]) -> tuple[tuple[str, str, str], ...]:
    """What an appeal may not be published with.

    Source:   GC III art. 13 (public curiosity); practice rules 17, 18.
    Given:    paragraphs by language. An aid and no proof: two persons read it all the same.
    Returns:  (language, kind of fault, the word or sentence) for each: a language that lacks, a sentence of
              `kept_sentences` that lacks, a forbidden word, a digit (dates stand apart, and nobody is counted), a link,
              a quotation, a text that is too long.
    """
    found: list[tuple[str, str, str]] = []
    for language in LANGUAGES:
        said = [one.strip() for one in words.get(language, ()) if one.strip()]
        text = "\n".join(said)
        if not said:
            found.append((language, "language", language))
            continue
        if len(text) > LONGEST_APPEAL:
            found.append((language, "long", str(LONGEST_APPEAL)))
        found += [(language, "kept", one) for one in kept_sentences(language) if one not in said]
        found += _faults_in(text, language)
    return tuple(found)


def faults_of_conditions(conditions: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """The same of its conditions, which are published with it; they need not stand in every language."""
    found: list[tuple[str, str, str]] = []
    for language, text in conditions.items():
        if language not in LANGUAGES:
            found.append((language, "language", language))
        elif len(text) > LONGEST_APPEAL:
            found.append((language, "long", str(LONGEST_APPEAL)))
        else:
            found += _faults_in(text, language)
    return tuple(found)


def check_appeal(words: Mapping[str, Sequence[str]], conditions: Mapping[str, str]) -> None:
    """Raises: AppealWordsError with every fault of text and conditions, in words in `params["said"]`."""
    found = (*faults_of_appeal(words), *faults_of_conditions(conditions))
    if found:
        signs = {"kept": "+"}
        said = "; ".join(f"{language}: {signs.get(kind, '-')} «{word or kind}»" for language, kind, word in found)
        raise AppealWordsError("no appeal says this, or leaves this out", provision=_CURIOSITY, said=said)


def check_appeal_ground(*, is_basis_on: bool, is_copy_given: bool, approvers: Approvers) -> None:
    """Checks on what publishing rests.

    Source:   practice rule 18: a signed basis that is on; the delegate has a copy first; head of the bureau and legal
              adviser approve, as two different persons, and no press service.
    Raises:   OpenGuardError naming all that is missing.
    """
    refuse_open(_ground(is_basis_on, is_copy_given, approvers))


def _ground(is_basis_on: bool, is_copy_given: bool, approvers: Approvers) -> Iterator[OpenGuard]:
    yield from need(is_basis_on, "appeal_basis", _RULE)
    yield from need(is_copy_given, "appeal_copy", _RULE)
    yield from need(bool(approvers.heads), "appeal_head", "two-person rule")
    are_two = any(one != other for one in approvers.heads for other in approvers.legal_advisers)
    yield from need(are_two, "appeal_adviser", "two-person rule")
