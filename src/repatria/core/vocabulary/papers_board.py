"""The report of the Identification Board: on what a name rests, who judged it, and what it does not say.

Source: spec/kinship.md section 4 (what a report of kinship states); INTERPOL DVI Guide, "identification report".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from repatria.core.vocabulary.paper_mark import PaperInputError, PaperMark
from repatria.core.vocabulary.papers import PaperKind

MOST_REPORT_LINES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardReportWord:
    """One word of evidence, review, contradiction or signature, with who said it and when.

    Given:    `kind` evidence, review, resolved, declined, signed, or beside of what the house compared as "cannot be",
              which nobody said; `about` the method, and `verdict` how it weighs;
              `reference` the report, the finding, or the word that was resolved.
    """

    number: str
    kind: str
    about: str
    verdict: str
    reference: str
    said: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardReportDna:
    """One finding on which the name rests: with whom it was compared, and its numbers.

    Units:    log10 of the likelihood ratio; `chance` is how many unrelated pairs of as many comparisons reach it.
    Given:    `typed` how many samples of the family were compared together; `next_best` the ratio of the next pair of
              this item or family, "" where none was kept.
    Not:      what each relative is to him, codes of their samples, ratios by locus: relatives gave for the search alone
              (practice rules, section 3), and a paper goes on.
    """

    finding: str
    sample: str
    typed: str
    loci: str
    log10_lr: str
    only_mutation: tuple[str, ...]
    compared: str
    chance: str
    next_best: str
    table: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardReportPaper:
    """The report of a conclusion that stands.

    Raises:   PaperInputError without a signature of two, without items, or with more lines than are printed.
    Not:      the name of a relative, a pedigree, whether a stated kinship holds; the word certain, a posterior (nobody
              recorded a prior); where he was found. What experts wrote is printed as they wrote it.
    """

    mark: PaperMark
    number: str
    hypothesis: str
    items: tuple[str, ...]
    enquiry: str
    person: str
    opened_at: datetime
    opened_by: str
    said: str
    methods: tuple[str, ...]
    policy: str
    concluded_at: datetime
    words: tuple[BoardReportWord, ...]
    dna: tuple[BoardReportDna, ...] = ()

    def __post_init__(self) -> None:
        if len({one.by for one in self.words if one.kind == "signed"}) < 2:
            raise PaperInputError("a conclusion has two signatures", (("words", "missing"),))
        if not self.items or len(self.words) > MOST_REPORT_LINES:
            raise PaperInputError("a report has items, and at most 500 words", (("words", "count"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.BOARD_REPORT
