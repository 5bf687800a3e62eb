"""What the words of a printed paper may be replaced by, whoever writes them.

A field is no word: the places to fill stay, and so do figures, the law that a text names, and the texts that the law or
a rule of practice wants as they stand.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from repatria.core.law.letters import never_said
from repatria.core.law.statements import marks_of
from repatria.core.law.wording import begin_of_words
from repatria.core.vocabulary.errors import RuleError
from repatria.core.vocabulary.letters import has_stray_braces, placeholders
from repatria.core.vocabulary.paper_words import LANGUAGES_OF_PAPERS as LANGUAGES
from repatria.core.vocabulary.paper_words import PaperClass, ReplacedTexts
from repatria.core.vocabulary.tables import read_table
from repatria.core.vocabulary.texts import Texts

ROOM_TO_GROW = 12
"""Characters by which the shortest label may grow; a text may be half as long again beside."""

PaperFault = tuple[str, str, str, str]
"""Key of the text, language, kind of fault, the word or sign."""


class PaperWordsError(RuleError):
    """A paper says what none may say, or loses what each must have; `params["said"]` names all."""

    code = "law.E100"


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(read_table("repatria.core.law", "paper_words.toml"))


def kept_texts() -> Mapping[str, str]:
    """The texts that stand word for word in every version, with the provision where one wants it so.

    Source:   GC III 5, 13, 17, 18, 70, 78, 117, 122, 126; practice rules 4, 6, 8, 9, 12, 15, 19, 20, 22, 23, 24.
    """
    found: Mapping[str, str] = _table()["kept"]
    return found


def paper_words_digest(words: ReplacedTexts) -> str:
    """What tells one version of replaced words from another, in whatever order they were given."""
    said = sorted((key, language, text) for key, texts in words.items() for language, text in texts.items())
    return sha256("\0".join("\0".join(one) for one in said).encode()).hexdigest()


def longest_text(shipped: str) -> int:
    """How long what replaces a text may be: a sheet has room for so much.

    Units:    characters.
    """
    return len(shipped) * 3 // 2 + ROOM_TO_GROW


def faults_of_paper(paper: PaperClass, shipped: Texts, words: ReplacedTexts) -> tuple[PaperFault, ...]:
    """What these words may not be printed with.

    Source:   GC III art. 13, 117, 122; practice rules 4, 18-20 and section 3.
    Given:    `shipped` the house's own texts of this paper; `words` those that replace some of them. An aid and no
              proof: two persons read them all the same.
    Returns:  for each text one that this paper has not, that stands word for word, a language that no paper has, an
              empty one, a lost, unknown or stray placeholder, a figure that is lost or new, a sign of law that is
              lost, a forbidden word that the house's own text has not, a link, a quotation, a sign that is not
              printed, more lines or more letters than the sheet has room for.
    """
    found: list[PaperFault] = []
    for key, texts in words.items():
        if key not in shipped:
            found.append((key, "", "text", key))
        elif key in kept_texts():
            found.append((key, "", "kept", kept_texts()[key]))
        else:
            for language, text in texts.items():
                if language in LANGUAGES:
                    own = shipped[key][language]
                    found += ((key, language, *one) for one in dict.fromkeys(_faults_in(paper, own, text, language)))
                else:
                    found.append((key, language, "language", language))
    return tuple(found)


def _faults_in(paper: PaperClass, own: str, text: str, language: str) -> Iterator[tuple[str, str]]:
    if not text.strip():
        yield "empty", ""
        return
    yield from _fields(own, text)
    yield from (("law", one) for one in _lost(_of_law(own, language), _of_law(text, language)))
    forbidden = set(never_said(own, language))
    kinds = None if paper.value in _table()["families"] else frozenset(_table()["everywhere"])
    for kind, word in never_said(text, language):
        if (kinds is None or kind in kinds) and (kind, word) not in forbidden:
            yield kind, word
    yield from ((mark.value, "") for mark in sorted(marks_of(text) - marks_of(own)))
    if "@" in text and "@" not in own:
        yield "statement_link", "@"
    if any(not (one.isprintable() or one == "\n") for one in text):
        yield "sign", ""
    if len(text.splitlines()) > len(own.splitlines()):
        yield "lines", str(len(own.splitlines()))
    if len(text) > longest_text(own):
        yield "long", str(longest_text(own))


def _fields(own: str, text: str) -> Iterator[tuple[str, str]]:
    """A field is what an act holds: none is lost, none is added, and no figure stands in the place of one."""
    yield from (("needs", f"{{{one}}}") for one in _lost(placeholders([own]), placeholders([text])))
    yield from (("placeholder", f"{{{one}}}") for one in _lost(placeholders([text]), placeholders([own])))
    if has_stray_braces([text]):
        yield "placeholder", "{ }"
    yield from (("law", one) for one in _lost(_figures(own), _figures(text)))
    yield from (("digit", one) for one in _lost(_figures(text), _figures(own)))


def _lost(had: Counter[str], has: Counter[str]) -> Sequence[str]:
    return tuple(one for one in had if had[one] > has[one])


def _figures(text: str) -> Counter[str]:
    """Numbers as they stand, by whichever signs."""
    spaced = "".join(c if c.isnumeric() else " " for c in text)
    return Counter(spaced.split())


def _of_law(text: str, language: str) -> Counter[str]:
    return Counter(stem for stem in _table()["law"][language] if any(begin_of_words(text, [stem], frozenset({"iii"}))))


def check_paper_words(paper: PaperClass, shipped: Texts, words: ReplacedTexts) -> None:
    """Raises: PaperWordsError with every fault, in words in `params["said"]`."""
    found = faults_of_paper(paper, shipped, words)
    if found:
        lost = {"kept", "needs", "law", "language", "empty"}
        said = "; ".join(
            f"{' '.join(filter(None, (key, language)))}: {'+' if kind in lost else '-'} «{word or kind}»"
            for key, language, kind, word in found
        )
        provision = next((word for _, _, kind, word in found if kind == "kept" and word), "practice rule 4")
        raise PaperWordsError("no paper says this, or leaves this out", provision=provision, said=said)
