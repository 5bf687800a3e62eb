"""The checklist of one step, and the ground of a switch."""

from __future__ import annotations

from collections.abc import Mapping

from repatria.core.law.handover import ATTESTATIONS, PATH, HandoverEvent, Signatory
from repatria.core.law.release import ReleaseBasis, StatedBasis
from repatria.doors.desk.frame.entered import Field
from repatria.doors.desk.frame.provisions import provision_words
from repatria.doors.desk.frame.words import choices, guard_text
from repatria.records.handover.agreements import agreements
from repatria.records.handover.services import switch_reference

_ALONG = frozenset(event for event, _ in PATH)
_BY_AUTHORITY = frozenset({HandoverEvent.STOPPED_BY_AUTHORITY, HandoverEvent.SUSPENDED})


def step_fields(language: str, event: HandoverEvent, now: str) -> tuple[Field, ...]:
    """The checklist of one step."""
    fields = [Field(name="happened_at", kind="instant", is_required=True, value=now, hint="hint.instant")]
    lines = ATTESTATIONS.get(event, ())
    if lines:
        options = tuple(
            (one.value, f"{guard_text(language, one.value)} ({provision_words(language, provision)})")
            for one, provision in lines
        )
        fields.append(Field(name="attested", kind="boxes", options=options))
    if event is HandoverEvent.SIGNED:
        fields.append(Field(name="met_at", kind="instant", is_required=True, hint="hint.met_at"))
        fields.append(Field(name="signed_by", kind="boxes", options=choices(language, "signatory", Signatory)))
    if event in _BY_AUTHORITY:
        fields += [
            Field(name="authority"),
            Field(name="reason"),
            Field(name="provision", hint="hint.provision", longest=80),
        ]
    if event is HandoverEvent.FAILED:
        fields.append(Field(name="reason"))
    if event in _ALONG:
        fields.append(Field(name="reason", label="field.late_reason", hint="hint.late_reason"))
    if event is HandoverEvent.FOLLOWED_UP:
        fields += [
            Field(name="reference", label="field.follow_up_by", longest=120),
            Field(name="text", label="field.follow_up_found", kind="text"),
        ]
        return tuple(fields)
    of_consent = "hint.step_consent" if event is HandoverEvent.AUTHORISED else ""
    fields += [
        Field(name="reference", longest=120, hint=of_consent),
        Field(name="text", kind="text", hint="hint.step_text"),
    ]
    return tuple(fields)


def switch_fields(language: str) -> tuple[Field, ...]:
    return (
        Field(name="basis", kind="choice", options=choices(language, "basis", ReleaseBasis), is_required=True),
        Field(name="legal_basis", kind="text", is_required=True, hint="hint.legal_basis"),
        Field(name="agreement_reference", kind="choice", hint="hint.agreement", options=(
            ("", "—"), *((one.number, f"{one.reference} ({one.parties})") for one in agreements()),
        )),
        Field(name="points", kind="text", is_required=True, hint="hint.points"),
        Field(name="transit_consents", kind="text", is_required=True, hint="hint.transit_consents"),
        Field(name="conditions", kind="text"),
    )  # fmt: skip


def basis_of(content: Mapping[str, str]) -> StatedBasis:
    return StatedBasis(basis=ReleaseBasis(content["basis"]), agreement_reference=content["agreement_reference"])


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def reference_of(content: Mapping[str, str]) -> str:
    """The reference that approvals of this content bind: made of the content, so that a changed one matches none."""
    points, consents = lines_of(content["points"]), lines_of(content["transit_consents"])
    return switch_reference(basis_of(content), content["legal_basis"], points, consents, content["conditions"])
