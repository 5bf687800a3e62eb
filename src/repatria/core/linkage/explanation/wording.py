"""A candidate in words: how sure, and field by field why; the words of three languages are in `waterfall.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache

from repatria.core.linkage.errors import UnknownLevelError
from repatria.core.linkage.explanation.levels import explain
from repatria.core.linkage.prior import Prior
from repatria.core.linkage.rows import Candidate, FieldWeight
from repatria.core.names.writing import BIDI_CONTROLS, ZERO_WIDTH
from repatria.core.vocabulary.tables import read_table

_OVER, _THOUSANDS, _UNDER = 0.9995, 0.995, 0.0005
_TENTHS_BELOW = 10
_HUNDREDS = 0.0095
_RELATIVES_TOLD = 0.05
"""The chance of an unregistered relative from which it is told. Judged: below it nobody decides otherwise."""
_IS_READ = re.compile("[\u0000-\u052f\u1e00-\u1eff]*")
"""Latin, Greek and Cyrillic: what nearly every name is written in."""
_LONGEST_SHOWN = 120
"""Characters of one value in a line of text; nobody reads more of a name."""


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(read_table("repatria.core.linkage.explanation", "waterfall.toml"))


def word(section: str, key: str, language: str) -> str:
    """Returns a word of the waterfall; a key without words is returned with blanks for its underlines.

    Given:    `language` "uk", "ru" or "en"; a language without words gets the English one.
    """
    said = _words()[section].get(key)
    return said.get(language) or said["en"] if said else key.replace("_", " ")


def agreement_word(level: str, language: str) -> str:
    """Returns in a word or two how the values of a comparison level agree."""
    parts = level.split("_")
    tails = ("_".join(parts[at:]) for at in range(len(parts)))
    return word("agreement", next((tail for tail in tails if tail in _words()["agreement"]), level), language)


def level_sentence(level: str, language: str) -> str:
    """Returns the sentence of a comparison level; a level of another version is said in a word or two."""
    try:
        return explain(level, language)
    except UnknownLevelError:
        return agreement_word(level, language)


def counted(section: str, number: int, language: str) -> str:
    """Returns a sentence with a number in it, in the form that the language has for that number."""
    teens = 11 <= number % 100 <= 14
    form = "one" if number % 10 == 1 and not teens else "few" if 2 <= number % 10 <= 4 and not teens else "many"
    if language not in ("uk", "ru"):
        form = "one" if number == 1 else "many"
    return word(section, form, language).format(number=grouped(number, language))


def grouped(number: int, language: str) -> str:
    """Returns a number with its thousands parted as the language parts them."""
    return f"{number:,}".replace(",", "\u00a0") if language in ("uk", "ru") else f"{number:,}"


def probability_in_words(candidate: Candidate, language: str) -> str:
    """Says how sure a candidate is: "about 97 in 100; 2 others fit nearly as well".

    Given:    `language` "uk", "ru" or "en".
    Returns:  never "certain" and never "impossible"; near the ends it counts in thousands.
    """
    p = candidate.probability
    if p >= _OVER:
        sure = word("sure", "over", language)
    elif p < _UNDER:
        sure = word("sure", "under", language)
    elif p >= _THOUSANDS or p < _HUNDREDS:
        sure = word("sure", "thousand", language).format(number=max(1, round(p * 1000)))
    else:
        sure = word("sure", "hundred", language).format(number=round(p * 100))
    if candidate.relatives >= _RELATIVES_TOLD:
        sure += "; " + word("relatives", "said", language).format(number=round(candidate.relatives * 100))
    others = candidate.equally_good - 1
    return f"{sure}; {counted('others', others, language)}" if others > 0 else sure


def script_remark(name: str, language: str) -> str:
    """Says what whoever asks should know of a name's script: that it is not read as sounds, or has no vowels.

    Returns:  "" for a script that is read.
    """
    if _IS_READ.fullmatch(name):
        return ""
    kinds = {unicodedata.name(sign, "").partition(" ")[0] for sign in name}
    key = "unread" if "CJK" in kinds else "no_vowels" if kinds & {"ARABIC", "HEBREW", "SYRIAC"} else ""
    return word("script", key, language) if key else ""


def share_source(prior: Prior, language: str) -> str:
    """Says where the share of enquiries about somebody registered comes from: "estimated from 1,000 enquiries"."""
    return word("share", prior.source.value, language).format(number=grouped(prior.among, language))


def prior_in_words(prior: Prior, language: str) -> str:
    """Says which share of enquiries about somebody registered probabilities rest on, and where it comes from."""
    share = prior.registered_share * 100
    written = f"{share:.0f}" if _TENTHS_BELOW <= share <= 100 - _TENTHS_BELOW else f"{share:.1f}"
    if language in ("uk", "ru"):
        written = written.replace(".", ",")
    return word("share", "sentence", language).format(share=written, source=share_source(prior, language))


def reach_in_words(weight_bits: float, language: str) -> str:
    """Says what a weight is worth where no register is at hand: among how many persons it would be an even chance.

    Source:   Bayes' rule with one counterpart among so many: the odds are 2^weight to their number
    """
    if weight_bits < 1:
        return word("reach", "none", language)
    number = 2.0 ** min(weight_bits, 60.0)
    step = 10.0 ** (len(str(int(number))) - 1)
    return word("reach", "among", language).format(number=grouped(int(round(number / step) * step), language))


def shown(value: str) -> str:
    """Returns a value as it may be shown: signs that hide or turn the line round stand as their numbers, `[U+202E]`.

    Given:    any text; what no XML file may hold is among the signs.
    Not:      shortened.
    """
    if value.isprintable():
        return value
    return "".join(c if _is_shown(c) else " " if c in "\t\r\n" else f"[U+{ord(c):04X}]" for c in value)


def _is_shown(sign: str) -> bool:
    if sign in BIDI_CONTROLS or sign in ZERO_WIDTH:
        return sign in "\u200c\u200d"  # joiners: Persian names need them; they hide nothing
    return sign == " " or unicodedata.category(sign) not in ("Cc", "Cs", "Cn", "Co", "Zl", "Zp")


def _clipped(value: str) -> str:
    clean = shown(value[:_LONGEST_SHOWN]).replace("|", "¦") or "—"
    return clean + "…" if len(value) > _LONGEST_SHOWN else clean


def explanation_line(candidate: Candidate, language: str) -> str:
    """Returns the waterfall of a candidate in one line, for a column of a table.

    Units:    bits
    Returns:  "surname +9.1 near (Шевчинко ~ Шевченко) | birth date +8.9 year (1999 ~ 1999-03-14) | 3 fit equally well".
              No sign of it ends a line or parts a tab-separated row.
    """
    steps = [
        f"{word('field', f.field, language)} {f.weight_bits:+.1f} {agreement_word(f.level, language)} "
        f"({_clipped(f.enquiry_value)} ~ {_clipped(f.register_value)})"
        for f in candidate.fields
    ]
    if candidate.equally_good > 1:
        steps.append(counted("equal", candidate.equally_good, language))
    return " | ".join(steps)


def waterfall_text(candidate: Candidate, language: str, *, how_sure: str = "") -> str:
    """Returns the waterfall of a candidate as lines for a terminal, each step with its two values and its sentence.

    Units:    bits
    Given:    `how_sure` stands under the sum instead of the probability in words.
    """
    lines: list[str] = []
    for step in candidate.fields:
        lines.append(_step_line(step, language))
        lines.append(f"{'':20}{level_sentence(step.level, language)}")
    lines.append(f"{'= ':>12}{candidate.match_weight_bits:+6.1f} {word('title', 'bits', language)}")
    lines.append(f"{'':12}{how_sure or probability_in_words(candidate, language)}")
    return "\n".join(lines)


def _step_line(step: FieldWeight, language: str) -> str:
    values = f"{_clipped(step.enquiry_value)} ~ {_clipped(step.register_value)}"
    return f"{'':12}{step.weight_bits:+6.1f}  {word('field', step.field, language)}: {values}"
