"""A comparison as a page shows it: bars left and right of zero, the values beside them, and how sure it is in words.

Bits and levels are the act's; values are what the sealed records say now, opened by whoever asked for the page. Which
of her words were read as a field the act says by their places.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from repatria.core.linkage.comparison import DIFFERING
from repatria.core.linkage.explanation import (
    level_sentence,
    prior_in_words,
    probability_in_words,
    shown,
    signed,
    word,
    words_at,
)
from repatria.core.linkage.rows import Candidate
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.doors.desk.frame.dates import written_date_words
from repatria.doors.desk.frame.matcher import Found
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import in_latin
from repatria.records.matching.acts import WeightLine
from repatria.records.matching.doubles import DoubleView
from repatria.records.matching.selectors import PairView
from repatria.records.register.selectors import PersonView

HALF = 100
"""The longest bar, as wide as half of the drawing.  Units: those of its viewBox, 200 wide with zero at 100."""

_NAME_FIELDS = frozenset({"surname", "given_name", "patronymic"})
_HIS_KINDS = {
    "surname": ParticularKind.SURNAME, "given_name": ParticularKind.FIRST_NAMES,
    "patronymic": ParticularKind.PATRONYMIC, "birth_date": ParticularKind.BIRTH_DATE,
    "place": ParticularKind.BIRTH_PLACE, "unit": ParticularKind.UNIT, "number": ParticularKind.SERVICE_NUMBER,
    "rank": ParticularKind.RANK,
}  # fmt: skip
_HER_ANSWERS = {"birth_date": "sought_birth", "place": "sought_place", "unit": "sought_unit"}
_NOT_ONE_FIELD = frozenset({"word_order", "name"})
_CLOSE = ("_near", "_far", "_distant", "_remote", "_one_digit", "_swapped", "_initial", "_part")
"""How levels of values end that are not the same and speak for him all the same."""
_SPELT = _NAME_FIELDS | {"place"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One step: to the right it speaks for, to the left against."""

    label: str
    sentence: str
    bits: str
    is_for: bool
    start: int
    width: int
    hers: str
    his: str
    his_in_latin: str
    tone: str = "off"
    they: str = "they.neither"  # key of what the two sides do


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All steps, their sum, and how sure it is."""

    bars: tuple[Bar, ...]
    total: str
    words: str
    weights_version: int
    prior: str


def sure_words(language: str, probability: float, equally_good: int) -> str:
    """The probability in words: about so many in 100, and how many others fit nearly as well."""
    weighed = Candidate(
        person_id="", match_weight_bits=0.0, probability=probability, fields=(), equally_good=equally_good
    )
    words = probability_in_words(weighed, language)
    return words if equally_good > 1 else f"{words}; {say(language, 'sure.alone')}"


def chance_words(language: str, probability: float) -> str:
    """The probability alone, for a list."""
    weighed = Candidate(person_id="", match_weight_bits=0.0, probability=probability, fields=(), equally_good=1)
    return probability_in_words(weighed, language)


def of_pair(language: str, view: PairView) -> Comparison:
    """The waterfall of a pair, each step with the two values compared."""
    scale = _scale(line.millibits for line in view.waterfall)
    is_read = any(line.words_read for line in view.waterfall)  # a pair of the first version names no words
    his = {line.field: _his(language, line.field, view.person) for line in view.waterfall}
    whole = " ".join(shown(words) for name, words in his.items() if name in _NAME_FIELDS)
    return Comparison(
        bars=tuple(
            _bar(language, line, scale, _hers(language, line, view, is_read), his[line.field], whole)
            for line in view.waterfall
        ),
        total=signed(view.line.match_weight_bits),
        words=sure_words(language, view.line.probability, view.line.equally_good),
        weights_version=view.line.weights_version, prior=prior_in_words(view.line.prior, language),
    )  # fmt: skip


def of_double(language: str, view: DoubleView) -> Comparison:
    """The waterfall of two records of the register, each step with both values."""
    scale = _scale(line.millibits for line in view.waterfall)
    sides = [
        {line.field: _his(language, line.field, person) for line in view.waterfall}
        for person in (view.first, view.second)
    ]  # fmt: skip
    whole = " ".join(words for name, words in sides[1].items() if name in _NAME_FIELDS)
    return Comparison(
        bars=tuple(
            _bar(language, line, scale, sides[0][line.field], sides[1][line.field], whole) for line in view.waterfall
        ),
        total=signed(view.line.match_weight_bits), words=chance_words(language, view.line.probability),
        weights_version=view.line.weights_version, prior="",
    )  # fmt: skip


def of_found(language: str, one: Found, asked: str) -> Comparison:
    """The waterfall of somebody found: with the words that were read, without what the register says of him."""
    scale = _scale(line.millibits for line in one.lines)
    return Comparison(
        bars=tuple(
            _bar(language, line, scale, words_at(line.words_read, asked) if line.words_read else "", "")
            for line in one.lines
            if line.millibits
        ),
        total=signed(one.bits), words=sure_words(language, one.probability, one.equally_good),
        weights_version=one.weights_version, prior=prior_in_words(one.prior, language),
    )  # fmt: skip


def _scale(millibits: Iterable[int]) -> float:
    return HALF / (max(map(abs, millibits), default=0) or 1)


def _bar(language: str, line: WeightLine, scale: float, hers: str, his: str, whole: str = "") -> Bar:
    width, is_for = round(abs(line.millibits) * scale), line.millibits >= 0
    label = word("field", line.field, language)
    tone, they = _they(line, hers, his)
    return Bar(
        label=label[:1].upper() + label[1:], sentence=level_sentence(line.level, language),
        bits=signed(line.millibits / 1000), is_for=is_for, start=HALF if is_for else HALF - width, width=width,
        hers=shown(hers), his=shown(his), tone=tone, they=they,
        his_in_latin=in_latin(shown(his), whole if line.field in _NAME_FIELDS else "") if line.field in _SPELT else "",
    )  # fmt: skip


def _they(line: WeightLine, hers: str, his: str) -> tuple[str, str]:
    """What the two sides do, as a tone and the key of a word: what is near is not said to be the same."""
    is_other = line.level in DIFFERING or line.level.endswith("_other")
    if line.millibits > 0 and not is_other:
        return ("wait", "they.close") if line.level.endswith(_CLOSE) else ("ok", "they.agree")
    if line.millibits < 0 or is_other:
        return "late", "they.differ"
    if hers and his:
        return "wait", "they.neither"
    return "off", "they.one_blank" if hers or his else "they.both_blank"


def _hers(language: str, line: WeightLine, view: PairView, is_read: bool) -> str:
    said = view.enquiry.said
    if line.field in _NOT_ONE_FIELD:
        return said["sought_name"]
    if line.field in _NAME_FIELDS:
        return words_at(line.words_read, said["sought_name"]) if line.words_read or not is_read else ""
    answer = said.get(_HER_ANSWERS.get(line.field, ""), "")
    if line.field != "birth_date" or not answer:
        return answer
    return written_date_words(language, answer, page=view.enquiry.language, on=view.enquiry.received_on)


def _his(language: str, field: str, person: PersonView) -> str:
    kind = _HIS_KINDS.get(field)
    value = person.first(kind) if kind else ""
    return written_date_words(language, value) if field == "birth_date" and value else value
