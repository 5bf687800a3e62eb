"""Graves: recorded and marked, and who is laid into one or taken out of one."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.remains_graves import (
    BurialFacts,
    ExhumedFor,
    FragmentBurial,
    FragmentSampling,
    GraveFacts,
    GraveKind,
    check_burial,
    check_exhumation,
    check_grave,
    check_marked,
)
from repatria.core.law.remains_path import ItemState
from repatria.core.law.remains_samples import SampleState
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import is_there, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.remains.burial_words import named_facts
from repatria.records.remains.burials import burials_where, lying
from repatria.records.remains.errors import TakenGraveError
from repatria.records.remains.examination_models import Examination
from repatria.records.remains.grave_acts import (
    BurialWords,
    ExhumedWords,
    GraveMarked,
    GraveRecorded,
    GraveWords,
    ItemBuried,
    ItemExhumed,
    MarkerWords,
)
from repatria.records.remains.grave_models import Grave
from repatria.records.remains.models import Item
from repatria.records.remains.names_given import parts_beside
from repatria.records.remains.reading import (
    are_labels_unlike,
    check_named,
    grave_row,
    item_row,
    policy_for,
)
from repatria.records.remains.sample_models import Sample
from repatria.records.remains.whereabouts import check_here

GRAVE, MARK = "remains.record_grave", "remains.mark_grave"
BURY, EXHUME = "remains.bury", "remains.exhume"
LONGEST_PLACE = 24


def signs_of(text: str) -> str:
    return " ".join(text.split()).upper()


def not_before(item: Item, happened_at: datetime) -> str:
    """Raises: InputError for what is said to have happened before the item's last step."""
    at = instant_text(happened_at)
    if at < item.last_at:
        raise InputError("the step before it was later", (("happened_at", "before_last_step"),))
    return at


@service
def record_grave(
    acting: Acting, *, cemetery_code: str, grave_row: str, position: str, kind: GraveKind, cemetery: str, marker: str,
    laid_out_at: datetime, laid_out_by: str, coordinates: str = "", plan: str = "", reason: str = "",
) -> str:  # fmt: skip
    """Records a grave of a cemetery or site by its row and position, with what stands on its marker.

    Source:   GC I art. 17; GC III art. 120: graves are respected, marked and recorded so that they are found at any
              time; a collective one only where circumstances make it unavoidable.
    Given:    `cemetery_code` a short word for the cemetery, which stands in lists; `cemetery`, `coordinates` and `plan`
              say where it is, and are sealed. `marker` word for word; a marker bears a number or code, and a name only
              where the board gave one.
    Returns:  the grave's number.
    Raises:   RoleForbidsError; UnstatedParticularsError; InputError for a word that is too long; TakenGraveError;
              NotYetError; StatementError.
    Leaf:     remains.grave_recorded
    """
    require(acting, GRAVE)
    refuse_statements({"cemetery": cemetery, "marker": marker, "laid_out_by": laid_out_by, "reason": reason})
    check_happened(laid_out_at, acting.at, "laid_out_at")
    check_named(cemetery_code=cemetery_code)
    check_grave(GraveFacts(
        kind=kind, cemetery=cemetery, position=position, marker=marker, by=laid_out_by, reason=reason
    ))  # fmt: skip
    signs = {"cemetery_code": signs_of(cemetery_code), "grave_row": signs_of(grave_row), "position": signs_of(position)}
    if faults := tuple((name, "length") for name, said in signs.items() if len(said) > LONGEST_PLACE):
        raise InputError("too long", faults)
    if is_there(Grave, **signs):
        raise TakenGraveError("another grave is recorded there", faults=(("position", "used_code"),))
    grave_id = record_number("GV", acting.randomness(7))
    record(
        GraveRecorded(
            grave_id=grave_id, **signs, grave_kind=kind, at=instant_text(laid_out_at),
            words=GraveWords(
                cemetery=cemetery.strip(), coordinates=coordinates.strip(), plan=plan.strip(), marker=marker.strip(),
                laid_out_by=laid_out_by.strip(), reason=reason.strip(),
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return grave_id


@service
def mark_grave(acting: Acting, *, grave_id: str, happened_at: datetime, marker: str, by: str, reason: str) -> int:
    """Records that a marker was set anew; what stood there before stays on record.

    Source:   GC I art. 17: marked so that they can always be found.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownGraveError; UnstatedParticularsError; InputError for a day before the grave was
              laid out; NotYetError; StatementError.
    Leaf:     remains.grave_marked
    """
    require(acting, MARK)
    refuse_statements({"marker": marker, "by": by, "reason": reason})
    check_happened(happened_at, acting.at)
    check_marked(marker, by, reason)
    grave = grave_row(grave_id)
    if instant_text(happened_at) < grave.at:
        raise InputError("the grave was laid out later", (("happened_at", "before_last_step"),))
    return record(
        GraveMarked(
            grave_id=grave.pk, at=instant_text(happened_at),
            words=MarkerWords(marker=marker.strip(), by=by.strip(), reason=reason.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def has_examined(account_id: str, item_code: str) -> bool:
    rows = rows_where(Examination, item_code=item_code)
    return account_id in {one.actor for one in acts_at(row.recorded_index for row in rows)}


def is_sample_kept(item_code: str) -> bool:
    return is_there(Sample, item_code=item_code, state=SampleState.KEPT.value)


@service
def bury(
    acting: Acting, *, item_code: str, grave_id: str, happened_at: datetime, by: str, second: str, rite: str = "",
    authority: str = "", why: str = "",
) -> int:  # fmt: skip
    """Records that an item, or its ashes, was laid into a grave that is on record.

    Source:   GC I art. 17; GC III art. 120; law-and-practice section 6.3; practice rule 25.
    Given:    `by` and `second` who were there, `rite` the rite in which it was done; `authority` and `why` where it lay
              in a grave before: who let it be moved there. Examination, kept sample, labels, the policy on small
              fragments, who lies in the grave and, of a named man, whether his family was told and what the head agreed
              to the house reads; another account than an examiner's or that head's records it.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError; UnknownGraveError; AwayItemError; ItemOrderError;
              OpenGuardError; SecondPersonError; UnstatedParticularsError; InputError for a burial before the last step
              or before the grave was laid out; NotYetError; StatementError.
    Leaf:     remains.item_buried
    Not:      whose remains they are: that the board says.
    """
    require(acting, BURY)
    refuse_statements({"by": by, "second": second, "rite": rite, "authority": authority, "why": why})
    check_happened(happened_at, acting.at)
    item, grave = item_row(item_code), grave_row(grave_id)
    check_here(item.pk)
    state, lie_there = ItemState(item.state), {one.item_code for one in lying(grave_id=grave.pk)}
    earlier, policy = burials_where(item_code=item.pk), policy_for(item.pk)
    is_kept = is_sample_kept(item.pk)
    is_unsampled = policy is not None and policy.sampling == FragmentSampling.AS_SAID.value
    check_burial(state, BurialFacts(
        by=by, second=second, authority=authority, why=why, is_examined=is_there(Examination, item_code=item.pk),
        is_other_than_examiner=not has_examined(acting.account_id, item.pk), is_sample_kept=is_kept,
        is_fragment_unsampled=is_unsampled, do_labels_differ=are_labels_unlike(item.pk), is_again=bool(earlier),
        is_collective=grave.kind == GraveKind.COLLECTIVE.value, others_lie_there=bool(lie_there),
        are_of_one=lie_there <= parts_beside(item.pk),
        is_laid_together=policy is not None and policy.burial == FragmentBurial.TOGETHER.value
        and all(policy_for(one) is not None for one in lie_there),
        is_kept_apart=policy is not None and policy.burial == FragmentBurial.EACH.value,
        named=named_facts(item.pk, by=acting.account_id, at=acting.at),
    ))  # fmt: skip
    at = not_before(item, happened_at)
    if at < grave.at:
        raise InputError("the grave was laid out later", (("happened_at", "before_grave"),))
    return record(
        ItemBuried(
            item_code=item.pk, grave_id=grave.pk, cemetery_code=grave.cemetery_code, number=len(earlier) + 1,
            previous=state, at=at, policy_id=policy.pk if policy is not None and not is_kept else "",
            words=BurialWords(
                by=by.strip(), second=second.strip(), rite=rite.strip(), authority=authority.strip(), why=why.strip()
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def exhume(
    acting: Acting, *, item_code: str, happened_at: datetime, exhumed_for: ExhumedFor, by: str, second: str,
    authority: str, order_reference: str, why: str,
) -> int:  # fmt: skip
    """Records that an item was taken out of its grave: on whose order, by which two, what for and why.

    Source:   GC I art. 17; GC III art. 120: exhumations and later moves are recorded by the Graves Registration
              Service.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError; ItemOrderError; SecondPersonError;
              UnstatedParticularsError; InputError for one before the burial; NotYetError; StatementError.
    Leaf:     remains.item_exhumed
    """
    require(acting, EXHUME)
    refuse_statements({"by": by, "second": second, "authority": authority, "why": why})
    check_happened(happened_at, acting.at)
    item = item_row(item_code)
    check_exhumation(
        ItemState(item.state), by=by, second=second, authority=authority, reference=order_reference, why=why
    )  # fmt: skip
    at = not_before(item, happened_at)
    lies = lying(item_code=item.pk)[-1:]
    return record(
        ItemExhumed(
            item_code=item.pk, grave_id=lies[0].grave_id if lies else "", burial=lies[0].pk if lies else "",
            exhumed_for=exhumed_for, at=at, order_reference=order_reference.strip(),
            words=ExhumedWords(
                exhumed_by=by.strip(), exhumed_second=second.strip(), ordered_by=authority.strip(),
                exhumed_why=why.strip(),
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
