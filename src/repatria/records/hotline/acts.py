"""The acts of calls."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


class CallBackEnd(StrEnum):
    """How trying to ring somebody back ended; a call that nobody took is tried again."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    NOT_WANTED = "not_wanted"


class RecoveryHow(StrEnum):
    """How she proved that it is she."""

    CALL_BACK = "call_back"
    IN_PERSON = "in_person"


class FraudKind(StrEnum):
    """What somebody was met with who says that it was not we."""

    CALL = "call"
    LETTER = "letter"
    SITE = "site"
    MONEY = "money"
    OTHER = "other"


class FraudEnd(StrEnum):
    """What a report of fraud came to."""

    NOT_OURS = "not_ours"
    OURS = "ours"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackWords:
    """Whom to ring, when it is safe, and what she wants; kept as she said it."""

    telephone: str
    safe_when: str
    about: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackAsked(Act):
    """Somebody could not be served at once and is to be rung back."""

    KIND: ClassVar[str] = "hotline.call_back_asked"

    callback_id: str
    asked_at: str
    language: str
    words: CallBackWords | None = part(Purpose.KIN, of="callback_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackTried(Act):
    """Somebody was rung back."""

    KIND: ClassVar[str] = "hotline.call_back_tried"

    callback_id: str
    tried_at: str
    by: str
    how: CallBackEnd
    tries: int


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LaneTried(Act):
    """Number and telephone code were said; where both are right, these letters were read to her and no others.

    Given:    `enquiry_id` is empty where they are not, or nothing may be read: the answer to her is the same.
    """

    KIND: ClassVar[str] = "hotline.lane_tried"

    try_id: str
    tried_at: str
    number_index: str
    errors: int  # in a row, this one counted
    enquiry_id: str
    letter_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneSecrets:
    """What belongs to new words: the digest of her code for the telephone, the secret of the rows."""

    phone_code: str
    caller_secret: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryFailed(Act):
    """Whoever asked for new words did not say what she wrote; nothing was told."""

    KIND: ClassVar[str] = "hotline.recovery_failed"

    failure_id: str
    enquiry_id: str
    how: RecoveryHow
    asked: tuple[str, ...]  # which of her answers were asked for, never what they say
    failures: int


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodeGiven(Act):
    """A one-time code was given, with which the portal makes new words; two persons stand behind it."""

    KIND: ClassVar[str] = "hotline.recovery_code_given"

    recovery_id: str
    enquiry_id: str
    how: RecoveryHow
    asked: tuple[str, ...]
    is_number_lost: bool  # only in person: then the code alone serves
    code_digest: str  # keyed
    given_at: str
    until: str
    given_by: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class WordsReplaced(Act):
    """She made new words at the portal: her letters lie elsewhere from the next round on; nobody heard the words."""

    KIND: ClassVar[str] = "hotline.words_replaced"

    recovery_id: str
    enquiry_id: str
    replaced_locator: str
    replaced_identity: str
    locator: str
    letter_identity: str
    number_index: str
    inbox: str
    secrets: LaneSecrets | None = part(Purpose.KIN, of="enquiry_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierLettersOpened(Act):
    """Two decided that the new words open the earlier letters too."""

    KIND: ClassVar[str] = "hotline.earlier_letters_opened"

    recovery_id: str
    enquiry_id: str
    decided_by: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PostConfirmed(Act):
    """After her words were made anew, two say that her letters still go to the address that she gave for paper."""

    KIND: ClassVar[str] = "hotline.post_confirmed"

    recovery_id: str
    enquiry_id: str
    decided_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telephone:
    """A number that may be rung."""

    telephone: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class TelephoneChanged(Act):
    """Another number may be rung from now on; lost words wait thirty days for it."""

    KIND: ClassVar[str] = "hotline.telephone_changed"

    change_id: str
    enquiry_id: str
    how: RecoveryHow
    asked: tuple[str, ...]
    changed_at: str
    changed_by: tuple[str, ...]
    words: Telephone | None = part(Purpose.KIN, of="enquiry_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallerAnswered(Act):
    """She named a row of her receipt, and whoever rang her was shown the word beside it. It serves no second time."""

    KIND: ClassVar[str] = "hotline.caller_answered"

    served_id: str
    enquiry_id: str
    row: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FraudWords:
    """What somebody tells of a call, a letter or a page, and what stood there that can be looked for."""

    told: str
    where: str  # telephone number, address or code, as it was said


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FraudReported(Act):
    """Somebody reports what may be a fraud in the bureau's name."""

    KIND: ClassVar[str] = "hotline.fraud_reported"

    report_id: str
    kind: FraudKind
    received_on: str
    channel: str
    inbox: str
    words: FraudWords | None = part(Purpose.KIN, of="report_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FraudSettled(Act):
    """What was found out about a report of fraud."""

    KIND: ClassVar[str] = "hotline.fraud_settled"

    report_id: str
    end: FraudEnd
    reason: str
    by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class WarningSwitched(Act):
    """A warning stands from now on in the newest letter of every box alike, or stands there no longer."""

    KIND: ClassVar[str] = "hotline.warning_switched"

    warning_id: str
    uk: str
    ru: str
    en: str
    is_on: bool
    decided_by: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FormPrinted(Act):
    """A blank form was printed with its receipt: kept is what letters are sealed to, and no number or words."""

    KIND: ClassVar[str] = "hotline.form_printed"

    paper_form_id: str
    language: str
    locator: str
    letter_identity: str
    number_index: str
    secrets: LaneSecrets | None = part(Purpose.KIN, of="paper_form_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPosted(Act):
    """A letter was printed and posted to the address that she gave for it."""

    KIND: ClassVar[str] = "hotline.letter_posted"

    letter_id: str
    enquiry_id: str
    posted_on: str
    by: str
