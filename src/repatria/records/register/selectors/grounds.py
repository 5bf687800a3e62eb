"""The papers on which releases may rest."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.release_papers import GroundPaper
from repatria.records.access.questions import question
from repatria.records.register.ground_models import GroundPaperRow
from repatria.records.register.grounds import papers_in_force

LIST = "register.?ground_papers"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundPaperView:
    """A paper of the Parties; it names no prisoner."""

    paper_id: str
    kind: str
    party: str
    reference: str
    signed_by: str
    supplied_by: str
    given_on: str
    allows_promise: bool
    says_article_117: bool
    is_in_force: bool
    ended_because: str
    act_index: int


def _view(row: GroundPaperRow) -> GroundPaperView:
    return GroundPaperView(
        paper_id=row.pk, kind=row.kind, party=row.party, reference=row.reference, signed_by=row.signed_by,
        supplied_by=row.supplied_by, given_on=row.given_on, allows_promise=row.allows_promise,
        says_article_117=row.says_article_117, is_in_force=row.is_in_force, ended_because=row.ended_because,
        act_index=row.recorded_index,
    )  # fmt: skip


@question(LIST)
def ground_papers(*, in_force_only: bool = True) -> tuple[GroundPaperView, ...]:
    """The papers on which releases may rest, latest first. They name no person."""
    rows = GroundPaperRow.objects.order_by("-recorded_index")
    return tuple(_view(row) for row in rows if row.is_in_force or not in_force_only)


@question("register.?release")
def neutral_states() -> tuple[GroundPaperView, ...]:
    """The agreements of neutral States that are in force: one of them receives whom a commission sends there."""
    return tuple(map(_view, papers_in_force(GroundPaper.NEUTRAL_STATE)))
