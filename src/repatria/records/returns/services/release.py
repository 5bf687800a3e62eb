"""Release of remains to the family: proposed by who speaks with her, given by who reads the labels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from repatria.core.law.effects import EffectsState
from repatria.core.law.enquiry import KinshipEvidenceKind
from repatria.core.law.family_release import (
    ProposedReleaseFacts,
    ReleaseEvent,
    ReleaseState,
    RemainsReleaseFacts,
    check_release_proposed,
    check_remains_release,
    release_after,
)
from repatria.core.law.identification_board import Method
from repatria.core.law.kinship_claim import independent_lines
from repatria.core.law.return_list import LabelsRead
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.enquiries.selectors import evidence_of
from repatria.records.enquiries.services.claims import standing_of
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import is_there, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.remains.leaving import check_may_leave
from repatria.records.remains.models import FoundPacket
from repatria.records.remains.reading import item_row
from repatria.records.returns.reading import where_else
from repatria.records.returns.release_acts import (
    ProposedReleaseWords,
    RemainsReleased,
    RemainsReleaseDeclined,
    RemainsReleaseProposed,
    RemainsReleaseWords,
)
from repatria.records.returns.release_models import ReleasedItem
from repatria.records.returns.release_reading import is_given, record_reason, release_row
from repatria.records.telling.selectors.standing import (
    concluded_for,
    has_wished_since,
    has_wishes,
    is_item_told,
    is_nearest_told,
)
from repatria.records.vault.opening import open_rows

PROPOSE, RELEASE, DECLINE = "returns.propose_release", "returns.release_remains", "returns.decline_release"
_PROPOSED = ("receiver", "relation", "named_by", "as_wished")


def _kinship_lines(enquiry_id: str, person_id: str) -> int:
    """On how many independent lines her claim rests now; DNA of the board's name for this very enquiry is one."""
    names = concluded_for(enquiry_id, person_id) if enquiry_id else ()
    if not names:
        return 0
    weighed = {kind: holds for kind, holds, _ in evidence_of(enquiry_id)}
    held = [KinshipEvidenceKind(kind) for kind, holds in weighed.items() if holds]
    is_by_dna = any(Method.DNA in one.methods and enquiry_id in one.enquiries for one in names)
    return len(independent_lines(standing_of(enquiry_id), held, is_named_by_dna=is_by_dna))


@service
def propose_release(
    acting: Acting, *, enquiry_id: str, receiver: str, relation: str, person_id: str = "", is_herself: bool = False,
    named_by: str = "", as_wished: str = "",
) -> str:  # fmt: skip
    """Proposes that remains go to the family: to whom, on whose word, and how what she wishes is kept.

    Source:   law-and-practice sections 6.3, 6.5; practice rules 23, 25.
    Given:    the board's conclusion about this enquiry, or about this person of the register with whom it is linked;
              what was concluded and told, who stands nearest, on how many lines her kinship rests and whether she
              said what she wishes the house reads. Which items are given, the other says who reads their labels.
    Returns:  the number of the release.
    Raises:   RoleForbidsError; UnstatedParticularsError or OpenGuardError naming all that is missing; StatementError.
    Leaf:     returns.remains_release_proposed
    """
    require(acting, PROPOSE)
    refuse_statements({"receiver": receiver, "relation": relation, "named_by": named_by, "as_wished": as_wished})
    items = {item for one in concluded_for(enquiry_id, person_id) for item in one.items} if enquiry_id else set()
    check_release_proposed(ProposedReleaseFacts(
        receiver=receiver, relation=relation, is_concluded=bool(items),
        is_told=any(is_item_told(one, person_id=person_id, enquiry_id=enquiry_id) for one in sorted(items)),
        is_nearest=bool(enquiry_id) and is_nearest_told(acting, enquiry_id), is_herself=is_herself, named_by=named_by,
        kinship_lines=_kinship_lines(enquiry_id, person_id),
        has_wishes=bool(enquiry_id) and has_wishes(enquiry_id), as_wished=as_wished,
    ))  # fmt: skip
    given_id = record_number("NR", acting.randomness(7))
    record(
        RemainsReleaseProposed(
            given_id=given_id, enquiry_id=enquiry_id, person_id=person_id, is_herself=is_herself,
            words=ProposedReleaseWords(
                receiver=receiver.strip(), relation=relation.strip(), named_by=named_by.strip(),
                as_wished=as_wished.strip(),
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return given_id


@service
def release_remains(
    acting: Acting, *, given_id: str, labels: Sequence[LabelsRead], happened_at: datetime, by: str, document: str,
    place: str, receipt: str,
) -> int:  # fmt: skip
    """Records that remains were given as it was proposed, each under its code that was read on body, bag and paper.

    Source:   law-and-practice section 6.3; practice rules 23, 24; GC I art. 16.
    Given:    another account than the one that proposed it. `labels` of each item as its three labels were read: the
              one on the body says which it is; `document` by which the receiver showed who he is; `by` who gave them.
              The board, the telling of the very conclusion that gave each, confirmed by two, who stands nearest and
              whether she wished otherwise since, the house reads now. What was found on them went on sealed before,
              with a receipt. Nothing leaves before `check_may_leave`: a kept sample, an official enquiry's report
              where one is owed, the label read after the last step.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownRemainsReleaseError; ReleaseOrderError; WrongCodeError; UnknownItemError;
              SecondPersonError, UnstatedParticularsError or OpenGuardError naming all that is missing; NotYetError;
              InputError for an hour before it was proposed; StatementError.
    Leaf:     returns.remains_released
    """
    require(acting, RELEASE)
    refuse_statements({"by": by, "place": place})
    check_happened(happened_at, acting.at)
    row = release_row(given_id)
    release_after(ReleaseState(row.state), ReleaseEvent.RELEASED)
    proposal = act_at(row.recorded_index)
    if happened_at < read_instant(proposal.at).replace(second=0, microsecond=0):  # hours are typed by the minute
        raise InputError("it was proposed later", (("happened_at", "before_last_step"),))
    enquiry_id, person_id = row.enquiry_id, row.person_id
    codes = tuple(dict.fromkeys(item_row(one.on_body).pk for one in labels))
    concluded = {item for one in concluded_for(enquiry_id, person_id) for item in one.items}
    packets = [one for code in codes for one in rows_where(FoundPacket, item_code=code, order="recorded_index")]
    (said,) = open_rows([row], _PROPOSED)
    words = {name: said[name] or "" for name in _PROPOSED}
    check_remains_release(RemainsReleaseFacts(
        proposed_by=proposal.actor, released_by=acting.account_id, by=by, document=document,
        place=place, receipt=receipt, items=len(codes), is_concluded=bool(codes) and concluded.issuperset(codes),
        is_told=bool(codes) and all(
            is_item_told(code, person_id=person_id, enquiry_id=enquiry_id) for code in codes
        ),
        are_labels_read=not any(one.differing(item_row(one.on_body).pk) for one in labels),
        is_elsewhere=any(where_else(code, "") or is_given(code) for code in codes),
        kept_packets=sum(one.state != EffectsState.RECEIPTED.value for one in packets),
        is_nearest=is_nearest_told(acting, enquiry_id), is_herself=row.is_herself, named_by=words["named_by"],
        kinship_lines=_kinship_lines(enquiry_id, person_id),
        has_wished_since=has_wished_since(enquiry_id, row.recorded_index),
    ))  # fmt: skip
    check_may_leave(*codes)
    return record(
        RemainsReleased(
            given_id=row.pk, enquiry_id=enquiry_id, person_id=person_id, items=codes,
            again=tuple(one for one in codes if is_there(ReleasedItem, pk=one)),
            packets=tuple(one.pk for one in packets), at=instant_text(happened_at), receipt=receipt.strip(),
            is_proposed=True,
            words=RemainsReleaseWords(
                document=document.strip(), place=place.strip(), by=by.strip(), second="", **words
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def decline_release(acting: Acting, *, given_id: str, reason: str) -> int:
    """Declines a proposal, or takes one's own back: nothing is given, and it is proposed anew.

    Source:   house rule 6.3.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownRemainsReleaseError; ReleaseOrderError; UnstatedReasonError; StatementError.
    Leaf:     returns.remains_release_declined
    """
    require(acting, DECLINE)
    return record_reason(acting, given_id, ReleaseEvent.DECLINED, reason, RemainsReleaseDeclined)
