"""The page on which a proof of kinship is weighed: which paper was looked at, or which second relative confirmed it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.enquiry import KinshipEvidenceKind
from repatria.core.law.kinship_proof import ProofPaper, SeenAs
from repatria.core.vocabulary.identifiers import fold_number
from repatria.core.vocabulary.relations import RELATIONS
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import date_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import actor_text, choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.enquiries.kinship_acts import PaperSeen, SecondRelative
from repatria.records.enquiries.services.claims import ProofView
from repatria.records.enquiries.services.evidence import (
    LONGEST_WORDS,
    RESTS_ON,
    papers_to_look_at,
    record_kinship_evidence,
)

EVIDENCE_BY_HAND = tuple(kind for kind in KinshipEvidenceKind if kind not in RESTS_ON)
_OF_PAPER = ("proof_paper_id", "proof_kind", "proof_number", "proof_issued_by", "proof_seen_as", "proof_seen_by")
_OF_RELATIVE = ("second_name", "second_relation", "second_reach")


def _fields(language: str, enquiry_id: str) -> tuple[Field, ...]:
    sent = tuple(
        (paper_id, f"{paper_id} · {date_words(language, received_on)}")
        for paper_id, received_on in papers_to_look_at(enquiry_id)
    )
    return (
        Field(name="evidence", kind="radio", options=choices(language, "evidence", EVIDENCE_BY_HAND), is_required=True),
        Field(name="holds", kind="radio", options=choices(language, "holds", ("yes", "no")), is_required=True),
        Field(name="proof_paper_id", kind="choice", options=(("", "—"), *sent), legend="legend.proof_paper",
              hint="hint.proof_paper_id"),
        Field(name="proof_kind", kind="choice", options=choices(language, "proof_paper", ProofPaper, empty=True)),
        Field(name="proof_number", longest=LONGEST_WORDS, hint="hint.proof_number"),
        Field(name="proof_issued_by", longest=LONGEST_WORDS),
        Field(name="proof_seen_as", kind="choice", hint="hint.proof_seen_as",
              options=choices(language, "proof_seen_as", (SeenAs.ORIGINAL, SeenAs.COPY), empty=True)),
        Field(name="proof_seen_by", longest=LONGEST_WORDS, hint="hint.proof_seen_by"),
        Field(name="second_enquiry", longest=40, legend="legend.second_relative", hint="hint.second_enquiry"),
        Field(name="second_name", longest=LONGEST_WORDS),
        Field(name="second_relation", kind="choice",
              options=choices(language, "relation", RELATIONS, empty=True)),
        Field(name="second_reach", longest=LONGEST_WORDS),
        Field(name="note", kind="text", hint="hint.note", legend="legend.proof_note"),
    )  # fmt: skip


def _paper(entered: Entered) -> PaperSeen | None:
    if not any(entered[name] for name in _OF_PAPER):
        return None
    kind, seen_as = entered["proof_kind"], entered["proof_seen_as"]
    return PaperSeen(
        kind=ProofPaper(kind) if kind else None, number=entered["proof_number"],
        issued_by=entered["proof_issued_by"], seen_by=entered["proof_seen_by"],
        seen_as=SeenAs(seen_as) if seen_as else None,
    )  # fmt: skip


def _relative(entered: Entered) -> SecondRelative | None:
    name, relation, reach_by = (entered[name] for name in _OF_RELATIVE)
    return SecondRelative(name=name, relation=relation, reach_by=reach_by) if name or relation or reach_by else None


_LABELS = {
    "proof_paper_id": "field.proof_paper_id", "proof_kind": "field.proof_kind", "proof_number": "field.proof_number",
    "proof_issued_by": "field.proof_issued_by", "proof_seen_as": "field.proof_seen_as",
    "proof_seen_by": "field.proof_seen_by", "second_enquiry": "field.second_enquiry",
    "second_name": "field.second_name", "second_relation": "field.second_relation",
    "second_reach": "field.second_reach",
}  # fmt: skip
_WORDS = {"proof_kind": "proof_paper", "proof_seen_as": "proof_seen_as", "second_relation": "relation"}
_PAGES = {"proof_paper_id": "desk:paper", "second_enquiry": "desk:enquiry"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLine:
    """One thing that a proof names, as it is read on the page; `link` where it has a page of its own."""

    label: str
    text: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedProof:
    """A kind of proof, and what it names."""

    proof: ProofView
    named: tuple[NamedLine, ...]


def named_proofs(language: str, proofs: Iterable[ProofView]) -> tuple[NamedProof, ...]:
    """Each kind of proof with what it names in words."""
    return tuple(
        NamedProof(proof=one, named=tuple(_line(language, what, words) for what, words in one.names)) for one in proofs
    )


def _line(language: str, what: str, words: str) -> NamedLine:
    if what in _WORDS:
        shown = word_text(language, _WORDS[what], words)
    else:
        shown = actor_text(language, words) if words.startswith("A-") else words
    link = reverse(_PAGES[what], args=[words]) if what in _PAGES else ""
    return NamedLine(label=_LABELS[what], text=shown, link=link)


@page("enquiries.record_kinship_evidence", path="enquiries/<str:enquiry_id>/evidence")
def evidence(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Weighs one proof of kinship: what was looked at, or who confirmed it."""
    fields, back = _fields(language_of(request), enquiry_id), reverse("desk:enquiry", args=[enquiry_id])

    def act(entered: Entered) -> str:
        typed = entered["second_enquiry"]
        record_kinship_evidence(
            acting, enquiry_id=enquiry_id, evidence=KinshipEvidenceKind(entered["evidence"]),
            holds=entered["holds"] == "yes", note=entered["note"], paper=_paper(entered),
            paper_id=entered["proof_paper_id"], relative=_relative(entered),
            relative_enquiry_id=fold_number(typed) or typed,
        )  # fmt: skip
        return back

    asked = Asked(title="page.evidence", fields=fields, back=back, intro="intro.evidence")
    return ask(request, asked, act, subject=enquiry_id)
