"""The record of a hand-over that all sign."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import section
from repatria.adapters.printing.forms import (
    Form,
    Languages,
    Spoken,
    each,
    moment,
    moment_or_blank,
    partial,
    prints,
    texts_in,
    word,
)
from repatria.core.vocabulary.papers_handover import AskedAlone, HandoverRecordPaper, PersonOnPaper, SignerRole


def _person(languages: Languages, one: PersonOnPaper) -> dict[str, str | Spoken]:
    return {
        "name": one.name,
        "romanised": one.romanised,
        "born": partial(languages, one.born),
        "number": one.number,
        "document": one.document,
    }


def _asked(languages: Languages, role: SignerRole, one: AskedAlone) -> dict[str, str | Spoken]:
    answer = "yes" if one.wishes_it else "no"
    return {
        "who": word(languages, role),
        "room": one.room,
        "asked_by": one.asked_by,
        "language": one.language,
        "asked_at": moment(languages, one.asked_at),
        "wishes": each(languages, lambda language: section(language, "common")[answer]),
    }


def _signatories(languages: Languages, paper: HandoverRecordPaper) -> list[dict[str, str | Spoken | None]]:
    by_role = {one.role: one for one in paper.signatories}
    found: list[dict[str, str | Spoken | None]] = []
    for role in SignerRole:
        signer = by_role.get(role)
        found.append(
            {
                "role": word(languages, role),
                "name": signer.name if signer else None,
                "function": signer.function if signer else "",
            }
        )
    return found


@prints(HandoverRecordPaper)
def handover_record(paper: HandoverRecordPaper) -> Form:
    languages = paper.mark.languages
    authorised = ", ".join(paper.authorised_by)
    values = {
        "record_number": paper.record_number,
        "held": _person(languages, paper.held),
        "recipient": _person(languages, paper.recipient),
        "relation": paper.relation,
        "basis": word(languages, paper.basis),
        "basis_reference": paper.basis_reference,
        "point": paper.point,
        "conditions": paper.conditions or each(languages, lambda language: section(language, "common")["none"]),
        "opened_at": moment(languages, paper.opened_at),
        "accepted_at": moment(languages, paper.accepted_at),
        "authorised": [
            f"{authorised}: {at}" if i == 0 else at for i, at in enumerate(moment(languages, paper.authorised_at))
        ],
        "met_at": moment_or_blank(languages, paper.met_at),
        "completed_at": moment_or_blank(languages, paper.completed_at),
        "identity_checks": [
            {"way": one.way, "done_by": one.done_by, "done_at": moment(languages, one.done_at)}
            for one in paper.identity_checks
        ],
        "asked": [
            _asked(languages, SignerRole.HELD, paper.held_asked),
            _asked(languages, SignerRole.RECIPIENT, paper.recipient_asked),
        ],
        "effects": [{"what": one.what, "quantity": one.quantity, "condition": one.condition} for one in paper.effects],
        "medical_papers": list(paper.medical_papers),
        "article_117": paper.prints_article_117,
        "signatories": _signatories(languages, paper),
    }
    return Form(texts=texts_in(languages, "handover_record"), values=values)
