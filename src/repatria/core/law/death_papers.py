"""After a death in custody: his testament, and the report of the enquiry into it, each until its receipt came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, need, refuse_open
from repatria.core.vocabulary.errors import WrongStateError


class DeathPaperOrderError(WrongStateError):
    """This step does not follow from how far this paper of his is."""

    code = "law.E117"


class DeathPaper(StrEnum):
    """What goes on after a death."""

    TESTAMENT = "testament"  # GC III art. 120(1)
    REPORT = "report"  # of the enquiry into the death, art. 121


class DeathPaperStep(StrEnum):
    """How far it is."""

    NONE_KNOWN = "none_known"  # one looked, and there is no testament
    HERE = "here"
    SENT = "sent"
    RECEIPTED = "receipted"


class PaperGoesTo(StrEnum):
    """To whom it goes."""

    PROTECTING_POWER = "protecting_power"
    SUBSTITUTE = "substitute"  # the organisation that acts in its place (GC III 10)


_S = DeathPaperStep
_FOLLOWS = MappingProxyType({
    None: (_S.NONE_KNOWN, _S.HERE), _S.NONE_KNOWN: (_S.HERE,), _S.HERE: (_S.SENT,), _S.SENT: (_S.RECEIPTED,),
})  # fmt: skip


PAPER_STEPS = MappingProxyType({
    DeathPaper.TESTAMENT: tuple(DeathPaperStep), DeathPaper.REPORT: (_S.HERE, _S.SENT, _S.RECEIPTED),
})  # fmt: skip
"""The steps of each paper; that there is none is said of a testament alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathPaperFacts:
    """What is said of a step, and what the house reads: how far the paper is, and whether the enquiry was opened."""

    paper: DeathPaper
    last: DeathPaperStep | None = None
    is_enquiry_opened: bool = False
    has_cause: bool = False
    said: str = ""
    to: PaperGoesTo | None = None
    office: str = ""
    reference: str = ""
    copy_reference: str = ""


def paper_steps_after(paper: DeathPaper, last: DeathPaperStep | None) -> tuple[DeathPaperStep, ...]:
    """What may follow."""
    return tuple(one for one in _FOLLOWS.get(last, ()) if one in PAPER_STEPS[paper])


def check_death_paper(step: DeathPaperStep, facts: DeathPaperFacts) -> None:
    """Checks that a step follows, and says all that it must.

    Source:   GC III art. 120(1): after death in every case the testament goes to the Protecting Power without delay,
              and a certified copy to the Central Agency; art. 121: the report goes to the Protecting Power.
    Raises:   DeathPaperOrderError; OpenGuardError for a report of no enquiry; UnstatedParticularsError naming all that
              is missing.
    """
    provision = "GC III 120" if facts.paper is DeathPaper.TESTAMENT else "GC III 121"
    if step not in paper_steps_after(facts.paper, facts.last):
        raise DeathPaperOrderError(f"{step} does not follow {facts.last or 'nothing'}", provision=provision)
    refuse_open(_guards(step, facts, provision))


def _guards(step: DeathPaperStep, facts: DeathPaperFacts, provision: str) -> Iterator[OpenGuard]:
    lacking, is_report = UnstatedParticularsError, facts.paper is DeathPaper.REPORT
    if step is _S.HERE and is_report:
        yield from need(facts.is_enquiry_opened, "death_enquiry_opened", provision, OpenGuardError)
        yield from need(facts.has_cause, "death_report_cause", provision, lacking)
    if step in (_S.HERE, _S.NONE_KNOWN):
        yield from need(bool(facts.said.strip()), "death_paper_said", provision, lacking)
    if step is _S.SENT:
        yield from need(facts.to is not None, "death_paper_to", provision, lacking)
        yield from need(bool(facts.office.strip()), "death_paper_office", provision, lacking)
        has_copy = is_report or bool(facts.copy_reference.strip())
        yield from need(has_copy, "testament_copy", provision, lacking)
    if step is not _S.NONE_KNOWN:
        yield from need(bool(facts.reference.strip()), "death_paper_reference", provision, lacking)
