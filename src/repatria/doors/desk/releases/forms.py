"""The forms of a release: what is attested when it is opened and when it is completed, and a doctor's word."""

from __future__ import annotations

from repatria.core.law.custody_facts import ReleaseDone, ReleaseGround
from repatria.core.law.handover import Signatory
from repatria.core.law.release import Proceedings, ReleaseBasis, ReleaseOutcome
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.words import choices
from repatria.records.register.selectors.grounds import neutral_states


def when(now: str) -> Field:
    return Field(name="happened_at", kind="instant", is_required=True, value=now, hint="hint.instant")


OPENING_AT_FIELDS = {
    **dict.fromkeys(("commission_decided", "hostilities_ended", "agreed_line", "parole_law_notified"), "basis"),
    "decision_named": "basis_reference",
    "release_basis": "basis", "proceedings": "proceedings", "judicial_consent": "consent_reference",
}  # fmt: skip
"""Which field of the form that opens a release each guard speaks of."""
COMPLETING_AT_FIELDS = {
    "outcome": "outcome", "received_by": "received_by", "property_settled": "property_reference",
    "signatures": "signed_by", "neutral_agreement": "neutral_paper", "medical_category": "outcome",
}  # fmt: skip
CANCELLING_AT_FIELDS = {name: name for name in ("authority", "reason", "provision")}


def ground_fields(language: str, now: str) -> tuple[Field, ...]:
    """What opening asks: the basis, the paper that bears it, who signed that, and whether a court holds him."""
    return (
        when(now),
        Field(name="basis", kind="choice", options=choices(language, "basis", ReleaseBasis), is_required=True),
        Field(name="basis_reference", hint="hint.basis_reference"), Field(name="basis_signed_by"),
        Field(name="proceedings", kind="radio", options=choices(language, "proceedings", Proceedings),
              is_required=True),
        Field(name="consent_reference", hint="hint.consent_reference"),
    )  # fmt: skip


def ground_of(entered: Entered) -> ReleaseGround:
    return ReleaseGround(
        basis=ReleaseBasis(entered["basis"]), reference=entered["basis_reference"],
        signed_by=entered["basis_signed_by"], proceedings=Proceedings(entered["proceedings"]),
        consent_reference=entered["consent_reference"],
    )  # fmt: skip


def done_fields(language: str, now: str) -> tuple[Field, ...]:
    """What completing asks: where he went, who received him, how his property was settled, who signed."""
    return (
        when(now),
        Field(name="outcome", kind="choice", options=choices(language, "outcome", ReleaseOutcome), is_required=True),
        Field(name="neutral_paper", kind="choice", hint="hint.neutral_paper", options=(
            ("", "—"), *((one.paper_id, f"{one.party} ({one.reference})") for one in neutral_states()),
        )),
        Field(name="received_by", hint="hint.received_by"),
        Field(name="property_reference", hint="hint.property_reference"),
        Field(name="property_settled_by"),
        Field(name="signed_by", kind="boxes", options=choices(language, "signatory", Signatory)),
    )  # fmt: skip


def done_of(entered: Entered) -> ReleaseDone:
    return ReleaseDone(
        outcome=ReleaseOutcome(entered["outcome"]), neutral_paper=entered["neutral_paper"],
        received_by=entered["received_by"],
        property_reference=entered["property_reference"], property_settled_by=entered["property_settled_by"],
        signed_by=tuple(Signatory(one) for one in entered.many("signed_by")),
    )  # fmt: skip


def fitness_fields(language: str, now: str) -> tuple[Field, ...]:
    """What a doctor is asked: when he examined him, whether he may travel, and what he notes for doctors only."""
    return (
        Field(name="examined_at", kind="instant", is_required=True, value=now, hint="hint.instant"),
        Field(name="fitness", kind="radio", options=choices(language, "fitness", ("fit", "unfit")), is_required=True),
        Field(name="medical_note", kind="text", hint="hint.medical_note"),
    )  # fmt: skip
