"""The papers of a release, laid by whoever may: what each basis rests on."""

from __future__ import annotations

from typing import Any

from repatria.core.law.agreed_line import AgreedLine
from repatria.core.law.release import ReleaseBasis
from repatria.core.law.release_papers import DecidedBy, GroundPaper, MedicalCategory, PromiseFacts
from repatria.records.exchanges.services.agreements import record_agreement
from repatria.records.register.services.grounds import record_ground_paper, record_medical_decision, record_promise

LINE = AgreedLine(list_id="X-1", line_id="7", agreement_id="A-1", act_index=0, basis=ReleaseBasis.EXCHANGE)
COMMISSION = ("Dr Kelner", "Dr Ardo", "Dr Savchuk")
FREELY = PromiseFacts(
    law_read_to_him=True, is_free=True, is_guard_in_hearing=False, language="uk", is_understood=True,
    witness="a delegate",
)  # fmt: skip


def paper(story: Any, kind: GroundPaper, party: str = "PA", name: str = "head", **more: Any) -> str:
    return record_ground_paper(
        story.by(name), paper=kind, party=party, reference="paper 3", signed_by="its minister",
        supplied_by="the Protecting Power", given_on=story.clock().date(),
        **({"allows_promise": kind is GroundPaper.PAROLE_LAW} | more),
    )  # fmt: skip


def agreement(story: Any, name: str = "head", **more: Any) -> str:
    return record_agreement(
        story.by(name), agreed_on=story.clock().date(),
        **({
            "parties": ("Power A", "Power B"), "place": "a neutral city", "basis": ReleaseBasis.EXCHANGE,
            "legal_basis": "special agreement, GC III 6", "terms": "", "signed_by": ("for A", "for B"),
            "copy_digest": "ab" * 32,
        } | more),
    )  # fmt: skip


def decided(
    story: Any, category: MedicalCategory = MedicalCategory.INCURABLE, by: DecidedBy = DecidedBy.COMMISSION,
    members: tuple[str, ...] = COMMISSION, **more: Any,
) -> int:  # fmt: skip
    return record_medical_decision(
        story.by(more.pop("name", "doctor")), person_id=story.person, decided_by=by, members=members,
        decided_at=story.clock(), **({"reference": "decision 3"} | more), category=category,
    )  # fmt: skip


def promised(story: Any, name: str = "interviewer", facts: PromiseFacts = FREELY) -> int:
    return record_promise(story.by(name), person_id=story.person, given_at=story.clock(), facts=facts)


def lay(story: Any, basis: ReleaseBasis, answers: list[Any]) -> Any:
    """Everything that acts must hold for a release on this basis; `answers` is the seam to the room of lists."""
    if basis is ReleaseBasis.PAROLE21:
        paper(story, GroundPaper.PAROLE_LAW)
        promised(story)
    elif basis is ReleaseBasis.ART109_110:
        decided(story)
    elif basis is ReleaseBasis.EXCHANGE:
        answers.append(lambda numbers: LINE)
    elif basis is ReleaseBasis.ART118:
        paper(story, GroundPaper.HOSTILITIES_ENDED, party="both Parties")
    return story
