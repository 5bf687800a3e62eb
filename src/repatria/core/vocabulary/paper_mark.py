"""What every paper has: the mark in its foot, languages, and what is refused. Kinds and contents live in `papers`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from repatria.core.vocabulary.errors import InputError, MissingParticularsError, RuleError
from repatria.core.vocabulary.paper_codes import fold_code
from repatria.core.vocabulary.paper_words import THE_HOUSES_OWN, PaperWords


class PaperInputError(InputError):
    """A paper was asked for with values that contradict each other."""

    code = "papers.E002"


class NoticeParticularsError(MissingParticularsError):
    """A statutory notice lacks an item of art. 122(4), or holds something the law does not name."""

    code = "papers.E003"


class AskedAloneError(RuleError):
    """A hand-over record must show that both were asked again, each alone, in separate rooms, before they met."""

    code = "papers.E004"


_LONGEST = {"check_word": 40, "telephone": 60, "check_address": 120}  # characters


class PaperLanguage(StrEnum):
    UKRAINIAN = "uk"
    RUSSIAN = "ru"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperMark:
    """What every page of a paper carries: code, check word, languages (the reader's first), sender, instant.

    Given:    one or two languages and a name of the bureau in each; an instant with a zone; `check_address` is the
              portal's check page and is printed on publicly checked papers only; `words` those that the bureau
              replaced, of all papers: each takes its own and says by which version.
    Raises:   PaperInputError otherwise.
    """

    code: str
    check_word: str
    languages: tuple[PaperLanguage, ...]
    bureau: tuple[str, ...]
    printed_at: datetime
    demo: bool
    telephone: str = ""
    check_address: str = ""
    words: PaperWords = THE_HOUSES_OWN

    def __post_init__(self) -> None:
        faults = []
        if fold_code(self.code) != self.code:
            faults.append(("code", "is not a paper code as written by paper_code"))
        if not self.check_word.strip():
            faults.append(("check_word", "is empty"))
        if len(set(self.languages)) != len(self.languages) or len(self.languages) not in {1, 2}:
            faults.append(("languages", "must be one or two different ones"))
        if len(self.bureau) != len(self.languages):
            faults.append(("bureau", "needs a name in each language"))
        # The foot has a fixed height: what does not fit it would be lost.
        for name, longest in _LONGEST.items():
            if len(getattr(self, name)) > longest:
                faults.append((name, f"is longer than {longest} characters"))
        if any(len(name) > 160 for name in self.bureau):
            faults.append(("bureau", "is longer than 160 characters"))
        if self.printed_at.tzinfo is None:
            faults.append(("printed_at", "needs a time zone"))
        if faults:
            raise PaperInputError("the mark of a paper contradicts itself", tuple(faults))
