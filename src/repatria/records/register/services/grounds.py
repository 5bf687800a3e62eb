"""Recording on what releases rest: papers of the Parties, a medical decision, a promise given and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from repatria.core.law.custody import CustodyState, is_held
from repatria.core.law.release_papers import (
    RECORDED_HERE,
    DecidedBy,
    GroundPaper,
    GroundPaperFacts,
    MedicalCategory,
    PromiseFacts,
    check_ground_paper,
    check_medical_decision,
    check_promise,
    way_of,
)
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.services import record, service
from repatria.records.register.errors import NoPromiseError, NotHeldError, OwnActError, UnknownGroundPaperError
from repatria.records.register.ground_acts import (
    GroundPaperRecorded,
    GroundPaperWithdrawn,
    MedicalDecisionRecorded,
    MedicalFinding,
    PromiseRecorded,
    PromiseTakenBack,
)
from repatria.records.register.ground_models import GroundPaperRow
from repatria.records.register.grounds import parole_law_of
from repatria.records.register.joined import leading, numbers_of
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.selectors.status import status_of
from repatria.records.register.services.custody import custody_row

PAPER, WITHDRAW = "register.record_ground_paper", "register.withdraw_ground_paper"
MEDICAL, PROMISE = "register.record_medical_decision", "register.record_promise"


def _held(person_id: str, provision: str) -> ProtectedPerson:
    row = leading(custody_row(person_id))
    if not is_held(CustodyState(row.custody_state or "")):
        raise NotHeldError("nobody holds this person here", provision=provision)
    return row


@service
def record_ground_paper(
    acting: Acting, *, paper: GroundPaper, party: str, reference: str, signed_by: str, supplied_by: str,
    given_on: date | None, allows_promise: bool = False,
) -> str:  # fmt: skip
    """Records a paper of the Parties on which releases may rest.

    Source:   GC III art. 21, 111, 117, 118; practice rules 18, 21.
    Given:    `party` is the Power whose law it is, the neutral State, or the other Party; `supplied_by` who brought it
              to the bureau. A law on promises may forbid them: then no promise rests on it.
    Returns:  the paper's number.
    Raises:   OwnActError for an agreement of the Parties, which is recorded with its copy; UnstatedParticularsError
              naming all that is missing; InputError for a day to come; StatementError.
    Leaf:     register.ground_paper_recorded
    """
    require(acting, PAPER)
    if paper not in RECORDED_HERE:
        raise OwnActError("an agreement is recorded with its copy, beside lists", provision="practice rule 18")
    refuse_statements({"party": party, "reference": reference, "signed_by": signed_by, "supplied_by": supplied_by})
    check_ground_paper(GroundPaperFacts(
        kind=paper, party=party, reference=reference, signed_by=signed_by, supplied_by=supplied_by,
        has_day=given_on is not None,
    ))  # fmt: skip
    assert given_on is not None, "the law asked for it"
    if given_on > acting.at.date():
        raise InputError("that day is to come", (("given_on", "future"),))
    ground_paper_id = record_number("GP", acting.randomness(7))
    record(
        GroundPaperRecorded(
            paper_id=ground_paper_id, paper=paper, party=party.strip(), reference=reference.strip(),
            signed_by=signed_by.strip(), supplied_by=supplied_by.strip(), given_on=given_on.isoformat(),
            allows_promise=allows_promise and paper is GroundPaper.PAROLE_LAW, says_article_117=False,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return ground_paper_id


@service
def withdraw_ground_paper(acting: Acting, *, paper_id: str, reason: str) -> int:
    """Ends a paper: no further release rests on it. One that was completed stays so.

    Source:   practice rule 18
    Returns:  the index of the act.
    Raises:   UnknownGroundPaperError, also for one that was withdrawn; InputError without a reason.
    Leaf:     register.ground_paper_withdrawn
    """
    require(acting, WITHDRAW)
    refuse_statements({"reason": reason})
    if not reason.strip():
        raise InputError("nobody says why", (("reason", "missing"),))
    if not GroundPaperRow.objects.filter(pk=paper_id, is_in_force=True).exists():
        raise UnknownGroundPaperError("no such paper is in force")
    given = GroundPaperWithdrawn(paper_id=paper_id, reason=reason.strip())
    return record(given, actor=acting.account_id, at=acting.at)


@service
def record_medical_decision(
    acting: Acting, *, person_id: str, decided_by: DecidedBy, members: Sequence[str], decided_at: datetime,
    reference: str, category: MedicalCategory, words: str = "",
) -> int:  # fmt: skip
    """Records what a commission of doctors decided about a man, or his captors' doctors in a manifest case.

    Source:   GC III art. 109-110, 112, Annex II.
    Given:    three members of a commission, or whoever signed a manifest case; the category is kept under his health
              key, and only where it leads is read by whoever opens his release.
    Returns:  the index of the act.
    Raises:   UnstatedParticularsError; NotHeldError; NotYetError; StatementError.
    Leaf:     register.medical_decision_recorded
    """
    require(acting, MEDICAL)
    refuse_statements({"reference": reference, "members": "\n".join(members)})
    refuse_statements({"words": words}, besides=OWN_WORDS)
    check_happened(decided_at, acting.at, "decided_at")
    check_medical_decision(decided_by, members, reference)
    row = _held(person_id, "GC III 110")
    note = "\n".join(filter(None, (category.value, words.strip())))
    return record(
        MedicalDecisionRecorded(
            person_id=row.pk, decided_by=decided_by, members=tuple(one.strip() for one in members if one.strip()),
            decided_at=instant_text(decided_at), reference=reference.strip(), way=way_of(category),
            words=MedicalFinding(note=note),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def record_promise(acting: Acting, *, person_id: str, given_at: datetime, facts: PromiseFacts) -> int:
    """Records that he gave his promise, freely, under the law of his Power that was read to him.

    Source:   GC III art. 21.
    Given:    the law is the one on record of the Power that he named; whoever took the promise attests the rest.
    Returns:  the index of the act.
    Raises:   OpenGuardError without such a law; InterviewError; UnstatedParticularsError; NotHeldError; NotYetError.
    Leaf:     register.promise_recorded
    Not:      what he promised in his own words: it is the law's promise and no other.
    """
    require(acting, PROMISE)
    refuse_statements({"witness": facts.witness, "language": facts.language})
    check_happened(given_at, acting.at, "given_at")
    row = _held(person_id, "GC III 21")
    law = parole_law_of(row.pk)
    check_promise(facts, parole_law=law.pk if law else "")
    assert law is not None, "the law asked for it"
    return record(
        PromiseRecorded(person_id=row.pk, given_at=instant_text(given_at), paper_id=law.pk, conditions=facts),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service(actions=PROMISE)
def take_promise_back(acting: Acting, *, person_id: str, taken_back_at: datetime, language: str) -> int:
    """Records that he takes his promise back, without a reason; a release on it waits until he gives it anew.

    Source:   GC III art. 21: nobody is compelled to accept liberty on a promise.
    Given:    he is still held: whoever left on his promise is bound by it.
    Returns:  the index of the act.
    Raises:   NoPromiseError where he gave none, or took it back; NotHeldError; NotYetError.
    Leaf:     register.promise_taken_back
    """
    require(acting, PROMISE)
    refuse_statements({"language": language})
    check_happened(taken_back_at, acting.at, "taken_back_at")
    row = _held(person_id, "GC III 21")
    promise = status_of(numbers_of(row.pk)).get("promise")
    if promise is None or not promise.value:
        raise NoPromiseError("no promise of his stands", provision="GC III 21")
    given = PromiseTakenBack(
        person_id=row.pk, taken_back_at=instant_text(taken_back_at), paper_id=promise.value, language=language.strip()
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)
