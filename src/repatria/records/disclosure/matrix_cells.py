"""The cells of the matrix in which one enquirer stands: what she may be told of each fact, and what is missing now."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.disclosure import OpenGround, open_at_the_round
from repatria.core.law.matrix import SAID_BY_LETTER, Fact, Telling, audience_of, cell
from repatria.records.access.acting import Acting
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.disclosure.errors import NoConfirmedLinkError
from repatria.records.disclosure.services import facts_now, latest_answer, only_link
from repatria.records.enquiries.selectors import kinship_level_of
from repatria.records.enquiries.services.claims import standing_of

TOLD, MAY_BE, MISSING, NEVER, NO_LETTER = "told", "may_be_told", "missing", "never", "no_letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLine:
    """One fact: the rule of her cell, its provision, and how it stands now."""

    fact: str
    telling: str
    provision: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellsView:
    """All cells of one enquirer: in which column she stands, on what, and what is missing before she may be told."""

    enquiry_id: str
    person_id: str  # empty without one confirmed link
    audience: str
    kinship_level: int
    claim_standing: str
    contact_answer: str
    approvals: int
    missing: tuple[OpenGround, ...]
    decided: str
    lines: tuple[CellLine, ...]


@question("disclosure.?answer", name="cells_of", of_numbers=True)
def cells_of(acting: Acting, enquiry_id: str) -> CellsView:
    """What may be told to this enquirer, fact by fact, and why no more.

    Source:   law-and-practice section 4.4.
    Raises:   UnknownEnquiryError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    level = kinship_level_of(enquiry_id)
    try:
        link = only_link(enquiry_id)
    except NoConfirmedLinkError:
        link = None
    record_reading(
        acting, question="disclosure.?answer", records=(enquiry_id, *((link.person_id,) if link is not None else ()))
    )
    facts = facts_now(link, acting.at)[0] if link is not None else None
    missing = open_at_the_round(facts) if facts is not None else ()
    latest = latest_answer(enquiry_id)
    decided = latest.verdict if latest else ""
    is_free = facts is not None and not missing
    audience = audience_of(level)
    answer = facts.his_decision.answer if facts and facts.his_decision else ContactAnswer.NOT_ASKED
    return CellsView(
        enquiry_id=enquiry_id, person_id=link.person_id if link else "", audience=audience.value, kinship_level=level,
        claim_standing=standing_of(enquiry_id).value, contact_answer=answer.value,
        approvals=len(facts.approvers) if facts else 0, missing=missing, decided=decided,
        lines=tuple(
            CellLine(
                fact=found.fact.value, telling=found.telling.value, provision=found.provision,
                now=_now(fact, found.telling, is_free=is_free, is_decided=decided == "tell_alive_and_held"),
            )
            for fact in Fact
            for found in (cell(fact, audience),)
        ),
    )  # fmt: skip


def _now(fact: Fact, telling: Telling, *, is_free: bool, is_decided: bool) -> str:
    if telling in (Telling.NEVER, Telling.NONE):
        return NEVER
    if fact not in SAID_BY_LETTER:
        return NO_LETTER
    if not is_free:
        return MISSING
    return TOLD if is_decided else MAY_BE
