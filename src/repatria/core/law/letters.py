"""What a letter to a family says, never says, and always says, whoever writes its next version.

The words that ship are those of the practice rules; a bureau may change the lines that no family's safety hangs on.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from repatria.core.law.statements import marks_of
from repatria.core.law.wording import begin_of_words
from repatria.core.vocabulary.errors import RuleError
from repatria.core.vocabulary.letters import (
    LANGUAGES_OF_LETTERS as LANGUAGES,
)
from repatria.core.vocabulary.letters import (
    LetterClass,
    Lines,
    has_stray_braces,
    placeholders,
    written,
)
from repatria.core.vocabulary.tables import read_table
from repatria.core.vocabulary.whom_to_ask import Office

LONGEST_LETTER = 2_000
"""Characters in one language: six letters lie in one box."""
LONGEST_ANSWER = 20
"""Words of the answer, which is the first sentence (practice rules, section 3)."""

_RULE = "practice rule 4"

Words = Mapping[str, Sequence[str]]
Fault = tuple[str, str, str]
"""Language, kind of fault, the word or sentence."""


class LetterWordsError(RuleError):
    """A letter says what none may say, or leaves out what each must; `params["said"]` names all."""

    code = "law.E018"


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(read_table("repatria.core.law", "letters.toml"))


def shipped_letter(letter: LetterClass) -> Mapping[str, Lines]:
    """The words that ship, by language."""
    return {language: tuple(_table()[letter.value][language]) for language in LANGUAGES}


def words_digest(words: Words) -> str:
    """What tells one version of the words from another."""
    said = "\0".join(f"{language}\0" + "\0".join(words.get(language, ())) for language in LANGUAGES)
    return sha256(said.encode()).hexdigest()


def shipped_version(letter: LetterClass) -> str:
    """The name of the version that ships: another release may bring other words."""
    return f"shipped-{words_digest(shipped_letter(letter))[:12]}"


def kept_lines(letter: LetterClass, language: str) -> Lines:
    """The lines that every version holds as they stand.

    Source:   practice rules, section 3; rules 4, 8, 18, 20.
    """
    return tuple(_table()[letter.value][language][number] for number in _table()[letter.value]["kept"])


def is_same_for_all(letter: LetterClass) -> bool:
    """Whether everybody reads the same words: then nothing in it may hang on him or on her."""
    return letter is LetterClass.NO_INFORMATION


def sample_values(language: str) -> Mapping[str, str]:
    """What stands in place of the placeholders where a letter is looked at: an invented man, a number of zeros."""
    return {name: said[language] for name, said in _table()["sample"].items()}


def sample_letter(lines: Sequence[str], language: str) -> Lines:
    """A letter as an invented family would read it."""
    return written(lines, sample_values(language))


def whom_lines(offices: Sequence[Office], language: str) -> Lines:
    """What stands under every letter: who calls whom, then the bureau and those who ask for her elsewhere.

    Source:   practice rules 5, 27: a letter that says "call" says whom, when, and who calls.
    Given:    the offices as the bureau's own file names them in this language; what it does not say is left out.
    Returns:  nothing where no office is named.
    """
    found = [_office_line(one) for one in offices if one.name and (one.telephone or one.street)]
    return (_table()["whom"]["lead"][language], *found) if found else ()


def _office_line(one: Office) -> str:
    who = ", ".join(filter(None, (one.name, one.state)))
    return f"{who}: {' · '.join(filter(None, (one.telephone, one.hours, one.street)))}"


def never_said(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Each word of a text that no letter says, with its kind.

    Source:   practice rules 1-6, 18 and section 3.
    """
    whole = frozenset(_table()["whole"][language])
    for kind, stems in _table()["never"].items():
        yield from ((kind, word) for word in begin_of_words(text, stems[language], whole))


def faults_of_letter(letter: LetterClass, words: Words) -> tuple[Fault, ...]:
    """What these words may not be sent with.

    Source:   practice rules 1-6, 8, 18, 20, 27 and section 3; GC III art. 13.
    Given:    lines by language. An aid and no proof: two persons read them all the same.
    Returns:  for each language that lacks, a line of `kept_lines` that lacks, an unknown, stray or lacking placeholder,
              a forbidden word, a digit, a link, a quotation, an answer or a text that is too long, a call without who
              calls whom and when; and for whatever is not alike in all three languages.
    """
    found: list[Fault] = []
    for language in LANGUAGES:
        lines = tuple(one.strip() for one in words.get(language, ()) if one.strip())
        if len(lines) < 3:
            found.append((language, "language", language))
        else:
            found += dict.fromkeys(_faults_in(letter, language, lines))
    found += [(one, "language", one) for one in words if one not in LANGUAGES]
    return tuple(found or _unlike(words))


def _faults_in(letter: LetterClass, language: str, lines: Lines) -> Iterator[Fault]:
    rules, kept = _table()[letter.value], kept_lines(letter, language)
    if len("\n".join(lines)) > LONGEST_LETTER:
        yield language, "long", str(LONGEST_LETTER)
    if len(lines[1].split()) > LONGEST_ANSWER:
        yield language, "answer_long", str(LONGEST_ANSWER)
    yield from ((language, "kept", one) for one in kept if one not in lines)
    said = placeholders(lines)
    yield from ((language, "placeholder", f"{{{one}}}") for one in said if one not in {*rules["needs"], *rules["may"]})
    yield from ((language, "needs", f"{{{one}}}") for one in rules["needs"] if one not in said)
    if has_stray_braces(lines):
        yield language, "placeholder", "{ }"
    own = "\n".join(one for one in lines if one not in kept)
    yield from ((language, kind, word) for kind, word in never_said(own, language))
    yield from ((language, "digit", one) for one in own if one.isnumeric())
    yield from ((language, mark.value, "") for mark in sorted(marks_of(own)))
    if "@" in own:
        yield language, "statement_link", "@"
    speaks = next(iter(begin_of_words(own, _table()["calls"][language], frozenset())), "")
    if speaks and "telephone" not in said:
        yield language, "call", speaks


def _unlike(words: Words) -> Iterator[Fault]:
    """What differs between the languages: she reads one of them, and none may know more."""
    first = LANGUAGES[0]
    lines = {one: tuple(line for line in words[one] if line.strip()) for one in LANGUAGES}
    for language in LANGUAGES[1:]:
        if len(lines[language]) != len(lines[first]):
            yield language, "count", f"{len(lines[language])} ≠ {len(lines[first])}"
            continue
        for mine, theirs in zip(lines[language], lines[first], strict=True):
            if placeholders([mine]) != placeholders([theirs]):
                yield language, "unlike", mine


def check_letter(letter: LetterClass, words: Words) -> None:
    """Raises: LetterWordsError with every fault, in words in `params["said"]`."""
    found = faults_of_letter(letter, words)
    if found:
        lacking = {"kept", "needs", "call", "language"}
        said = "; ".join(f"{one}: {'+' if kind in lacking else '-'} «{word or kind}»" for one, kind, word in found)
        raise LetterWordsError("no letter says this, or leaves this out", provision=_RULE, said=said)
