"""Lost words: found by those who may, proved by what she wrote, made anew at the portal, where nobody hears them."""

from __future__ import annotations

import hmac
import re
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256

from repatria.core.vocabulary.dates import day_instant, instant_text, read_instant
from repatria.core.vocabulary.identifiers import fold_number, record_number
from repatria.core.vocabulary.receipts import fold_phone_code
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, require_approvals, uses_approvals
from repatria.records.contact.calling import changed_number_is_read_by
from repatria.records.enquiries.acts import LostWords
from repatria.records.enquiries.receipts import ReceiptOf, receipt_for_room
from repatria.records.enquiries.selectors import check_open
from repatria.records.enquiries.services import number_index_of, phone_code_digest
from repatria.records.hotline.acts import (
    EarlierLettersOpened,
    LaneSecrets,
    PostConfirmed,
    RecoveryCodeGiven,
    RecoveryFailed,
    RecoveryHow,
    Telephone,
    TelephoneChanged,
    WordsReplaced,
)
from repatria.records.hotline.errors import (
    AskedTooLittleError,
    EmptyCallError,
    NumberStillKnownError,
    RecoveryNotChosenError,
    TelephoneTooNewError,
    TooManyFailuresError,
    UnknownRecoveryError,
)
from repatria.records.hotline.models import ChangedTelephone, Recovery, RecoveryFailure
from repatria.records.hotline.pairs import pair_of
from repatria.records.hotline.wrong_letters import refuse_wrong_letters
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.vault.keyring import current
from repatria.records.vault.opening import open_rows

GIVE, CHANGE = "hotline.give_recovery_code", "hotline.change_telephone"
EARLIER, CONFIRM_POST = "hotline.open_earlier_letters", "hotline.confirm_post"
ASKABLE = ("sought_place", "sought_unit", "last_contact", "words", "private_answer", "helper", "reach_when")
"""What she wrote that others hardly know: neither his name and dates, nor hers, nor how to reach her."""
STANDS = timedelta(days=30)
CODE_LASTS = timedelta(days=3)
MOST_FAILURES = 3
_RULE = "practice rule 5"
_HEXADECIMAL, _SECRET = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{32}|")


def _changed(enquiry_id: str) -> tuple[str, str] | None:
    changed = rows_where(ChangedTelephone, enquiry_id=enquiry_id, order="-recorded_index", at_most=1)
    return (open_rows(changed, ("telephone",))[0]["telephone"] or "", changed[0].changed_at) if changed else None


def telephone_of(receipt: ReceiptOf) -> tuple[str, str]:
    """The number that may be rung, and the instant since which it stands; two empty texts where there is none."""
    changed = _changed(receipt.enquiry_id)
    if changed is not None:
        return changed
    number = receipt.said["telephone"]
    return (number, instant_text(day_instant(receipt.received_on))) if number else ("", "")


def failures_of(enquiry_id: str) -> int:
    """How often somebody did not say what she wrote."""
    last = rows_where(RecoveryFailure, enquiry_id=enquiry_id, order="-recorded_index", at_most=1)
    return last[0].failures if last else 0


def _check_way(acting: Acting, receipt: ReceiptOf, how: RecoveryHow) -> None:
    chosen = receipt.said["lost_words"]
    if chosen == LostWords.NEVER or (how is RecoveryHow.CALL_BACK and chosen != LostWords.CALL_BACK):
        raise RecoveryNotChosenError("she did not choose this way", provision=_RULE)
    if how is RecoveryHow.IN_PERSON:
        return
    number, since = telephone_of(receipt)
    if not number or acting.at < read_instant(since) + STANDS:
        raise TelephoneTooNewError("the number has not stood for thirty days", provision=_RULE)
    if failures_of(receipt.enquiry_id) >= MOST_FAILURES:
        raise TooManyFailuresError("three times what she wrote was not said", provision=_RULE)


def check_asked(receipt: ReceiptOf, how: RecoveryHow, asked: Sequence[str]) -> tuple[str, ...]:
    """Which of her answers were asked for, each once.  Raises: AskedTooLittleError."""
    found = tuple(dict.fromkeys(asked))
    is_written = all(name in ASKABLE and receipt.said[name].strip() for name in found)
    if not is_written or (how is RecoveryHow.CALL_BACK and len(found) < 2):
        raise AskedTooLittleError("ask two things that she wrote", (("asked", "unknown"),), provision=_RULE)
    return found


def code_digest(code: str) -> str:
    """What is kept of a one-time code: keyed.  Units: 64 hexadecimal."""
    return hmac.digest(current().derived("hotline|recovery code"), code.encode(), sha256).hex()


WAYS = (RecoveryHow.CALL_BACK.value, RecoveryHow.IN_PERSON.value, "in_person_number_lost")
"""In which ways a code is given: each is agreed to by itself."""


def recovery_way(how: RecoveryHow, *, is_number_lost: bool) -> str:
    """One of `WAYS`, or a word that nobody can have agreed to."""
    return f"{how.value}_number_lost" if is_number_lost else how.value


def recovery_reference(enquiry_id: str, way: str) -> str:
    """What the second person agrees to: words made anew for this enquiry, and in which way she proved herself."""
    return f"{enquiry_id}:{way}"


@service
def give_recovery_code(
    acting: Acting, *, enquiry_id: str, how: RecoveryHow, asked: Sequence[str] = (), is_number_lost: bool = False
) -> str:  # fmt: skip
    """Gives a one-time code to her who lost her words, once she said two things that she wrote, or came in person.

    Source:   practice rule 5
    Given:    another person approved it for this enquiry and this very way (`recovery_reference`): who agreed to a
              call-back saw nobody. `asked` names which of her answers were asked for and said
              right. On the telephone she still needs her number at the portal, which nobody here can read.
    Returns:  the code, this one time; of it a keyed digest is kept.
    Raises:   UnknownEnquiryError; ClosedEnquiryError; RecoveryNotChosenError; TelephoneTooNewError;
              TooManyFailuresError; AskedTooLittleError; NumberStillKnownError; ApprovalsMissingError.
    Leaf:     hotline.recovery_code_given
    Not:      words: those the portal makes, and no clerk hears them.
    """
    require(acting, GIVE)
    check_open(enquiry_id)
    receipt = receipt_for_room(enquiry_id)
    _check_way(acting, receipt, how)
    said = check_asked(receipt, how, asked)
    knows_number = bool(pair_of(enquiry_id).number_index)
    if (is_number_lost and how is RecoveryHow.CALL_BACK) or not (is_number_lost or knows_number):
        raise NumberStillKnownError("her number is asked at the portal, or she comes in person", provision=_RULE)
    reference = recovery_reference(enquiry_id, recovery_way(how, is_number_lost=is_number_lost))
    given_by = (acting.account_id, *require_approvals(GIVE, reference, acting.account_id, at=acting.at))
    code = record_number("KC", acting.randomness(7))
    record(
        RecoveryCodeGiven(
            recovery_id=record_number("KR", acting.randomness(7)), enquiry_id=enquiry_id, how=how, asked=said,
            is_number_lost=is_number_lost, code_digest=code_digest(code), given_at=instant_text(acting.at),
            until=instant_text(acting.at + CODE_LASTS), given_by=given_by,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return code


@service
def record_failed_recovery(acting: Acting, *, enquiry_id: str, how: RecoveryHow, asked: Sequence[str]) -> None:
    """Records that whoever asked for new words did not say what she wrote.

    Source:   practice rule 5
    Raises:   UnknownEnquiryError; AskedTooLittleError.
    Leaf:     hotline.recovery_failed
    """
    require(acting, "hotline.record_failed_recovery")
    said = check_asked(receipt_for_room(enquiry_id), how, asked)
    record(
        RecoveryFailed(
            failure_id=record_number("KX", acting.randomness(7)), enquiry_id=enquiry_id, how=how, asked=said,
            failures=failures_of(enquiry_id) + 1,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def replace_words(
    acting: Acting, *, code: str, number: str, locator: str, letter_identity: str, new_number: str, inbox: str,
    phone_code: str = "", caller_secret: str = "",
) -> str:  # fmt: skip
    """Links new number and words, made at the portal with a one-time code, to the enquiry; the old ones open no news.

    Source:   practice rule 5
    Returns:  the enquiry's number.
    Raises:   UnknownRecoveryError where no code that stands fits, or the old number is not hers; EmptyCallError for
              what is no receipt.
    Leaf:     hotline.words_replaced
    """
    require(acting, "hotline.replace_words")
    number_index = number_index_of(new_number)
    if not (_HEXADECIMAL.fullmatch(locator) and _HEXADECIMAL.fullmatch(letter_identity) and number_index
            and _SECRET.fullmatch(caller_secret)):  # fmt: skip
        raise EmptyCallError("this is not what a receipt gives", (("locator", "malformed"),))
    row = _standing(code, instant_text(acting.at))
    before = pair_of(row.enquiry_id)
    if not row.is_number_lost and number_index_of(number) != before.number_index:
        raise UnknownRecoveryError("no code that stands fits")
    secrets = LaneSecrets(
        phone_code=phone_code_digest(number_index, phone_code) if fold_phone_code(phone_code) else "",
        caller_secret=caller_secret,
    )  # fmt: skip
    record(
        WordsReplaced(
            recovery_id=row.pk, enquiry_id=row.enquiry_id, replaced_locator=before.locator,
            replaced_identity=before.letter_identity, locator=locator, letter_identity=letter_identity,
            number_index=number_index, inbox=inbox, secrets=secrets,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return row.enquiry_id


def _standing(code: str, at: str) -> Recovery:
    digest = code_digest(fold_number(code) or "")
    for row in rows_where(Recovery, code_digest=digest, replaced_index=None):
        if row.until >= at:
            return row
    raise UnknownRecoveryError("no code that stands fits")


@service
def open_earlier_letters(acting: Acting, *, recovery_id: str) -> None:
    """Lets new words open the letters that lay there before them too, as two persons decide.

    Source:   practice rule 5
    Raises:   UnknownRecoveryError where none were made, or they open all; DoubtedLetterError; ApprovalsMissingError.
    Leaf:     hotline.earlier_letters_opened
    """
    require(acting, EARLIER)
    row = row_numbered(Recovery, recovery_id)
    if row is None or row.replaced_index is None or row.are_earlier_open:
        raise UnknownRecoveryError("no such new words wait for that")
    refuse_wrong_letters(row.enquiry_id, acting.at)
    decided_by = (acting.account_id, *require_approvals(EARLIER, recovery_id, acting.account_id, at=acting.at))
    given = EarlierLettersOpened(recovery_id=recovery_id, enquiry_id=row.enquiry_id, decided_by=decided_by)
    record(given, actor=acting.account_id, at=acting.at)


@service
def confirm_post(acting: Acting, *, recovery_id: str) -> None:
    """Says, with a second person, that she herself named the address again to which her letters go on paper.

    Source:   practice rule 5
    Raises:   UnknownRecoveryError where no new words were made, no address stands, or it is confirmed already;
              ApprovalsMissingError.
    Leaf:     hotline.post_confirmed
    """
    require(acting, CONFIRM_POST)
    row = row_numbered(Recovery, recovery_id)
    if row is None or row.replaced_index is None or row.is_post_confirmed:
        raise UnknownRecoveryError("no such new words wait for that")
    if not receipt_for_room(row.enquiry_id).said["post_to"].strip():
        raise UnknownRecoveryError("she asked for no letters on paper")
    reference = post_reference(recovery_id)
    decided_by = (acting.account_id, *require_approvals(CONFIRM_POST, reference, acting.account_id, at=acting.at))
    given = PostConfirmed(recovery_id=recovery_id, enquiry_id=row.enquiry_id, decided_by=decided_by)
    record(given, actor=acting.account_id, at=acting.at)


def post_reference(recovery_id: str) -> str:
    """What a second person agrees to: that letters go on paper again after these new words."""
    return f"{recovery_id}:post"


def change_reference(enquiry_id: str, telephone: str, how: RecoveryHow) -> str:
    """What a second person approves: this number for this enquiry, proved in this way, and no other one."""
    key = current().derived("hotline|telephone")
    return f"{enquiry_id}:{hmac.digest(key, f'{how.value}|{telephone.strip()}'.encode(), sha256).hex()[:32]}"


@service
def change_telephone(
    acting: Acting, *, enquiry_id: str, how: RecoveryHow, telephone: str, asked: Sequence[str] = ()
) -> None:  # fmt: skip
    """Puts another number in place of the one that may be rung, proved as lost words are.

    Source:   practice rule 5
    Raises:   as `give_recovery_code`; EmptyCallError without a number.
    Leaf:     hotline.telephone_changed
    """
    require(acting, CHANGE)
    number = telephone.strip()
    if not number or len(number) > 40:
        raise EmptyCallError("write the number", (("telephone", "missing"),))
    check_open(enquiry_id)
    receipt = receipt_for_room(enquiry_id)
    _check_way(acting, receipt, how)
    said = check_asked(receipt, how, asked)
    reference = change_reference(enquiry_id, number, how)
    changed_by = (acting.account_id, *require_approvals(CHANGE, reference, acting.account_id, at=acting.at))
    record(
        TelephoneChanged(
            change_id=record_number("KN", acting.randomness(7)), enquiry_id=enquiry_id, how=how, asked=said,
            changed_at=instant_text(acting.at), changed_by=changed_by, words=Telephone(telephone=number),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def register() -> None:
    """Says what the acts of lost words use up, and which number two put in the place of hers."""
    changed_number_is_read_by(lambda enquiry_id: (_changed(enquiry_id) or ("", ""))[0])
    uses_approvals(RecoveryCodeGiven, lambda given: Used(action=GIVE, beginning=f"{given.enquiry_id}:"))
    uses_approvals(EarlierLettersOpened, lambda given: Used(action=EARLIER, reference=given.recovery_id))
    uses_approvals(PostConfirmed, lambda given: Used(action=CONFIRM_POST, reference=post_reference(given.recovery_id)))
    uses_approvals(TelephoneChanged, lambda given: Used(action=CHANGE, beginning=f"{given.enquiry_id}:"))
