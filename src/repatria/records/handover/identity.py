"""What a hand-over officer checks face to face against: shown while both are at the point, and at no other time."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.handover import HandoverState
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.enquiries.kinship_acts import KinshipEvidenceRecorded
from repatria.records.enquiries.selectors import enquiry_for_room
from repatria.records.handover.asking import BOTH_THERE
from repatria.records.handover.errors import NotAtThePointError, UnknownHandoverError
from repatria.records.handover.models import Handover
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import row_numbered
from repatria.records.register.joined import numbers_of
from repatria.records.register.selectors import person_for_room
from repatria.records.register.selectors.photographs import (
    PhotographLine,
    PhotographView,
    photograph_for_room,
    photographs_for_room,
)
from repatria.records.vault.opening import open_rows

IDENTITY, FACE = "handover.?identity", "handover.?face"
_RULE = "practice rule 19"
_K = ParticularKind
_SHOWN = frozenset(one.value for one in (
    _K.SURNAME, _K.FIRST_NAMES, _K.PATRONYMIC, _K.OTHER_NAME, _K.RANK, _K.BIRTH_DATE, _K.BIRTH_PLACE, _K.SERVICE_NUMBER,
    _K.IDENTITY_CARD,
))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOfHim:
    """One thing that he said or a paper says of him: its kind, the words, and how good the source is."""

    kind: str
    value: str
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperNamed:
    """A paper that proved her kinship: of which kind, its number, and who issued it."""

    kind: str
    number: str
    issued_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityView:
    """Who he is and who she is, as the house has it on record; no word of his about her, and no place."""

    handover_id: str
    person_id: str
    card_number: str
    particulars: tuple[SaidOfHim, ...]
    photographs: tuple[PhotographLine, ...]
    recipient_name: str
    recipient_paper: str
    relation: str
    papers: tuple[PaperNamed, ...]


def _row(handover_id: str) -> Handover:
    row = row_numbered(Handover, handover_id)
    if row is None:
        raise UnknownHandoverError("no such hand-over")
    if HandoverState(row.state) not in BOTH_THERE:
        raise NotAtThePointError("shown while both are at the point", provision=_RULE)
    return row


@question(IDENTITY, name="identity")
def identity_of(acting: Acting, handover_id: str) -> IdentityView:
    """What identity is checked against, for whoever stands before both.

    Source:   practice rule 19; GC III art. 17: what he says of himself.
    Given:    her name and paper are those of the opening, which she must hold in her hand; of her proofs only what each
              paper is. Of his particulars those by which one man is told from another, as they stand.
    Raises:   UnknownHandoverError; NotAtThePointError before both came, and once it was signed or ended.
    Leaf:     access.reading_recorded, naming the hand-over, her enquiry and him
    Not:      a photograph: each is a press and a leaf of its own.
    """
    require(acting, IDENTITY)
    row = _row(handover_id)
    record_reading(acting, question="handover.?identity", records=(row.pk, row.enquiry_id, row.person_id))
    held, her = person_for_room(row.person_id), enquiry_for_room(row.enquiry_id)
    (meeting,) = open_rows([row], ("recipient_name", "recipient_paper"))
    return IdentityView(
        handover_id=row.pk, person_id=row.person_id, card_number=held.card_number or "",
        particulars=tuple(
            SaidOfHim(kind=one.kind, value=one.value, grade=one.grade) for one in held.particulars
            if one.kind in _SHOWN and one.value and not one.corrected_by
        ),
        photographs=photographs_for_room(row.person_id), recipient_name=meeting["recipient_name"] or "",
        recipient_paper=meeting["recipient_paper"] or "", relation=her.said["relation"],
        papers=_papers([one.act_index for one in her.evidence if one.holds]),
    )  # fmt: skip


def _papers(indices: list[int]) -> tuple[PaperNamed, ...]:
    given = [one.act for one in acts_at(indices)]
    seen = [one.paper for one in given if isinstance(one, KinshipEvidenceRecorded) and one.paper is not None]
    return tuple(PaperNamed(kind=one.kind or "", number=one.number, issued_by=one.issued_by) for one in seen)


@question(FACE, name="face")
def face_of(acting: Acting, handover_id: str, photograph_id: str) -> PhotographView:
    """One photograph of the man who stands there, opened on a deliberate press.

    Source:   practice rule 19; protection.md T3: each reading is a leaf.
    Raises:   UnknownHandoverError; NotAtThePointError; UnknownPhotographError, also for one of another man.
    Leaf:     access.reading_recorded, with the numbers of photograph, man and hand-over
    """
    require(acting, FACE)
    row = _row(handover_id)
    found = photograph_for_room(photograph_id, numbers_of(row.person_id))
    record_reading(acting, question="handover.?face", records=(photograph_id, found.person_id, row.pk))
    return found
