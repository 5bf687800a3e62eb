"""The Identification Board: its policies, two signatures, a refusal to sign, and a name that two others take back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from repatria.core.law.identification_board import (
    BoardEvent,
    BoardFacts,
    HypothesisState,
    Method,
    ReviewVerdict,
    check_annulment,
    check_board_order,
    check_signature,
    check_upholding,
    counted_methods,
)
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import day_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.identification.board_acts import (
    AnnulmentSaid,
    BoardSigned,
    BoardWords,
    ConclusionUpheld,
    PolicyRecorded,
    SignatureDeclined,
)
from repatria.records.identification.contradicted import unresolved_by_house
from repatria.records.identification.errors import UnknownPolicyError
from repatria.records.identification.finding_models import Finding, Hypothesis, Policy
from repatria.records.identification.finding_rows import FindingRow, opened_findings
from repatria.records.identification.hypothesis import (
    NAMED,
    Standing,
    in_the_way,
    linked_parts,
    standing_of_hypothesis,
)
from repatria.records.identification.one_sought import is_of_same
from repatria.records.identification.reading import waits
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service

POLICY, SIGN, DECLINE, ANNUL, UPHOLD = (
    "identification.record_policy", "identification.sign_conclusion", "identification.decline_signature",
    "identification.annul_conclusion", "identification.uphold_conclusion",
)  # fmt: skip


@service
def record_policy(acting: Acting, *, decision: str, decided_on: date, text: str) -> str:
    """Records a policy of the board: when a name may stand without a primary method.

    Source:   practice rule 23: an exception only by a recorded policy of the board.
    Given:    `decision` its number and who decided it.
    Returns:  the policy's number.
    Raises:   InputError; NotYetError.
    Leaf:     identification.policy_recorded
    """
    require(acting, POLICY)
    refuse_statements({"decision": decision, "text": text})
    missing = tuple((name, "missing") for name, said in (("decision", decision), ("text", text)) if not said.strip())
    if missing:
        raise InputError("name the decision, and say what it allows", missing)
    check_happened(day_instant(decided_on.isoformat()), acting.at, "decided_on")
    policy_id = record_number("YP", acting.randomness(7))
    record(
        PolicyRecorded(
            policy_id=policy_id, decision=decision.strip(), decided_on=decided_on.isoformat(), text=text.strip()
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return policy_id


def _is_free(one: Standing) -> bool:
    """Whether none of these items, nor what two linked with them, stands under another name already."""
    own = set(linked_parts(one.items))
    for row in rows_where(Hypothesis, state=[state.value for state in NAMED]):
        if row.pk == one.row.pk:
            continue
        if own & set(linked_parts(row.items.split())):
            named = (row.enquiry_id, row.person_id)
            if not is_of_same(named, (one.row.enquiry_id, one.row.person_id)):
                return False
    return True


def supporting_methods(one: Standing) -> frozenset[Method]:
    """The methods that support it; DNA only while the numbers of a finding that it names stand, and while no sample
    on which they rest waits in quarantine."""
    named = [word.finding_id for word in one.of("evidence") if word.method == Method.DNA.value and word.finding_id]
    found = opened_findings(rows_where(Finding, pk=named)) if named else ()
    has_dna = any(row.log10_lr is not None and not _is_held_apart(row) for row in found)
    return one.supporting if has_dna else one.supporting - {Method.DNA}


def _is_held_apart(row: FindingRow) -> bool:
    other = (row.other_code,) if row.other_code else ()
    return any(map(waits, (row.sample_code, *other, *row.references.split())))


def board_facts(one: Standing, *, signer: str, said: str, policy_id: str) -> BoardFacts:
    """What a signature now would rest on; an earlier one counts where it rests on the same."""
    facts = BoardFacts(
        signer=signer, opened_by=one.opened_by, supporting=supporting_methods(one),
        alike_with=[rival.number for rival in in_the_way(one.items, one.row.enquiry_id)],
        supporting_reviewers=one.reviewers(ReviewVerdict.SUPPORTED), against_reviewers=one.against,
        unresolved=len(one.unresolved) + len(unresolved_by_house(one)), has_policy=bool(policy_id),
        is_policy_known=bool(policy_id) and row_numbered(Policy, policy_id) is not None, words=said,
        is_free=_is_free(one),
    )  # fmt: skip
    return replace(facts, signed_by=one.signed_on(counted_methods(facts), policy_id))


@service
def sign_conclusion(acting: Acting, *, hypothesis_id: str, said: str, policy_id: str = "") -> HypothesisState:
    """Signs that these items are of this person. The second signature, of another expert, is the conclusion.

    Source:   practice rule 23; law and practice 2.2: Identification Board.
    Given:    a signature counts with another on the same methods and policy alone, and falls with evidence that is laid
              after it; which methods support it, what two reviewers said, what stands unresolved and whether DNA names
              two alike, the house reads, and what it compares itself as "cannot be"; `policy_id` where a name is to
              stand without a primary method.
    Returns:  where the hypothesis is then.
    Raises:   UnknownHypothesisError; UnknownPolicyError; BoardOrderError; SecondPersonError, OpenGuardError or
              UnstatedParticularsError naming all that is missing.
    Leaf:     identification.board_signed
    Not:      it tells nobody: that is done in person, by whoever reads this conclusion.
    """
    require(acting, SIGN)
    refuse_statements({"said": said})
    one = standing_of_hypothesis(hypothesis_id)
    policy = policy_id.strip()
    if policy and row_numbered(Policy, policy) is None:
        raise UnknownPolicyError("no such policy of the board")
    facts = board_facts(one, signer=acting.account_id, said=said, policy_id=policy)
    state = check_signature(one.state, facts)
    signature_id = record_number("RZ", acting.randomness(7))
    record(
        BoardSigned(
            signature_id=signature_id, hypothesis_id=one.row.pk, state=state, policy_id=policy,
            methods=tuple(sorted(counted_methods(facts))), words=BoardWords(said=said.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return state


@service
def decline_signature(acting: Acting, *, hypothesis_id: str, said: str) -> str:
    """Records that an expert declines to sign, and why; nobody concludes before that is resolved.

    Source:   practice rule 23: an expert may decline to sign.
    Returns:  the number of the word.
    Raises:   UnknownHypothesisError; BoardOrderError; InputError without a reason.
    Leaf:     identification.signature_declined
    """
    require(acting, DECLINE)
    refuse_statements({"said": said})
    one = standing_of_hypothesis(hypothesis_id)
    check_board_order(one.state, BoardEvent.DECLINED, "nothing is to be signed")
    if not said.strip():
        raise InputError("say why", (("said", "missing"),))
    declined_id = record_number("YD", acting.randomness(7))
    record(
        SignatureDeclined(declined_id=declined_id, hypothesis_id=one.row.pk, words=BoardWords(said=said.strip())),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return declined_id


@service
def annul_conclusion(acting: Acting, *, hypothesis_id: str, said: str) -> HypothesisState:
    """Takes a name back: the first who says so asks, another one completes it; neither signed it.

    Source:   practice rule 23; law and practice 6.3
    Given:    whoever asked before and was overruled by two asks no second time.
    Returns:  where the hypothesis is then.
    Raises:   UnknownHypothesisError; BoardOrderError; SecondPersonError; UnstatedParticularsError without a reason.
    Leaf:     identification.annulment_said
    Not:      it corrects nobody who was told: who that was is listed where telling is recorded.
    """
    require(acting, ANNUL)
    refuse_statements({"said": said})
    one = standing_of_hypothesis(hypothesis_id)
    asked = one.taken_back_by
    check_annulment(
        one.state, by=acting.account_id, signed_by=one.signed_by, asked_by=asked[-1] if asked else "", reason=said,
        overruled=one.overruled,
    )  # fmt: skip
    state = HypothesisState.ANNULLED if asked else HypothesisState.ANNULMENT_ASKED
    annulment_id = record_number("YN", acting.randomness(7))
    record(
        AnnulmentSaid(
            annulment_id=annulment_id, hypothesis_id=one.row.pk, state=state, words=BoardWords(said=said.strip())
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return state


@service
def uphold_conclusion(acting: Acting, *, hypothesis_id: str, said: str) -> HypothesisState:
    """Says that a name which one takes back stands; the second who says so ends the doubt, and telling goes on.

    Source:   practice rule 23; law and practice 6.3
    Given:    neither a signer nor who takes it back; while one has said so, a second may still complete the annulment.
    Returns:  where the hypothesis is then.
    Raises:   UnknownHypothesisError; BoardOrderError where nobody takes it back; SecondPersonError;
              UnstatedParticularsError without a reason.
    Leaf:     identification.conclusion_upheld
    """
    require(acting, UPHOLD)
    refuse_statements({"said": said})
    one = standing_of_hypothesis(hypothesis_id)
    asked = one.taken_back_by
    state = check_upholding(
        one.state, by=acting.account_id, signed_by=one.signed_by, asked_by=asked[-1] if asked else "",
        upheld_by=one.upheld_by, reason=said,
    )  # fmt: skip
    upheld_id = record_number("YK", acting.randomness(7))
    record(
        ConclusionUpheld(
            upheld_id=upheld_id, hypothesis_id=one.row.pk, state=state, words=BoardWords(said=said.strip())
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return state
