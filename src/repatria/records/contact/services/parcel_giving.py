"""A parcel in the camp: opened before two and listed, given by hand with his mark, money credited to his account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from repatria.core.law.guards import refuse_open
from repatria.core.law.messages import sending_guards
from repatria.core.law.messages_second import check_second
from repatria.core.law.parcels import (
    EXAMINED,
    RELIEF,
    CreditFacts,
    GivingFacts,
    Mark,
    ParcelKind,
    ParcelOrderError,
    ParcelState,
    PartBecame,
    PartWhy,
    Present,
    check_state,
    credit_guards,
    giving_guards,
    opening_guards,
    part_guards,
    told_to_a_camp,
)
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.messages import LONGEST_ADDRESS, LONGEST_CONTENTS
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.contact.models import Parcel, ParcelOpening, ParcelPart, ParcelStep
from repatria.records.contact.parcel_acts import (
    CreditWords,
    MoneyCredited,
    OpeningRefusal,
    OpeningSaid,
    OpeningSettled,
    OpeningWords,
    ParcelGiven,
    ParcelStepWords,
    PartRefused,
    PartWords,
)
from repatria.records.contact.services.parcels import (
    check_after_last,
    check_nothing_waits,
    parcel_row,
    sending_of_parcel,
    waiting_of,
)
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.scope import is_bound_to_branch
from repatria.records.vault.opening import open_rows

SAY_OPENING, SETTLE_OPENING, REFUSE_PART, GIVE, CREDIT = (
    "contact.say_opening", "contact.settle_opening", "contact.refuse_part", "contact.give_parcel",
    "contact.credit_money",
)  # fmt: skip
_ENTRY = 120


def _check_short(most: int = LONGEST_ADDRESS, **texts: str) -> None:
    """Raises: InputError; StatementError."""
    refuse_statements(texts)
    faults = tuple((name, "length") for name, text in texts.items() if len(text.strip()) > most)
    if faults:
        raise InputError("say it shorter", faults)


def opening_of(parcel_id: str, state: str) -> ParcelOpening | None:
    """The newest opening of a parcel in this state: said, agreed."""
    rows = rows_where(ParcelOpening, parcel_id=parcel_id, state=state, order="-recorded_index", at_most=1)
    return rows[0] if rows else None


def contents_of(parcel_id: str) -> tuple[str, ...]:
    """What was in it, a line a thing, as two agreed."""
    opening = opening_of(parcel_id, "agreed")
    if opening is None:
        return ()
    (cells,) = open_rows([opening], ("contents",))
    return tuple((cells["contents"] or "").splitlines())


def _left_of(parcel_id: str) -> list[str]:
    """The lines of the list that were not refused, each as often as it stands there."""
    left = list(contents_of(parcel_id))
    rows = rows_where(ParcelPart, parcel_id=parcel_id, state=["said", "stands"])
    for cells in open_rows(rows, ("thing",)):
        if cells["thing"] in left:
            left.remove(cells["thing"])
    return left


def refuse_what_stands_against(acting: Acting, row: Parcel) -> None:
    """Refuses to hand over what may not go to him any more; to a camp in one word, whatever it is.

    Source:   practice rules 4, 6, 8.
    Raises:   the refusal of the first open guard.
    """
    if row.parcel_kind != ParcelKind.RELIEF.value:
        guards = tuple(sending_guards(sending_of_parcel(row, acting.at).facts))
        refuse_open(told_to_a_camp(guards) if is_bound_to_branch(acting) else guards)


def _is_entered(row: Parcel, entry: str, at: datetime) -> bool:
    """Whether his account has a credit under this number of an entry already, whoever sent it."""
    steps = rows_where(ParcelStep, entry=entry, event=["credited", "credited_said"]) if entry else []
    others = rows_where(Parcel, pk=sorted({one.parcel_id for one in steps}))
    his = sending_of_parcel(row, at).person_id
    return any(sending_of_parcel(one, at).person_id == his for one in others)


@service
def say_opening(
    acting: Acting, *, parcel_id: str, opened_at: datetime, contents: Sequence[str], present: Present,
    present_name: str = "",
) -> int:  # fmt: skip
    """Says that a parcel was opened before two, with a list of what was in it; the other of the two agrees.

    Source:   GC III art. 76(2): in the presence of the addressee, or of a fellow prisoner duly delegated by him.
    Returns:  the index of the act.
    Raises:   UnknownParcelError; ParcelOrderError; OpenGuardError, also where it may not go to him;
              UnstatedParticularsError; InputError; StatementError; NotYetError.
    Leaf:     contact.parcel_opening_said
    """
    require(acting, SAY_OPENING)
    row = parcel_row(acting, parcel_id)
    check_happened(opened_at, acting.at, "opened_at")
    kind = ParcelKind(row.parcel_kind)
    check_state(ParcelState(row.state), ParcelState.AT_PLACE)
    if kind is ParcelKind.MONEY or opening_of(row.pk, "said") is not None:
        raise ParcelOrderError("it is money, or an opening waits for another", provision=EXAMINED)
    check_after_last(row, opened_at, "opened_at")
    refuse_what_stands_against(acting, row)
    listed = tuple(" ".join(one.split()) for one in contents if one.strip())
    _check_short(LONGEST_CONTENTS, contents="\n".join(listed))
    _check_short(present_name=present_name)
    refuse_open(opening_guards(kind, contents=listed, present=present, present_name=present_name))
    given = OpeningSaid(
        parcel_id=row.pk, subject_id=row.subject_id, at=instant_text(opened_at), place=row.place, present=present,
        words=OpeningWords(contents="\n".join(listed), present_name=present_name.strip()),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


@service
def settle_opening(acting: Acting, *, parcel_id: str, agrees: bool, why: str = "") -> int:
    """The other who was there agrees to the list of what was in it, or does not: then it is listed anew.

    Source:   two-person rule; GC III art. 76(2).
    Returns:  the index of the act.
    Raises:   UnknownParcelError; ParcelOrderError where no opening waits; SecondPersonError for whoever listed it;
              OpenGuardError where it may not go to him; InputError where one does not agree and says not why.
    Leaf:     contact.parcel_opening_settled
    """
    require(acting, SETTLE_OPENING)
    row = parcel_row(acting, parcel_id)
    opening = opening_of(row.pk, "said")
    if opening is None:
        raise ParcelOrderError("no opening of it waits", provision=EXAMINED)
    check_second(acting.account_id, acts_at([opening.recorded_index])[0].actor)
    refuse_what_stands_against(acting, row)
    _check_short(why=why)
    if not agrees and not why.strip():
        raise InputError("say why not", (("why", "missing"),))
    given = OpeningSettled(
        parcel_id=row.pk, subject_id=row.subject_id, opening_id=opening.pk, agrees=agrees,
        state=ParcelState.OPENED if agrees else ParcelState(row.state),
        words=OpeningRefusal(declined_why=why.strip()) if why.strip() else None,
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


@service
def refuse_part(
    acting: Acting, *, parcel_id: str, thing: str, why: PartWhy, became: PartBecame, reference: str = ""
) -> int:
    """Records that a thing of a parcel is not given to him: why, and what became of it.

    Source:   GC III art. 72(3), 76: limits only as the Protecting Power or the relief bodies propose them.
    Given:    `thing` a line of the list, as often as it stands there; `reference` on whose word a limit rests, or what
              the danger is. What was destroyed waits for another account (`settle_parcel`).
    Returns:  the index of the act.
    Raises:   UnknownParcelError; ParcelOrderError before it is opened; OpenGuardError; UnstatedReasonError; InputError.
    Leaf:     contact.parcel_part_refused
    """
    require(acting, REFUSE_PART)
    row = parcel_row(acting, parcel_id)
    check_state(ParcelState(row.state), ParcelState.OPENED)
    refuse_what_stands_against(acting, row)
    _check_short(thing=thing, reference=reference)
    named = " ".join(thing.split())
    refuse_open(part_guards(
        why, became, is_listed=named in contents_of(row.pk), is_left=named in _left_of(row.pk), reference=reference
    ))  # fmt: skip
    given = PartRefused(
        parcel_id=row.pk, subject_id=row.subject_id, why=why, became=became,
        is_waiting=became is PartBecame.DESTROYED,
        words=PartWords(thing=named, reference=reference.strip()),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


@service
def give_parcel(
    acting: Acting, *, parcel_id: str, given_at: datetime, given_to: str, mark: Mark, is_by_hand: bool,
    witness: str = "", heads: int = 0,
) -> int:  # fmt: skip
    """Records that a parcel was given to him by hand, with his mark; relief to the representatives who share it out.

    Source:   GC III art. 72, 73; practice rules 4, 6, 8.
    Given:    `heads` among how many relief is shared out; whatever was not given is a part of its own (`refuse_part`).
    Returns:  the index of the act.
    Raises:   UnknownParcelError; ParcelOrderError before it is opened; OpenGuardError, also where it may not go to him
              any more; UnstatedParticularsError; InputError; NotYetError.
    Leaf:     contact.parcel_given
    """
    require(acting, GIVE)
    row = parcel_row(acting, parcel_id)
    check_happened(given_at, acting.at, "given_at")
    previous = ParcelState(row.state)
    check_state(previous, ParcelState.OPENED)
    check_after_last(row, given_at, "given_at")
    refuse_what_stands_against(acting, row)
    _check_short(given_to=given_to, witness=witness)
    if not 0 <= heads <= 100_000:
        raise InputError("so many are not there", (("heads", "number"),))
    refuse_open(giving_guards(GivingFacts(
        kind=ParcelKind(row.parcel_kind), mark=mark, given_to=given_to, is_by_hand=is_by_hand, witness=witness,
        heads=heads, things=len(_left_of(row.pk)), is_waiting=bool(waiting_of(row.pk)),
    )))  # fmt: skip
    given = ParcelGiven(
        parcel_id=row.pk, subject_id=row.subject_id, previous=previous, state=ParcelState.GIVEN,
        at=instant_text(given_at), place=row.place, mark=mark, heads=heads,
        words=ParcelStepWords(given_to=given_to.strip(), witness=witness.strip(), note=""),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


@service
def credit_money(
    acting: Acting, *, parcel_id: str, credited_at: datetime, amount: str, currency: str, entry: str, receipt: str,
    signed_by: str, countersigned_by: Present,
) -> int:  # fmt: skip
    """Says that money was entered to the credit of his account, and that he countersigned; another agrees to it.

    Source:   GC III art. 63-65; two-person rule (`settle_parcel`).
    Given:    `entry` and `receipt` their numbers, once in his account, and in the place; the statement of the account
              stays the register's (`record_account`).
    Returns:  the index of the act.
    Raises:   UnknownParcelError, to a camp also where it may not go to him any more; ParcelOrderError for what is no
              money; OpenGuardError; UnstatedParticularsError; InputError; NotYetError.
    Leaf:     contact.money_credited
    """
    require(acting, CREDIT)
    row = parcel_row(acting, parcel_id)
    check_happened(credited_at, acting.at, "credited_at")
    previous = ParcelState(row.state)
    if row.parcel_kind != ParcelKind.MONEY.value:
        raise ParcelOrderError("no money", provision=RELIEF)
    check_state(previous, ParcelState.AT_PLACE)
    check_nothing_waits(row.pk)
    check_after_last(row, credited_at, "credited_at")
    refuse_what_stands_against(acting, row)
    _check_short(_ENTRY, amount=amount, currency=currency, entry=entry, receipt=receipt, signed_by=signed_by)
    refuse_open(credit_guards(CreditFacts(
        amount=amount, currency=currency, entry=entry, receipt=receipt, signed_by=signed_by,
        countersigned_by=countersigned_by,
        is_entry_new=not _is_entered(row, entry.strip(), acting.at),
        is_receipt_new=not (receipt.strip() and rows_where(
            ParcelStep, place=row.place, receipt=receipt.strip(), event=["credited", "credited_said"]
        )),
    )))  # fmt: skip
    given = MoneyCredited(
        parcel_id=row.pk, subject_id=row.subject_id, previous=previous, state=ParcelState.CREDITED,
        at=instant_text(credited_at), place=row.place, entry=entry.strip(), receipt=receipt.strip(),
        countersigned_by=countersigned_by, is_waiting=True,
        words=CreditWords(amount=amount.strip(), currency=currency.strip(), signed_by=signed_by.strip()),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)
