"""A hypothesis from its opening to what two reviewers said of it."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.core.bodies.one_body import NotOne
from repatria.core.law.custody import is_held
from repatria.core.law.custody_facts import CustodyState
from repatria.core.law.errors import SecondPersonError
from repatria.core.law.identification import RULE_METHOD
from repatria.core.law.identification_board import (
    BoardEvent,
    BoardOrderError,
    FindingKind,
    Method,
    ReviewFacts,
    ReviewVerdict,
    Weighs,
    check_board_order,
    check_review,
)
from repatria.core.law.remains import RULE
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.enquiries.selectors import check_open
from repatria.records.identification.board_acts import (
    BoardWords,
    ContradictionResolved,
    EvidenceLaid,
    HypothesisOpened,
    HypothesisWithdrawn,
    ReviewRecorded,
)
from repatria.records.identification.contradicted import unresolved_by_house
from repatria.records.identification.errors import (
    NotOneBodyError,
    NotThisPersonError,
    PartsOrderError,
    StandingHypothesisError,
    UnknownEvidenceError,
    UnknownFindingError,
    UnknownPartsError,
)
from repatria.records.identification.finding_acts import PartsLinkAgreed, PartsLinkProposed, PartsLinkUndone
from repatria.records.identification.finding_models import Finding, Hypothesis, PartsLink
from repatria.records.identification.finding_rows import finding_row
from repatria.records.identification.further_parts import named_of
from repatria.records.identification.hypothesis import STANDING, linked_parts, standing_of_hypothesis
from repatria.records.identification.one_body import why_not_one
from repatria.records.identification.one_sought import is_of_same, seek_one
from repatria.records.identification.reading import item_of
from repatria.records.identification.selectors.concluded import identified_items
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.matching.selectors import links_of_enquiry
from repatria.records.register.joined import numbers_of
from repatria.records.register.selectors import custody_of
from repatria.records.remains.reading import item_row

OPEN, LAY, RESOLVE, REVIEW, LEAVE = (
    "identification.open_hypothesis", "identification.lay_evidence", "identification.resolve_contradiction",
    "identification.record_review", "identification.withdraw_hypothesis",
)  # fmt: skip
PROPOSE_PARTS, AGREE_PARTS, UNDO_PARTS = (
    "identification.propose_parts", "identification.agree_parts", "identification.undo_parts",
)  # fmt: skip


def _said(text: str, name: str = "said") -> BoardWords:
    refuse_statements({name: text})
    if not text.strip():
        raise InputError("say it in words", ((name, "missing"),))
    return BoardWords(said=text.strip())


@service
def propose_parts(acting: Acting, *, first_code: str, second_code: str, reason: str, finding_id: str = "") -> str:
    """Proposes that two items are parts of one person.

    Source:   spec/kinship.md section 4, re-association.
    Given:    `finding_id` where a comparison found it; `reason` in words, of joints or of numbers.
    Returns:  the link's number.
    Raises:   UnknownItemError; UnknownFindingError for one of another pair; PartsOrderError for one item, or two that
              are linked or proposed already; NotOneBodyError where two whole bodies were one; InputError.
    Leaf:     identification.parts_link_proposed
    """
    require(acting, PROPOSE_PARTS)
    first, second = sorted((item_row(first_code).pk, item_row(second_code).pk))
    words = _said(reason, "reason")
    if first == second:
        raise PartsOrderError("that is one item", provision=RULE_METHOD)
    if finding_id:
        row = row_numbered(Finding, finding_id)
        if row is None or row.kind != FindingKind.PART.value or row.item_code not in (first, second):
            raise UnknownFindingError("no finding of these two")
    standing = rows_where(PartsLink, first_code=first, second_code=second)
    if second in linked_parts([first]) or any(one.state == "proposed" for one in standing):
        raise PartsOrderError("these two are linked, or proposed", provision=RULE_METHOD)
    _refuse_two_whole(first, second)
    parts_id = record_number("RM", acting.randomness(7))
    record(
        PartsLinkProposed(
            parts_id=parts_id, first_code=first, second_code=second, finding_id=finding_id, reason=words.said
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return parts_id


def _parts(parts_id: str) -> PartsLink:
    row = row_numbered(PartsLink, parts_id)
    if row is None:
        raise UnknownPartsError("no such link of parts")
    return row


def _refuse_two_whole(first: str, second: str) -> None:
    """Raises: NotOneBodyError where two whole bodies were one with all that is linked with either."""
    if NotOne.TWO_WHOLE in why_not_one(linked_parts([first, second])):
        raise NotOneBodyError("two whole bodies are two persons", provision=RULE_METHOD)


@service
def agree_parts(acting: Acting, *, parts_id: str, resolved: str = "") -> None:
    """Agrees that two items are parts of one person.

    Source:   spec/kinship.md section 4: conflicts of a cluster; invariant 6: links of parts go in no circle, else
              undoing one parts nobody.
    Given:    `resolved` what it was, where bones of all that is linked then are of two persons at least, or two sexes
              were seen or read of them; without it such a link is refused.
    Raises:   UnknownPartsError; PartsOrderError, also where other links joined the two since; SecondPersonError for who
              proposed it; NotOneBodyError where two whole bodies were one, or nothing is said of what contradicts.
    Leaf:     identification.parts_link_agreed
    """
    require(acting, AGREE_PARTS)
    row = _parts(parts_id)
    if row.state != "proposed":
        raise PartsOrderError("nothing is proposed", provision=RULE_METHOD)
    if acts_at([row.recorded_index])[0].actor == acting.account_id:
        raise SecondPersonError("another person agrees", provision=RULE_METHOD)
    if row.second_code in linked_parts([row.first_code]):
        raise PartsOrderError("these two are linked by others already", provision=RULE_METHOD)
    _refuse_two_whole(row.first_code, row.second_code)
    said = resolved.strip()
    refuse_statements({"resolved": said})
    if not said and why_not_one(linked_parts([row.first_code, row.second_code]), with_profiles=True):
        raise NotOneBodyError(
            "bones or sexes of these are of two persons: say what it was", faults=(("resolved", "missing"),)
        )
    first, second = (
        {(name.enquiry_id, name.person_id) for code in linked_parts([one]) for name in identified_items(code)}
        for one in (row.first_code, row.second_code)
    )
    if any(not is_of_same(one, other) for one in first for other in second):
        raise PartsOrderError("these two stand under two names", provision=RULE_METHOD)
    record(PartsLinkAgreed(parts_id=row.pk, resolved=said), actor=acting.account_id, at=acting.at)


@service
def undo_parts(acting: Acting, *, parts_id: str, reason: str) -> None:
    """Takes a link of parts back, proposed or agreed; the items stay what they are.

    Source:   spec/kinship.md section 4
    Raises:   UnknownPartsError; PartsOrderError where it is undone; InputError without a reason.
    Leaf:     identification.parts_link_undone
    """
    require(acting, UNDO_PARTS)
    row, words = _parts(parts_id), _said(reason, "reason")
    if row.state == "undone":
        raise PartsOrderError("it was undone before", provision=RULE_METHOD)
    record(PartsLinkUndone(parts_id=row.pk, reason=words.said), actor=acting.account_id, at=acting.at)


def _check_person(enquiry_id: str, person_id: str) -> None:
    """Refuses one whom the enquiry is not linked with, and one whom somebody holds: he lives by the record."""
    links = [link for one in seek_one(enquiry_id) for link in links_of_enquiry(one)]
    linked = {number for one in links if not one.is_doubted for number in numbers_of(one.person_id)}
    if person_id and enquiry_id and person_id not in linked:
        raise NotThisPersonError("this enquiry is not linked with him", provision=RULE)
    for one in sorted(linked | ({person_id} if person_id else set())):
        found = custody_of(one)
        state = CustodyState(found.custody_state) if found.custody_state else None
        if is_held(state) and not found.asserted_dead:
            raise NotThisPersonError("by the record somebody holds him", provision=RULE)


def _finding_of(finding_id: str, items: Sequence[str], enquiry_id: str, person_id: str) -> None:
    """Refuses what is no finding of these items and of a family that seeks him, or of one who bears his name.

    Raises:   UnknownFindingError, also for one whose numbers do not stand.
    """
    row = finding_row(finding_id)
    if row is not None and row.kind == FindingKind.PART.value:
        pair = {row.item_code, item_of(row.other_code)}
        beside = pair - set(items)
        is_of_these = bool(pair & set(items)) and bool(beside) and beside <= (
            named_of(enquiry_id, person_id) & set(linked_parts(items))
        )  # fmt: skip
    else:
        is_of_these = row is not None and row.item_code in items and row.enquiry_id in seek_one(enquiry_id)
    if row is None or not is_of_these or row.log10_lr is None:
        raise UnknownFindingError("no finding of these items and this family", (("finding_id", "unknown"),))


@service
def open_hypothesis(
    acting: Acting, *, items: Sequence[str], said: str, enquiry_id: str = "", person_id: str = "", finding_id: str = ""
) -> str:
    """Opens the hypothesis that items are of one who is sought, or registered. It says nothing to anybody.

    Source:   law and practice 2.2, 6.3
    Given:    an open enquiry, a registered person, or both; items under codes. What two linked as parts comes along,
              but for what stands under his name already: a further part gets it by a hypothesis of its own.
              `finding_id` where a comparison led to it: it is remembered, and no evidence before it is laid.
    Returns:  the hypothesis' number.
    Raises:   UnknownItemError; UnknownEnquiryError; UnknownPersonError; NotThisPersonError for one with whom the
              enquiry has no undoubted link, or whom by the record somebody holds; StandingHypothesisError;
              UnknownFindingError for one of other items, another family or parts, or whose numbers are gone;
              InputError.
    Leaf:     identification.hypothesis_opened
    """
    require(acting, OPEN)
    words = _said(said)
    asked = [item_row(one).pk for one in items]
    # What stands under his name already is not asked again: a further part has a hypothesis of its own.
    named = named_of(enquiry_id, person_id)
    if named & set(asked):
        raise StandingHypothesisError("one of these items stands under this name already")
    codes = tuple(code for code in linked_parts(asked) if code not in named)
    if not codes or not (enquiry_id or person_id):
        raise InputError("say which items, and of whom", (("enquiry_id" if codes else "items", "missing"),))
    if enquiry_id:
        check_open(enquiry_id)
    _check_person(enquiry_id, person_id)
    found = finding_id.strip()
    if found:
        _finding_of(found, codes, enquiry_id, person_id)
    of_same = seek_one(enquiry_id) or ("",)
    for row in rows_where(Hypothesis, enquiry_id=list(of_same), person_id=person_id):
        if row.state in STANDING and set(codes) & set(row.items.split()):
            raise StandingHypothesisError("one of these items is part of another hypothesis about the same person")
    hypothesis_id = record_number("RJ", acting.randomness(7))
    record(
        HypothesisOpened(
            hypothesis_id=hypothesis_id, enquiry_id=enquiry_id, person_id=person_id, items=codes, finding_id=found,
            words=words,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return hypothesis_id


@service
def withdraw_hypothesis(acting: Acting, *, hypothesis_id: str, said: str) -> None:
    """Follows a hypothesis no longer, with the reason. A name that stands is taken back otherwise, by two.

    Source:   law and practice 6.3
    Raises:   UnknownHypothesisError; BoardOrderError; InputError.
    Leaf:     identification.hypothesis_withdrawn
    """
    require(acting, LEAVE)
    one, words = standing_of_hypothesis(hypothesis_id), _said(said)
    check_board_order(one.state, BoardEvent.WITHDRAWN, "this is open no longer")
    record(HypothesisWithdrawn(hypothesis_id=one.row.pk, words=words), actor=acting.account_id, at=acting.at)


@service
def lay_evidence(
    acting: Acting, *, hypothesis_id: str, method: Method, weighs: Weighs, said: str, finding_id: str = "",
    reference: str = "",
) -> str:  # fmt: skip
    """Lays a line of evidence beside a hypothesis: by which method, what it says, on which report.

    Source:   practice rule 23; spec/kinship.md section 4: DNA is one line of evidence.
    Given:    DNA that supports names a finding of these items and of a family that seeks him, or of one of them and of
              an item linked with it that bears his name, whose numbers stand; every other method names its report.
    Returns:  the number of the line.
    Raises:   UnknownHypothesisError; BoardOrderError; UnknownFindingError for one of other items or another family;
              InputError.
    Leaf:     identification.evidence_laid
    """
    require(acting, LAY)
    one, words = standing_of_hypothesis(hypothesis_id), _said(said)
    check_board_order(one.state, BoardEvent.LAID, "this is open no longer")
    if acting.account_id in {word.by for word in (*one.of("review"), *one.of("signed"))}:
        raise SecondPersonError("who judged it lays nothing beside it", provision=RULE_METHOD)
    if method is Method.DNA and weighs is Weighs.SUPPORTS:
        _finding_of(finding_id.strip(), one.items, one.row.enquiry_id, one.row.person_id)
    elif not reference.strip():
        raise InputError("name the report", (("reference", "missing"),))
    refuse_statements({"reference": reference})
    laid_id = record_number("RB", acting.randomness(7))
    record(
        EvidenceLaid(
            evidence_id=laid_id, hypothesis_id=one.row.pk, method=method, weighs=weighs,
            finding_id=finding_id.strip(), reference=reference.strip(), words=words,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return laid_id


@service
def resolve_contradiction(acting: Acting, *, hypothesis_id: str, about: str, said: str) -> str:
    """Records what a contradiction was: a line against it, a reviewer's no, a refusal to sign, or what the house says.

    Source:   practice rule 23; law and practice 2.2
    Given:    another person than the one who said it; of what the house compares as "cannot be" (its id begins with
              `beside:`) another than who opened the hypothesis.
    Returns:  the number of the word.
    Raises:   UnknownHypothesisError; UnknownEvidenceError where nothing of the kind waits; SecondPersonError;
              BoardOrderError; InputError.
    Leaf:     identification.contradiction_resolved
    """
    require(acting, RESOLVE)
    one, words = standing_of_hypothesis(hypothesis_id), _said(said)
    if one.state not in STANDING:
        raise BoardOrderError("this is open no longer", provision=RULE_METHOD)
    waiting = {word.word_id: word.by for word in one.unresolved}
    waiting |= {said.word_id: one.opened_by for said in unresolved_by_house(one)}
    if about not in waiting:
        raise UnknownEvidenceError("nothing of the kind waits")
    if waiting[about] == acting.account_id:
        raise SecondPersonError("another person resolves it", provision=RULE_METHOD)
    resolved_id = record_number("RD", acting.randomness(7))
    record(
        ContradictionResolved(resolved_id=resolved_id, hypothesis_id=one.row.pk, about=about, words=words),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return resolved_id


@service
def record_review(acting: Acting, *, hypothesis_id: str, verdict: ReviewVerdict, said: str) -> str:
    """Records what a reviewer says, before he sees what the other said.

    Source:   spec/kinship.md section 4: two independent reviewers, different persons from the data entry.
    Returns:  the number of the review.
    Raises:   UnknownHypothesisError; BoardOrderError; SecondPersonError, OpenGuardError or UnstatedParticularsError
              naming what is missing.
    Leaf:     identification.review_recorded
    """
    require(acting, REVIEW)
    refuse_statements({"said": said})
    one = standing_of_hypothesis(hypothesis_id)
    check_review(one.judged, ReviewFacts(
        reviewer=acting.account_id, opened_by=one.opened_by, laid_by={word.by for word in one.of("evidence")},
        reviewed_by={word.by for word in one.reviews}, reason=said, is_anything_laid=bool(one.of("evidence")),
    ))  # fmt: skip
    review_id = record_number("RX", acting.randomness(7))
    record(
        ReviewRecorded(
            review_id=review_id, hypothesis_id=one.row.pk, verdict=verdict, words=BoardWords(said=said.strip())
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return review_id
