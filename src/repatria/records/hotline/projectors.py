"""What the acts of calls do to rows."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.records.hotline.acts import (
    CallBackAsked,
    CallBackTried,
    CallBackWords,
    CallerAnswered,
    EarlierLettersOpened,
    FormPrinted,
    FraudReported,
    FraudSettled,
    FraudWords,
    LaneSecrets,
    LaneTried,
    LetterPosted,
    PostConfirmed,
    RecoveryCodeGiven,
    RecoveryFailed,
    Telephone,
    TelephoneChanged,
    WarningSwitched,
    WordsReplaced,
)
from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells

CALL_BACK, LANE, RECOVERY = "hotline_callback", "hotline_lanetry", "hotline_recovery"
FAILURE, TELEPHONE, ROW = "hotline_recoveryfailure", "hotline_changedtelephone", "hotline_callerrow"
FRAUD, WARNING, POSTED = "hotline_fraudreport", "hotline_letterwarning", "hotline_posted"
FORM = "hotline_paperform"
OPEN_END = "not_reached"


def _asked(given: CallBackAsked, index: int) -> Iterable[Operation]:
    return [Insert(CALL_BACK, given.callback_id, {
        "asked_at": given.asked_at, "language": given.language, "recorded_index": index,
        **sealed_cells(given.callback_id, CallBackWords, given.words),
    })]  # fmt: skip


def _tried(given: CallBackTried, index: int) -> Iterable[Operation]:
    ended = "" if given.how.value == OPEN_END else given.how.value
    return [Set(CALL_BACK, given.callback_id, {"ended": ended, "tries": given.tries, "tried_at": given.tried_at})]


def _lane(given: LaneTried, index: int) -> Iterable[Operation]:
    return [Insert(LANE, given.try_id, {
        "number_index": given.number_index, "errors": given.errors, "tried_at": given.tried_at,
        "recorded_index": index,
    })]  # fmt: skip


def _failed(given: RecoveryFailed, index: int) -> Iterable[Operation]:
    return [Insert(FAILURE, given.failure_id, {
        "enquiry_id": given.enquiry_id, "failures": given.failures, "recorded_index": index,
    })]  # fmt: skip


def _given(given: RecoveryCodeGiven, index: int) -> Iterable[Operation]:
    return [Insert(RECOVERY, given.recovery_id, {
        "enquiry_id": given.enquiry_id, "how": given.how.value, "is_number_lost": given.is_number_lost,
        "code_digest": given.code_digest, "given_at": given.given_at, "until": given.until, "recorded_index": index,
        **sealed_cells(given.enquiry_id, LaneSecrets, None),  # the portal has not made them yet
    })]  # fmt: skip


def _replaced(given: WordsReplaced, index: int) -> Iterable[Operation]:
    return [Set(RECOVERY, given.recovery_id, {
        "replaced_index": index, "locator": given.locator, "letter_identity": given.letter_identity,
        "replaced_locator": given.replaced_locator, "replaced_identity": given.replaced_identity,
        "number_index": given.number_index, **sealed_cells(given.enquiry_id, LaneSecrets, given.secrets),
    })]  # fmt: skip


def _earlier(given: EarlierLettersOpened, index: int) -> Iterable[Operation]:
    return [Set(RECOVERY, given.recovery_id, {"are_earlier_open": True})]


def _post_confirmed(given: PostConfirmed, index: int) -> Iterable[Operation]:
    return [Set(RECOVERY, given.recovery_id, {"is_post_confirmed": True})]


def _telephone(given: TelephoneChanged, index: int) -> Iterable[Operation]:
    return [Insert(TELEPHONE, given.change_id, {
        "enquiry_id": given.enquiry_id, "how": given.how.value, "changed_at": given.changed_at,
        "recorded_index": index, **sealed_cells(given.enquiry_id, Telephone, given.words),
    })]  # fmt: skip


def _row(given: CallerAnswered, index: int) -> Iterable[Operation]:
    return [Insert(ROW, given.served_id, {
        "enquiry_id": given.enquiry_id, "row": given.row, "by": given.by, "recorded_index": index,
    })]  # fmt: skip


def _reported(given: FraudReported, index: int) -> Iterable[Operation]:
    return [Insert(FRAUD, given.report_id, {
        "kind": given.kind.value, "received_on": given.received_on, "channel": given.channel, "recorded_index": index,
        **sealed_cells(given.report_id, FraudWords, given.words),
    })]  # fmt: skip


def _settled(given: FraudSettled, index: int) -> Iterable[Operation]:
    return [Set(FRAUD, given.report_id, {"end": given.end.value, "reason": given.reason, "by": given.by})]


def _warning(given: WarningSwitched, index: int) -> Iterable[Operation]:
    return [Insert(WARNING, given.warning_id, {
        "uk": given.uk, "ru": given.ru, "en": given.en, "is_on": given.is_on, "recorded_index": index,
    })]  # fmt: skip


def _printed(given: FormPrinted, index: int) -> Iterable[Operation]:
    return [Insert(FORM, given.paper_form_id, {
        "language": given.language, "locator": given.locator, "letter_identity": given.letter_identity,
        "number_index": given.number_index, "recorded_index": index,
        **sealed_cells(given.paper_form_id, LaneSecrets, given.secrets),
    })]  # fmt: skip


def _posted(given: LetterPosted, index: int) -> Iterable[Operation]:
    return [Insert(POSTED, given.letter_id, {
        "enquiry_id": given.enquiry_id, "posted_on": given.posted_on, "by": given.by, "recorded_index": index,
    })]  # fmt: skip


def register() -> None:
    projects(CallBackAsked)(_asked)
    projects(CallBackTried)(_tried)
    projects(LaneTried)(_lane)
    projects(RecoveryFailed)(_failed)
    projects(RecoveryCodeGiven)(_given)
    projects(WordsReplaced)(_replaced)
    projects(EarlierLettersOpened)(_earlier)
    projects(PostConfirmed)(_post_confirmed)
    projects(TelephoneChanged)(_telephone)
    projects(CallerAnswered)(_row)
    projects(FraudReported)(_reported)
    projects(FraudSettled)(_settled)
    projects(WarningSwitched)(_warning)
    projects(FormPrinted)(_printed)
    projects(LetterPosted)(_posted)
