"""The papers of a hand-over of a living person: the signed record, and the dossier that works without a line.

Source: GC III art. 109-110, 117, 118; practice rules 18-22. A record that could not say that both were asked again
alone before they met cannot be made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.paper_mark import AskedAloneError, PaperInputError, PaperMark
from repatria.core.vocabulary.papers import PaperKind


class SignerRole(StrEnum):
    """Who signs a hand-over record, in the order of the boxes.

    Not:      the law's `Signatory`, which counts whose signature a step needs: a sheet has boxes for more people, the
              receiving Power's officer, an interpreter and a witness among them, of whom no step asks.
    """

    HANDING_OVER = "handing_over"
    RECEIVING = "receiving"
    HELD = "held"
    RECIPIENT = "recipient"
    INTERPRETER = "interpreter"
    NEUTRAL_WITNESS = "neutral_witness"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOnPaper:
    """A person as the record names him or her: names in the script in which they were taken down."""

    name: str
    romanised: str = ""
    born: PartialDate | None = None
    number: str = ""  # record number or document number
    document: str = ""  # the identity document seen


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCheck:
    """One way in which identity was checked face to face, by whom and when."""

    way: str
    done_by: str
    done_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAlone:
    """One person asked again, alone, in a room of her or his own: by whom, in which language, when, and the answer."""

    room: str
    asked_by: str
    language: str
    asked_at: datetime
    wishes_it: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectLine:
    """A line of the list of effects: what, how many or how much, and in what condition."""

    what: str
    quantity: str
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    role: SignerRole
    name: str
    function: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRecordPaper:
    """The record of a hand-over that all who were there sign.

    Source:   GC III art. 117, whose text stands where the law says so of the basis; practice rules 19 and 21.
    Given:    one signatory of each role but the interpreter and the witness, who may be absent (printed so).
    Raises:   AskedAloneError when somebody was not asked before they met, not in a room of his own, or did not wish it;
              PaperInputError when a signing party is absent or signs twice.
    """

    mark: PaperMark
    record_number: str
    basis: ReleaseBasis
    basis_reference: str
    prints_article_117: bool
    point: str
    conditions: str = ""
    held: PersonOnPaper
    recipient: PersonOnPaper
    relation: str
    opened_at: datetime
    accepted_at: datetime
    authorised_by: tuple[str, str]
    authorised_at: datetime
    identity_checks: tuple[IdentityCheck, ...]
    held_asked: AskedAlone
    recipient_asked: AskedAlone
    met_at: datetime | None  # None where nobody recorded the hour: a blank to be filled in by hand
    effects: tuple[EffectLine, ...]
    medical_papers: tuple[str, ...]
    signatories: tuple[Signatory, ...]
    completed_at: datetime | None

    def __post_init__(self) -> None:
        asked = (self.held_asked, self.recipient_asked)
        met_first = self.met_at is not None and any(one.asked_at >= self.met_at for one in asked)
        if met_first or asked[0].room.strip() == asked[1].room.strip():
            raise AskedAloneError("both are asked alone, in separate rooms, before they meet", provision="practice 19")
        if not all(one.wishes_it for one in asked):
            raise AskedAloneError("somebody does not wish the hand-over: there is none", provision="practice 19")
        roles = [one.role for one in self.signatories]
        needed = set(SignerRole) - {SignerRole.INTERPRETER, SignerRole.NEUTRAL_WITNESS}
        if len(set(roles)) != len(roles) or not needed <= set(roles):
            raise PaperInputError("each signing party signs once", (("signatories", "absent or twice"),))
        if not self.identity_checks or self.authorised_by[0] == self.authorised_by[1]:
            raise PaperInputError("a hand-over needs an identity check and two who authorise", (("checks", "few"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.HANDOVER_RECORD


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationLetterPaper:
    """What she is given to know of a meeting: where, when, how she comes and goes; it informs and opens no border.

    Source:   practice rule 20.
    Not:      his name or number, the bureau of the other Party, a barrier's word: whoever checks her may read it.
    """

    mark: PaperMark
    name: str
    romanised: str
    point: str
    meets_on: date
    her_journey: str

    @property
    def kind(self) -> PaperKind:
        return PaperKind.INFORMATION_LETTER


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPaper:
    """The sealed dossier of the hand-over officer: it works without a telephone line.

    Source:   practice rule 22.
    Given:    the private question with its answer is for the officer's eyes; the dossier is sealed and comes back.
    """

    mark: PaperMark
    record_number: str
    point: str
    on: date
    held: PersonOnPaper
    recipient: PersonOnPaper
    relation: str
    private_question: str
    private_answer: str
    rooms: tuple[str, str]
    telephones: tuple[tuple[str, str], ...]  # (who, number), in the order in which to call
    way_back: str
    her_journey: str  # food, fare, bed, escort
    is_by_hand: bool = False  # a record to be filled by hand is printed with it, under a code that is kept

    def __post_init__(self) -> None:
        if self.rooms[0].strip() == self.rooms[1].strip():
            raise AskedAloneError("two people asked alone need two rooms", provision="practice 22")

    @property
    def kind(self) -> PaperKind:
        return PaperKind.DOSSIER
