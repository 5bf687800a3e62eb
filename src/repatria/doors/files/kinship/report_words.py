"""The words and numbers of a report in its reader's language, from the files in `words`."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel.dates import format_date

from repatria.core.kinship.loci import Locus
from repatria.core.kinship.mutation import MutationKind, MutationModel
from repatria.core.vocabulary.tables import read_table
from repatria.doors.files.kinship.family_files import nameless_of
from repatria.doors.files.kinship.pairs_file import MOST_POSTERIOR

LANGUAGES = ("uk", "ru", "en")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_MINUS = "\u2013"  # as wide as a plus; the font that is embedded has no other sign for it
_TIMES = "\u00a0×\u00a010"
_PLAIN_FROM, _PLAIN_TO = 1e-3, 1e6
"""Between these a number is written out; beyond them with a power of ten."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, by section and key."""

    language: str
    sections: Mapping[str, Mapping[str, str]]

    def label(self, key: str) -> str:
        return self.sections["label"][key]

    def say(self, key: str, **places: object) -> str:
        return self.sections["sentence"][key].format(**places)

    def named(self, section: str, key: str) -> str:
        return self.sections[section][key]

    def member(self, name: str, family: str) -> str:
        """Writes the name of a missing person; that it is not in the file, where it was made up."""
        return self.say("nameless") if name == nameless_of(family) else name

    def quoted(self, name: str, family: str) -> str:
        """Writes the name of a missing person in quotation marks; that there is none, in brackets."""
        return f"({self.say('nameless')})" if name == nameless_of(family) else self.say("quoted", name=name)

    def fixed(self, value: float | None, digits: int = 2, *, is_signed: bool = False) -> str:
        """Writes a number with so many digits; a dash where there is none."""
        if value is None or math.isnan(value):
            return "–"
        if math.isinf(value):  # a ratio of nothing, or to nothing
            return self.say("impossible_h2" if value > 0 else "impossible_h1")
        rounded = round(value, digits) + 0.0  # nothing has no sign below it
        return self._local(f"{rounded:{'+' if is_signed else ''}.{digits}f}")

    def number(self, value: float | None, digits: int = 3) -> str:
        """Writes a number with so many significant digits, very large and very small ones with a power of ten."""
        if value is None or not math.isfinite(value):
            return self.fixed(value)
        if value == 0 or _PLAIN_FROM <= abs(value) < _PLAIN_TO:
            written = f"{value:.{digits}g}" if abs(value) < 10**digits else f"{value:.0f}"
            return self._local(written)
        mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
        return self._local(f"{mantissa.rstrip('0').rstrip('.')}{_TIMES}{str(int(exponent)).translate(_RAISED)}")

    def power(self, log10: float) -> str:
        """Writes 10 to the power of a number, which may be beyond what a machine can write out."""
        exponent = math.floor(log10)
        if -3 <= exponent < 3:
            return self.number(10.0**log10)
        return self._local(f"{10 ** (log10 - exponent):.2g}{_TIMES}{str(exponent).translate(_RAISED)}")

    def count(self, value: int) -> str:
        """Writes a whole number in groups of three."""
        return f"{value:,}".replace(",", "," if self.language == "en" else "\u00a0")

    def day(self, day: date) -> str:
        """Writes a day with the month in words."""
        return format_date(day, format="long", locale="en_GB" if self.language == "en" else self.language)

    def posterior(self, value: float) -> str:
        """Writes a posterior, never as 1."""
        if value >= MOST_POSTERIOR:
            return self.say("above", value=self._local(str(MOST_POSTERIOR)))
        return self._local(f"{value:.6f}") if value >= _PLAIN_FROM else self.number(value)

    def rest(self, value: float) -> str:
        """Writes what posteriors leave over, never as nothing."""
        least = 1 - MOST_POSTERIOR
        return self.posterior(value) if value > least else self.say("below", value=self._local(f"{least:.6f}"))

    def mutation(self, loci: list[Locus]) -> list[str]:
        """Says which models hold where; one line where one holds everywhere."""
        by_words: dict[str, list[str]] = {}
        for locus in loci:
            both = [
                f"{self.named('mutation', who)}: {self._model(model)}"
                for who, model in (("mothers", locus.mutation.female), ("fathers", locus.mutation.male))
            ]
            by_words.setdefault("; ".join(both), []).append(locus.name)
        if len(by_words) == 1:
            return [*by_words]
        return [f"{words} ({', '.join(names)})" for words, names in by_words.items()]

    def _model(self, model: MutationModel) -> str:
        if model.kind is MutationKind.NONE or (not model.rate and model.kind is not MutationKind.CUSTOM):
            return self.named("mutation", "none")
        numbers = {name: self.number(getattr(model, name)) for name in ("rate", "rate2", "range")}
        words = self.named("mutation", model.kind.value).format(**numbers)
        variants = [name for name in ("stationary", "stabilised") if getattr(model, f"is_{name}")]
        return ", ".join((words, *(self.named("mutation", name) for name in variants)))

    def _local(self, written: str) -> str:
        """Writes a number with the sign for minus, which a hyphen is not, and the language's decimal sign."""
        signed = written.replace("-", _MINUS)
        return signed if self.language == "en" else signed.replace(".", ",")


@cache
def words_of(language: str) -> Words:
    """Returns the words of a language of LANGUAGES."""
    return Words(language, tomllib.loads(read_table("repatria.doors.files.kinship", f"words/{language}.toml")))
