"""Laying out his own card, and recording what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from repatria.core.law.capture_card import CardCopy, CardEnding, CardFacts, check_card
from repatria.core.law.custody import CustodyState, is_held
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.paper_codes import code_hash
from repatria.core.vocabulary.particulars import Particular, ParticularKind
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.access.role_table import Role
from repatria.records.ledger.services import record, service
from repatria.records.register.acts import Values
from repatria.records.register.card_acts import CaptureCardEnded, CaptureCardLaidOut, CardText, CardWords
from repatria.records.register.errors import NotHeldError
from repatria.records.register.joined import numbers_of
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.scope import is_within
from repatria.records.register.selectors.particulars import particulars_of
from repatria.records.register.selectors.timeline import timeline_of
from repatria.records.register.services.custody import custody_row

LAY_OUT, RECORD_CARD = "register.lay_out_capture_card", "register.record_capture_card"

_OWES_A_CARD = frozenset({"arrived", "recaptured", "hospitalised", "departed"})
_BOUND = {
    "surname": ParticularKind.SURNAME, "first_names": ParticularKind.FIRST_NAMES, "rank": ParticularKind.RANK,
    "birth_date": ParticularKind.BIRTH_DATE, "service_number": ParticularKind.SERVICE_NUMBER,
}  # fmt: skip
_HIS = {
    "father_first_name": (ParticularKind.FATHER_FIRST_NAME,), "birth_place": (ParticularKind.BIRTH_PLACE,),
    "next_of_kin_address": (ParticularKind.PERSON_TO_INFORM, ParticularKind.HOME_ADDRESS),
}  # fmt: skip


def _held(person_id: str) -> ProtectedPerson:
    row = custody_row(person_id)
    if not is_held(CustodyState(row.custody_state or "")):
        raise NotHeldError("nobody holds this person here", provision="GC III 70")
    return row


def _first(told: Sequence[Particular], kind: ParticularKind) -> str:
    return next((one.value for one in told if one.kind is kind and one.value), "")


@service
def lay_out_capture_card(
    acting: Acting, *, person_id: str, code: str, check_word: str, languages: Sequence[str]
) -> str:  # fmt: skip
    """Lays out his card in the form of Annex IV B with what he gave; he writes the rest, or leaves it.

    Source:   GC III art. 70; Annex IV B.
    Given:    the code and check word of its two copies; what stands on them is read from the register.
    Returns:  the card's number.
    Raises:   UnknownPersonError; NotHeldError.
    Leaf:     register.capture_card_laid_out
    Not:      his health and the date: he strikes out and writes those himself.
    """
    require(acting, LAY_OUT)
    row = _held(person_id)
    told = [one for number in numbers_of(row.pk) for one in particulars_of(number)]
    came = [one for one in timeline_of(*numbers_of(row.pk)) if one.event in ("arrived", "hospitalised", "discharged")]
    bound = {name: _first(told, kind) for name, kind in _BOUND.items()} | {
        "power": row.power, "prisoner_number": row.card_number or row.pk, "camp_name": row.holder,
        "captured_on": "" if came else row.captured_on, "coming_from": came[-1].previous_holder if came else "",
    }  # fmt: skip
    his = {name: ", ".join(filter(None, (_first(told, kind) for kind in kinds))) for name, kinds in _HIS.items()}
    card_id = record_number("CC", acting.randomness(7))
    record(
        CaptureCardLaidOut(
            card_id=card_id, person_id=row.pk, custody_index=row.custody_index or row.recorded_index,
            languages=tuple(languages), code_hash=code_hash(code, check_word).hex(),
            identity=CardText(values=bound, code=code, check_word=check_word),
            voluntary=Values(his) if any(his.values()) else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return card_id


@service
def record_capture_card(
    acting: Acting, *, person_id: str, ending: CardEnding, happened_at: datetime, copies: Sequence[CardCopy] = (),
    writer: str = "", witnesses: Sequence[str] = (), are_witnesses_outside_camp: bool = False,
) -> int:  # fmt: skip
    """Records what became of his card: signed, marked before a witness, dictated, refused before two, or unable.

    Source:   GC III art. 70; practice rule 9: his own decision for its addressee, without proof, approval or delay.
    Given:    a card that was written before he came where he stands ends no clock of his coming here.
    Returns:  the index of the act.
    Raises:   UnstatedParticularsError naming what is missing; OutOfScopeError for another camp's man; NotHeldError;
              NotYetError; UnknownPersonError; StatementError.
    Leaf:     register.capture_card_ended
    Not:      what he wrote, and to which address: the card says it, and nobody here adds to it.
    """
    require(acting, RECORD_CARD)
    check_happened(happened_at, acting.at)
    refuse_statements({"writer": writer, "witnesses": " ".join(witnesses)})
    row = _held(person_id)
    if not is_within(acting, row.holder):
        raise OutOfScopeError("this person is in another camp's custody", provision="role table")
    check_card(CardFacts(
        ending=ending, copies=tuple(copies), writer=writer, witnesses=tuple(witnesses),
        are_witnesses_outside_camp=are_witnesses_outside_camp,
        is_recorder_outside_camp=Role.CAMP_OFFICER not in acting.roles,
    ))  # fmt: skip
    came_at = max((one.happened_at for one in timeline_of(*numbers_of(row.pk))
                   if not one.is_annulled and one.event in _OWES_A_CARD), default="")  # fmt: skip
    named = "; ".join(one.strip() for one in witnesses if one.strip())
    words = CardWords(writer=writer.strip(), witnesses=named) if named or writer.strip() else None
    return record(
        CaptureCardEnded(
            person_id=row.pk, ending=ending, at=instant_text(happened_at), copies=tuple(dict.fromkeys(copies)),
            is_of_now=not came_at or happened_at >= read_instant(came_at),
            are_witnesses_outside_camp=are_witnesses_outside_camp, recorder=acting.account_id,
            is_of_camp=Role.CAMP_OFFICER in acting.roles, words=words,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
