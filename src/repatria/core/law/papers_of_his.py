"""Papers about a man that the law asks for: proceedings against him, a treatment certificate, his account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from repatria.core.law.custody_facts import HisPaper, PaperFacts
from repatria.core.law.errors import UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, need, refuse_open

_PROVISION = {HisPaper.TREATMENT: "GC III 30", HisPaper.ACCOUNT: "GC III 66",
              HisPaper.INTERNMENT_REVIEWED: "GC IV 43"}  # fmt: skip


def _guards(paper: HisPaper, facts: PaperFacts) -> Iterator[OpenGuard]:
    provision = _PROVISION.get(paper, "GC III 104")
    yield from need(bool(facts.by.strip()), "signed_by", provision, UnstatedParticularsError)
    yield from need(bool(facts.reference.strip()), "paper_reference", provision, UnstatedParticularsError)
    if paper is HisPaper.PROCEEDINGS_OPENED:
        yield from need(facts.has_trial_day, "trial_day", provision, UnstatedParticularsError)
    if paper is HisPaper.TREATMENT:
        is_sent = bool(facts.agency_reference.strip())
        yield from need(is_sent, "duplicate_to_agency", provision, UnstatedParticularsError)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtPaper:
    """One paper of proceedings: which court, under which reference, and the act that holds it."""

    paper: HisPaper
    court: str
    reference: str
    act_index: int


def court_holds_since(papers: Iterable[CourtPaper]) -> int | None:
    """The act of the latest proceedings that no paper ended; None where no court has to do with him.

    Source:   GC III art. 104, 115.
    Given:    the papers about him, oldest first. A notice is that of proceedings whose reference it bears, or of those
              of its court of which no notice told yet; any other opens proceedings. An end is that of the proceedings
              whose court and reference it bears, of whose reference alone, or of the only ones of its court.
    Not:      an end that could be that of several ends none, nor does that of another court and another reference: a
              court that was asked says which.
    """
    held: list[_Proceedings] = []
    for one in papers:
        court, reference = _plain(one.court), _plain(one.reference)
        if one.paper is HisPaper.PROCEEDINGS_OPENED:
            held = [kept for kept in held if not kept.is_exactly(court, reference)]
            held.append(_Proceedings(court, {reference}, one.act_index, is_told=False))
        elif one.paper is HisPaper.PROCEEDINGS_NOTIFIED:
            meant = [kept for kept in held if reference in kept.references]
            meant = meant or [kept for kept in held if kept.court == court and not kept.is_told][:1]
            if not meant:
                held.append(_Proceedings(court, {reference}, one.act_index, is_told=True))
            for kept in meant:
                kept.references.add(reference)
                kept.is_told = True
        elif one.paper is HisPaper.PROCEEDINGS_ENDED:
            same = [kept for kept in held if kept.is_exactly(court, reference)]
            ended = same or [kept for kept in held if reference in kept.references]
            ended = ended or [kept for kept in held if kept.court == court]
            held = [kept for kept in held if len(ended) != 1 or kept is not ended[0]]
    return max((kept.since for kept in held), default=None)


@dataclass(slots=True)
class _Proceedings:
    """Proceedings that stand: their court, the references they bear, and whether a notice told of them."""

    court: str
    references: set[str]
    since: int
    is_told: bool

    def is_exactly(self, court: str, reference: str) -> bool:
        return court == self.court and reference in self.references


def _plain(said: str) -> str:
    return " ".join(said.split()).casefold()


def check_paper(paper: HisPaper, facts: PaperFacts) -> None:
    """Checks that a paper says what the law asks of it.

    Source:   GC III art. 30, 66, 104.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    refuse_open(_guards(paper, facts))
