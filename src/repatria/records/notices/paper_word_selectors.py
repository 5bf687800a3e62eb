"""What doors ask of papers' words: what is printed now, every version before it, and those that wait.

They name nobody, so that reading one leaves no leaf.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from repatria.core.law.paper_words import PaperFault, faults_of_paper, paper_words_digest
from repatria.core.vocabulary.paper_words import (
    LANGUAGES_OF_PAPERS,
    THE_HOUSES_OWN,
    PaperClass,
    PaperWords,
    ReplacedTexts,
    only_replaced,
)
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.ledger.rows import SOMETHING, row_numbered, rows_where
from repatria.records.notices.errors import UnknownPaperWordsError
from repatria.records.notices.models import PaperVersion
from repatria.records.notices.paper_texts import are_texts_known, shipped_texts

READ = "notices.?paper_words"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperVersionView:
    """One version of the words of one paper: what it replaces, by text and language, and what became of it.

    Given:    `number` 0 and `state` shipped for the words that come with the house, which replace nothing.
    """

    words_id: str
    number: int
    paper: PaperClass
    texts: ReplacedTexts
    state: str
    is_standing: bool
    why: str = ""
    written_by: str = ""
    settled_by: tuple[str, ...] = ()
    reason: str = ""
    act_index: int | None = None
    settled_index: int | None = None

    @property
    def count(self) -> int:
        """How many texts it replaces, each language by itself."""
        return sum(map(len, self.texts.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChange:
    """One text in one language: what the house says, what is printed now, and what this version prints."""

    key: str
    language: str
    own: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def shipped_paper_version(paper: PaperClass) -> str:
    """The name of the house's own words of a paper: another release may bring others."""
    return f"shipped-{paper_words_digest(shipped_texts(paper))[:12]}"


def words_of_row(row: PaperVersion) -> ReplacedTexts:
    return msgspec.json.decode(row.words, type=dict[str, dict[str, str]])


def standing_row(paper: PaperClass, before_index: int | None = None) -> PaperVersion | None:
    """The version that was adopted last, or none once that one was withdrawn: one person leads back to the house's own.

    Given:    the index of an act for what stood before it; None for now.
    """
    return _last(rows_where(PaperVersion, paper=paper.value, order="-adopted_index"), before_index)


def _last(newest_first: Iterable[PaperVersion], before_index: int | None) -> PaperVersion | None:
    def was(index: int | None) -> bool:
        return index is not None and (before_index is None or index < before_index)

    last = next((row for row in newest_first if was(row.adopted_index)), None)
    return None if last is not None and last.state == "withdrawn" and was(last.settled_index) else last


def standing_paper_version(paper: PaperClass) -> str:
    """The number of the version that is printed now."""
    row = standing_row(paper)
    return row.pk if row else shipped_paper_version(paper)


def standing_paper_words(paper: PaperClass) -> ReplacedTexts:
    """What is printed now instead of the house's own words."""
    row = standing_row(paper)
    return words_of_row(row) if row else {}


def words_on_papers(before_index: int | None = None) -> PaperWords:
    """What sheets are printed with: every paper's version that stands, or that stood before an act.

    Given:    a text that the law lets through no longer, since a release changed what it stands for, is left out: the
              house's own is printed in its place.
    """
    if not are_texts_known():
        return THE_HOUSES_OWN
    of_papers: dict[str, list[PaperVersion]] = {}
    for row in rows_where(PaperVersion, adopted_index=SOMETHING, order="-adopted_index"):
        of_papers.setdefault(row.paper, []).append(row)
    versions: list[tuple[str, str]] = []
    texts: list[tuple[str, str, str]] = []
    for name, rows in sorted(of_papers.items()):
        last = _last(rows, before_index)
        if last is not None:
            versions.append((name, last.pk))
            texts += _sound(PaperClass(name), words_of_row(last))
    return PaperWords(versions=tuple(versions), texts=tuple(texts))


def words_with(paper: PaperClass, words_id: str, words: ReplacedTexts) -> PaperWords:
    """What sheets are printed with where this version stood beside what stands of the other papers."""
    now = words_on_papers()
    keys = set(shipped_texts(paper))
    return PaperWords(
        versions=(*(one for one in now.versions if one[0] != paper.value), (paper.value, words_id)),
        texts=(*(one for one in now.texts if one[0] not in keys), *_sound(paper, words)),
    )


def _sound(paper: PaperClass, words: ReplacedTexts) -> list[tuple[str, str, str]]:
    wrong = {(key, language) for key, language, _, _ in faults_of_paper(paper, shipped_texts(paper), words)}
    return [
        (key, language, text) for key, said in words.items() for language, text in said.items()
        if (key, language) not in wrong and (key, "") not in wrong
    ]  # fmt: skip


def _view(row: PaperVersion, standing: str) -> PaperVersionView:
    return PaperVersionView(
        words_id=row.pk, number=row.number, paper=PaperClass(row.paper), texts=words_of_row(row), state=row.state,
        is_standing=row.pk == standing, why=row.why, written_by=row.written_by,
        settled_by=tuple(row.settled_by.split()), reason=row.reason, act_index=row.recorded_index,
        settled_index=row.settled_index,
    )  # fmt: skip


def _shipped(paper: PaperClass, standing: str) -> PaperVersionView:
    words_id = shipped_paper_version(paper)
    return PaperVersionView(
        words_id=words_id, number=0, paper=paper, texts={}, state="shipped", is_standing=words_id == standing
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOverview:
    """One paper: the version that is printed now, how many texts it replaces, and how many versions wait."""

    paper: PaperClass
    number: int
    count: int
    waiting: int


@question(READ, of_numbers=True)
def papers_overview(acting: Acting) -> tuple[PaperOverview, ...]:
    """Every printed paper of the house with what is replaced of its words."""
    require(acting, READ)
    of_papers: dict[str, list[PaperVersion]] = {}
    for row in rows_where(PaperVersion, order="-adopted_index"):
        of_papers.setdefault(row.paper, []).append(row)
    found: list[PaperOverview] = []
    for paper in PaperClass:
        rows = of_papers.get(paper.value, [])
        last = _last(rows, None)
        found.append(PaperOverview(
            paper=paper, number=last.number if last else 0, waiting=sum(one.state == "drafted" for one in rows),
            count=sum(map(len, words_of_row(last).values())) if last else 0,
        ))  # fmt: skip
    return tuple(found)


@question(READ, of_numbers=True)
def paper_versions(acting: Acting, paper: PaperClass) -> tuple[PaperVersionView, ...]:
    """Every version of a paper's words, the newest first, refused and withdrawn ones too.

    Returns:  the words that ship last.
    """
    require(acting, READ)
    standing = standing_paper_version(paper)
    rows = rows_where(PaperVersion, paper=paper.value, order="-recorded_index")
    return (*(_view(row, standing) for row in rows), _shipped(paper, standing))


@question(READ, of_numbers=True)
def paper_version(acting: Acting, words_id: str) -> PaperVersionView:
    """One version, whatever became of it.  Raises: UnknownPaperWordsError."""
    require(acting, READ)
    for paper in PaperClass:
        if words_id == shipped_paper_version(paper):
            return _shipped(paper, standing_paper_version(paper))
    row = _row(words_id)
    return _view(row, standing_paper_version(PaperClass(row.paper)))


def _row(words_id: str) -> PaperVersion:
    row = row_numbered(PaperVersion, words_id)
    if row is None:
        raise UnknownPaperWordsError("no such version of a paper's words")
    return row


@question(READ, of_numbers=True)
def paper_faults(acting: Acting, *, paper: PaperClass, words: ReplacedTexts) -> tuple[PaperFault, ...]:
    """What these words may not be printed with: text, language, kind, word."""
    require(acting, READ)
    shipped = shipped_texts(paper)
    return faults_of_paper(paper, shipped, only_replaced(shipped, words))


@question(READ, of_numbers=True)
def paper_texts(acting: Acting, paper: PaperClass) -> Mapping[str, Mapping[str, str]]:
    """What a paper says now, text by text and in each language: the house's own words, or what stands for them."""
    require(acting, READ)
    replaced = standing_paper_words(paper)
    return {key: {**own, **replaced.get(key, {})} for key, own in shipped_texts(paper).items()}


def word_changes(paper: PaperClass, words: ReplacedTexts) -> tuple[WordChange, ...]:
    """What a version prints beside what is printed now: each text that either of them replaces."""
    shipped, before = shipped_texts(paper), standing_paper_words(paper)
    found: list[WordChange] = []
    for key, own in shipped.items():
        for language in LANGUAGES_OF_PAPERS:
            was = before.get(key, {}).get(language, own[language])
            new = words.get(key, {}).get(language, own[language])
            if (was, new) != (own[language], own[language]):
                found.append(WordChange(key=key, language=language, own=own[language], before=was, after=new))
    return tuple(found)


@question(READ, of_numbers=True)
def paper_changes(acting: Acting, *, paper: PaperClass, words: ReplacedTexts) -> tuple[WordChange, ...]:
    """What these words would change of a paper; none of words with faults."""
    require(acting, READ)
    said = only_replaced(shipped_texts(paper), words)
    return () if faults_of_paper(paper, shipped_texts(paper), said) else word_changes(paper, said)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPaperVersion:
    """A version that nobody adopted or refused yet."""

    words_id: str
    paper: PaperClass
    written_by: str
    act_index: int


@question(READ, of_numbers=True)
def paper_versions_waiting() -> tuple[WaitingPaperVersion, ...]:
    """The versions that wait, the oldest first."""
    return tuple(
        WaitingPaperVersion(
            words_id=row.pk, paper=PaperClass(row.paper), written_by=row.written_by, act_index=row.recorded_index
        )
        for row in rows_where(PaperVersion, state="drafted", order="recorded_index")
    )


@question(READ, of_numbers=True)
def paper_version_reference(words_id: str) -> str:
    """What those who approve are bound to: this version, beside the one that stands while they read it.

    Raises:   UnknownPaperWordsError.
    """
    row = _row(words_id)
    return f"{words_id}:{standing_paper_version(PaperClass(row.paper))}"
