"""Recording persons: from a capture form, from a list, and a further particular."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from repatria.core.law.custody import CustodyEvent, CustodyFacts, next_custody
from repatria.core.law.particulars_required import check_capture
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.arrivals import LONGEST_CARD, Fact
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.errors import ConflictError, InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.particulars import Category, Particular
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import how_many, is_there, row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.places.reading import card_as_printed, place_of
from repatria.records.register.acts import (
    CaptureRecorded,
    CardRecorded,
    ParticularRecorded,
    Values,
)
from repatria.records.register.errors import (
    KnownRowError,
    RepeatedFormError,
    TakenCardError,
    UnknownPersonError,
    UsedFormError,
)
from repatria.records.register.models import ParticularRow, ProtectedPerson, key_of_form, source_key_hash
from repatria.records.register.person_rows import STATUTORY_KINDS
from repatria.records.register.scope import check_moved_in, is_within
from repatria.records.register.services.rows import FREE, OF_A_ROW, by_kind, flagged, frames_of, remark_of, values_of


@service(migration=True)
def record_capture(
    acting: Acting, *, category: Category, power: str, card_number: str, captured_on: PartialDate | None,
    captured_at: str, holder: str, particulars: Sequence[Particular], source_key: str = "", raw: str = "",
    form_number: str = "", facts: Collection[Fact] = (),
) -> str:  # fmt: skip
    """Registers a person who came into the power of the Party.

    Source:   GC I art. 16; GC III art. 17, 122(1)-(4).
    Given:    the five items of art. 17(1) each with a value or with what became of the question. `form_number` is drawn
              when the form is made, so that a form sent twice, by whatever slip, registers one man: no `source_key`
              stands beside it. `holder` is an open place however it is written, kept by its code, or empty.
    Returns:  the person's number.
    Raises:   NoSuchHolderError for a holder that is no open place, with those that may be meant;
              MissingParticularsError; TakenCardError; KnownRowError; RepeatedFormError with the man's number when this
              form was sent before, UsedFormError when it was and said something else; OutOfScopeError for a camp
              officer who names another holder than his own camp. Nothing is written then.
    Leaf:     register.capture_recorded
    Not:      how he was captured, beyond date and place; no interrogation material, ever.
    """
    require(acting, "register.record_capture")
    refuse_statements({"holder": holder})  # as it was written: what is refused is not asked about either
    holder = place_of(holder)
    if not is_within(acting, holder):
        raise OutOfScopeError(
            "a camp registers whom it holds itself", provision="role table", faults=(("holder", "not_own_place"),)
        )
    check_capture(particulars, category)
    card_number = card_as_printed(card_number)
    refuse_statements({
        **by_kind(particulars, besides=FREE if raw else ()), "captured_at": captured_at, "power": power,
        "card_number": card_number,
    }, besides=OF_A_ROW if raw else ())  # fmt: skip
    if form_number and source_key:
        raise InputError("a form and a row of a source are two things", (("form_number", "contradicts"),))
    key = source_key_hash(source_key or (form_number and key_of_form(form_number)))
    before = rows_where(ProtectedPerson, source_key=key, at_most=1) if key else []
    if before and not form_number:
        raise KnownRowError("this row was recorded before")
    # A number that was drawn for a form that is refused below names nobody.
    person_id = before[0].pk if before else record_number("P", acting.randomness(7))
    frames = frames_of(person_id, particulars)
    voluntary, statutory = (values_of(frames, particulars, statutory=one) for one in (False, True))
    of_kind = {f.particular_id for f in frames if f.kind in FREE}
    remark = remark_of({key: value for key, value in voluntary.items() if key in of_kind}, raw)
    voluntary = {key: value for key, value in voluntary.items() if remark is None or key not in remark.values}
    given = CaptureRecorded(
        person_id=person_id, category=category, power=power, card_number=card_number,
        captured_on=str(captured_on) if captured_on else "", holder=holder,
        state=next_custody(None, CustodyEvent.CAPTURE_REPORTED, CustodyFacts(holder=holder)), source_key=key,
        particulars=flagged(frames, remark), facts=tuple(one for one in Fact if one in facts),
        remark_id=f"{person_id}:remark" if remark else "", remark_marks=remark.marks if remark else (),
        identity=Values(statutory, "" if remark else raw), voluntary=Values(voluntary) if voluntary else None,
        remark=Values(remark.values, remark.raw) if remark else None,
        place=Values({"captured_at": captured_at}) if captured_at else None,
    )  # fmt: skip
    if before:
        raise _sent_before(given, before[0].recorded_index)
    if card_number and is_there(ProtectedPerson, card_number=card_number):
        raise TakenCardError(
            f"card {card_number} belongs to another person already", faults=(("card_number", "taken"),)
        )
    record(given, actor=acting.account_id, at=acting.at)
    return person_id


def _sent_before(given: CaptureRecorded, recorded_index: int) -> ConflictError:
    """What is said of a form that was sent before: that it is done, or that it says something else by now."""
    if act_at(recorded_index).act == given:
        return RepeatedFormError(
            "this form was sent before: the man is registered", number=given.person_id, act_index=recorded_index
        )
    return UsedFormError("this form registered a man, and it said something else then", number=given.person_id)


@service(migration=True)
def record_particular(acting: Acting, *, person_id: str, particular: Particular) -> str:
    """Adds one particular with its source beside those that stand; nothing is overwritten.

    Source:   GC III art. 122(4)
    Returns:  the particular's number.
    Raises:   UnknownPersonError; OutOfScopeError under a migration that did not bring him in; StatementError.
    Leaf:     register.particular_recorded
    """
    require(acting, "register.record_particular")
    row = row_numbered(ProtectedPerson, person_id)
    if row is None:
        raise UnknownPersonError("no such person")
    check_moved_in(acting, row.recorded_index)
    refuse_statements({"value": particular.value, "source_reference": particular.source.reference})
    count = how_many(ParticularRow, person_id=person_id)
    (frame,) = frames_of(person_id, [particular], start=count)
    part = Values({frame.particular_id: particular.value}) if particular.value is not None else None
    is_statutory = particular.kind in STATUTORY_KINDS
    record(
        ParticularRecorded(
            person_id=person_id, particular=frame,
            identity=part if is_statutory else None, voluntary=None if is_statutory else part,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return frame.particular_id


@service
def record_card(acting: Acting, *, person_id: str, card_number: str, reason: str = "") -> None:
    """Records the number of the card that he holds in his hand, where another one or none was written.

    Source:   practice rule 16: cards and lines are compared by daylight.
    Raises:   UnknownPersonError; TakenCardError while somebody else has this number; InputError for none.
    Leaf:     register.card_recorded
    """
    require(acting, "register.record_card")
    refuse_statements({"card_number": card_number, "reason": reason})
    card_number = card_as_printed(card_number)
    row = row_numbered(ProtectedPerson, person_id)
    if row is None:
        raise UnknownPersonError("no such person")
    if not card_number or len(card_number) > LONGEST_CARD:
        raise InputError("a card has a number", (("card_number", "missing" if not card_number else "too_long"),))
    if is_there(ProtectedPerson, card_number=card_number):
        raise TakenCardError(
            f"card {card_number} belongs to another person already", faults=(("card_number", "taken"),)
        )
    record(
        CardRecorded(
            person_id=person_id, card_number=card_number, previous=row.card_number or "", reason=reason
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
