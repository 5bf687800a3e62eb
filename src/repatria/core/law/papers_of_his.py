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
    Given:    the papers about him, oldest first. A notice opens proceedings of which no paper told before; an end is
              that of the proceedings whose court and reference it bears, of whose reference alone, or of the only ones.
    Not:      an end that could be that of several ends none: a court that was asked says which.
    """
    held: dict[tuple[str, str], int] = {}
    for one in papers:
        court, reference = _plain(one.court), _plain(one.reference)
        if one.paper is HisPaper.PROCEEDINGS_OPENED:
            held[court, reference] = one.act_index
        elif one.paper is HisPaper.PROCEEDINGS_NOTIFIED:
            if not any(court == its_court or reference == its_own for its_court, its_own in held):
                held[court, reference] = one.act_index
        elif one.paper is HisPaper.PROCEEDINGS_ENDED:
            same = [key for key in held if key == (court, reference)] or [key for key in held if key[1] == reference]
            meant = same or list(held)
            if len(meant) == 1:
                del held[meant[0]]
    return max(held.values(), default=None)


def _plain(said: str) -> str:
    return " ".join(said.split()).casefold()


def check_paper(paper: HisPaper, facts: PaperFacts) -> None:
    """Checks that a paper says what the law asks of it.

    Source:   GC III art. 30, 66, 104.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    refuse_open(_guards(paper, facts))
