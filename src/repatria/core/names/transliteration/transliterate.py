"""One engine for every transliteration standard; what a standard says stands in its table, nothing of it in code.

A table is `tables/standards/<name>.tsv`: a head with standard, source and review, then one rule a line: letters
written, letters in Latin (empty: the standard drops them), and where the rule holds. Of the rules that fit a place,
the longest wins, then the one with most conditions. Conditions, parted by blanks: `first` and `last` (of the word),
`after=абв` and `before=абв` (directly beside one of these letters or signs). A line `@base <name>` takes over all
rules of another table first. Letters that a table does not know fall back on `other_cyrillic`, then on the letter
without its marks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from repatria.core.names.writing import APOSTROPHES, is_cyrillic
from repatria.core.vocabulary.tables import read_table

STANDARDS = (
    "uk_2010", "uk_icao", "uk_bgn_1965", "uk_bgn_2019", "uk_gost_7_79_b", "uk_scholarly", "uk_french", "uk_german",
    "uk_polish", "ru_icao", "ru_bgn_1947", "ru_gost_7_79_b", "ru_scholarly", "ru_french", "ru_german", "ru_polish",
    "be_icao", "be_2007", "be_scholarly", "iso_9_1995",
)  # fmt: skip
"""The standards and habits for Cyrillic that have a table; the first two letters name the language."""

_FALLBACK = "other_cyrillic"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a group of letters becomes, and where."""

    written: str
    latin: str
    where: str = ""

    @property
    def rank(self) -> tuple[int, int]:
        """Orders the rules of one letter: the longest first, then those with most conditions."""
        return -len(self.written), -len(self.where.split())

    def holds(self, before: str, after: str) -> bool:
        """Says whether the rule fits between two signs ("" where the word begins or ends)."""
        return all(_fits(condition, before, after) for condition in self.where.split())


def _fits(condition: str, before: str, after: str) -> bool:
    kind, _, letters = condition.partition("=")
    if kind == "after":
        return before != "" and before in letters
    if kind == "before":
        return after != "" and after in letters
    return not before if kind == "first" else not after


@cache
def _rules(standard: str) -> Mapping[str, tuple[Rule, ...]]:
    """Returns the rules of a table by first letter, in the order to try them."""
    found = {(rule.written, rule.where): rule for rule in _read(standard)}
    by_letter: dict[str, list[Rule]] = {}
    for rule in found.values():
        by_letter.setdefault(rule.written[0], []).append(rule)
    return {letter: tuple(sorted(rules, key=lambda rule: rule.rank)) for letter, rules in by_letter.items()}


def _read(standard: str) -> list[Rule]:
    rules: list[Rule] = []
    for line in read_table("repatria.core.names.transliteration", f"standards/{standard}.tsv").splitlines():
        if line.startswith("@base "):
            rules += _read(line.removeprefix("@base ").strip())
        elif line and not line.startswith("#"):
            written, latin, where = (*line.split("\t"), "", "")[:3]
            rules.append(Rule(unicodedata.normalize("NFC", written), unicodedata.normalize("NFC", latin), where))
    return rules


def dropped_by(standard: str) -> frozenset[str]:
    """Returns the letters and signs that a standard leaves out on purpose, somewhere or everywhere."""
    rules = (rule for group in _rules(standard).values() for rule in group)
    return frozenset(rule.written for rule in rules if not rule.latin)


def transliterate(text: str, standard: str) -> str:
    """Writes the letters of one script in Latin ones by a standard; all other characters stay as they are.

    Given:    `standard` one of STANDARDS, or a table of another script (see other_scripts).
    Returns:  NFC; every letter but those of `dropped_by` left at least one character.
    Raises:   FileNotFoundError for a standard that has no table.
    """
    text = unicodedata.normalize("NFC", text)
    rules, low = _rules(standard), _lowered(text)
    written: list[str] = []
    place, before, beside = 0, "", ""  # the sign before in the same word; the letter before; stress marks not counted
    while place < len(text):
        rule = _rule_at(rules, low, place, before)
        size = len(rule.written) if rule else 1
        source, last = text[place : place + size], place + size - 1
        latin = rule.latin if rule else _by_fallback(low[place]) if is_cyrillic(low[place]) else ""
        written.append(_cased(latin, source, beside, text[last + 1 : last + 2]) if rule or latin else source)
        if not unicodedata.combining(source[-1]):
            before = low[last] if _is_within(text, last) else ""
            beside = beside if low[last] == "'" and before else source[-1]
        place += size
    return unicodedata.normalize("NFC", "".join(written))


def _lowered(text: str) -> str:
    """Lower case, sign for sign, every apostrophe the same."""
    return "".join("'" if c in APOSTROPHES else c.lower() if len(c.lower()) == 1 else c for c in text)


def _is_within(text: str, place: int) -> bool:
    """Says whether a sign belongs to a word: a letter or its mark, or an apostrophe between letters."""
    sign = text[place]
    if sign in APOSTROPHES:
        return text[place - 1 : place].isalpha() and text[place + 1 : place + 2].isalpha()
    return sign.isalpha() or unicodedata.category(sign)[0] == "M"


def _rule_at(rules: Mapping[str, tuple[Rule, ...]], low: str, place: int, before: str) -> Rule | None:
    letter = low[place]
    if letter == "'" and not (_is_within(low, place) and is_cyrillic(low[place - 1]) and is_cyrillic(low[place + 1])):
        return None
    for rule in rules.get(letter, ()):
        end = place + len(rule.written)
        if low.startswith(rule.written, place):
            after = low[end] if end < len(low) and _is_within(low, end) else ""
            if rule.holds(before, after):
                return rule
    return None


def _cased(latin: str, source: str, before: str, after: str) -> str:
    if source == source.lower():
        return latin
    if len(source) > 1:
        return latin.upper() if source == source.upper() else latin.capitalize()
    return latin.upper() if after.isupper() or (not after.isalpha() and before.isupper()) else latin.capitalize()


def _by_fallback(letter: str) -> str:
    for tried in (letter, unicodedata.normalize("NFD", letter)[0]):
        for rule in _rules(_FALLBACK).get(tried, ()):
            if not rule.where:
                return rule.latin
    return letter
