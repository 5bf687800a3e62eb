"""Agreements between the Parties on which hand-overs rest: kept by the room of lists, once by papers of the register.

An agreement is recorded once, with its copy, where lists are kept. What was recorded as a paper of the register before
stays named by the switches that name it.
"""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.release_papers import GroundPaper
from repatria.records.access.questions import question
from repatria.records.exchanges.models import Agreement
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.register.grounds import papers_in_force, says_article_117


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAgreement:
    """An agreement in force, as whoever lays the ground of hand-overs chooses it."""

    number: str
    reference: str
    parties: str


@question("handover.switch_on", name="agreements")
def agreements() -> tuple[NamedAgreement, ...]:
    """The agreements between the Parties that are in force, for whoever lays the ground of hand-overs."""
    of_lists = [
        NamedAgreement(
            number=row.pk, reference=row.reference or row.legal_basis, parties=", ".join(row.parties.splitlines())
        )
        for row in rows_where(Agreement, ended_on="", order="-recorded_index")
    ]  # fmt: skip
    before = [
        NamedAgreement(number=row.pk, reference=row.reference, parties=row.party)
        for row in papers_in_force(GroundPaper.AGREEMENT)
    ]
    return (*of_lists, *before)


def is_in_force(number: str) -> bool:
    """Whether an agreement of this number is on record and holds."""
    return number in {one.number for one in agreements()}


def agreement_says_article_117(number: str) -> bool:
    """Whether the text of that agreement repeats article 117, as its act says; ended or not: what was agreed stood."""
    row = row_numbered(Agreement, number)
    return says_article_117(number) if row is None else row.says_article_117
