"""Papers about a man that the law asks for: proceedings against him, a treatment certificate, his account."""

from __future__ import annotations

from collections.abc import Iterator

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


def check_paper(paper: HisPaper, facts: PaperFacts) -> None:
    """Checks that a paper says what the law asks of it.

    Source:   GC III art. 30, 66, 104.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    refuse_open(_guards(paper, facts))
