"""Issuing statutory notices and letters, and closing a round."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from repatria.core.law.clocks import ClockRule, due
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.paper_codes import code_hash
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.reading import act_named, instants_at
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.notices.acts import (
    LetterIssued,
    LetterKind,
    LetterText,
    LetterWithheld,
    NoticeContent,
    NoticeDelivered,
    NoticeIssued,
    NoticesLeft,
    RoundRecorded,
)
from repatria.records.notices.errors import (
    FearGoesToAgencyError,
    IncompleteNoticeError,
    LyingLetterError,
    NoDecisionError,
    NoticeStateError,
    RepeatedRoundError,
    UnknownNoticeError,
)
from repatria.records.notices.models import Letter, Round, StatutoryNotice
from repatria.records.notices.selectors import waiting_for_powers

_DECISION_KIND = "disclosure.answer_decided."
_MEETING_KIND = "handover.handover_opened."
_ANSWER_KIND = "register.contact_decision_recorded."
_ANNULLED_KIND = "matching.link_annulled."
_STOPPED_KIND = "disclosure.telling_stopped."
_WITHHELD = (LetterKind.ALIVE_AND_HELD.value, LetterKind.MEETING.value)
"""What tells something of him and may stay in the house; nothing keeps a correction back."""
_STEPS = {"issued": ("sent", "bounced"), "sent": ("receipted", "bounced"), "bounced": ("sent",), "receipted": (),
          "with_agency": ()}  # fmt: skip


@service
def issue_notice(
    acting: Acting, *, person_id: str, recipient: NoticeRecipient, reason: str, basis_index: int, known_at: datetime,
    happened: str, items: Mapping[str, str], without: Mapping[str, str], code: str, check_word: str,
    is_correction: bool = False, fear: str = "",
) -> str:  # fmt: skip
    """Lays a statutory notice into the outbox.

    Source:   GC III art. 122(3)-(4), 123. Nobody here can withhold it.
    Given:    `basis_index` is the act that makes the notice due and `known_at` its time, from which the term runs;
              `happened` as that act says when, empty where it does not; `items` those of art. 122(4) that were given,
              `without` why the others were not; `fear` what he said that he fears of it.
    Returns:  the notice's number.
    Raises:   IncompleteNoticeError when the notice would name nobody; FearGoesToAgencyError for his fear to another.
    Leaf:     notices.notice_issued
    """
    require(acting, "notices.issue_notice")
    if not items:
        raise IncompleteNoticeError("a notice needs at least one particular", provision="GC III 122(4)")
    if fear and recipient is not NoticeRecipient.CENTRAL_TRACING_AGENCY:
        raise FearGoesToAgencyError("his fear goes to the Agency alone", provision="practice rule 9")
    notice_id = record_number("N", acting.randomness(7))
    record(
        NoticeIssued(
            notice_id=notice_id, person_id=person_id, recipient=recipient, reason=reason, basis_index=basis_index,
            happened=happened, due_at=instant_text(due(ClockRule.CTA_NOTICE, known_at)), is_correction=is_correction,
            code_hash=code_hash(code, check_word).hex(),
            content=NoticeContent(dict(items), code, check_word, dict(without), fear),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return notice_id


def _deliver(acting: Acting, notice_id: str, step: str, reference: str, at: datetime | None) -> None:
    row = row_numbered(StatutoryNotice, notice_id)
    if row is None:
        raise UnknownNoticeError("no such notice")
    if step not in _STEPS[row.state]:
        raise NoticeStateError(f"a notice that is {row.state} cannot become {step}", provision="GC III 122(3)")
    if at is not None:
        check_happened(at, acting.at)
        before = read_instant(row.step_at) if row.step_at else instants_at([row.recorded_index])[row.recorded_index]
        if at < before:
            raise InputError("that was before the notice was written or left", (("happened_at", "before"),))
    given = NoticeDelivered(
        notice_id=notice_id, step=step, reference=reference, at=instant_text(acting.at if at is None else at)
    )
    record(given, actor=acting.account_id, at=acting.at)


@service
def deliver_notice(acting: Acting, *, notice_id: str, reference: str, happened_at: datetime | None = None) -> None:
    """Records that a notice left the house.

    Source:   GC III art. 122(3)
    Given:    `reference` says how; `happened_at` when, now where nobody says.
    Raises:   UnknownNoticeError; NoticeStateError; NotYetError; InputError for an hour before it was written.
    Leaf:     notices.notice_delivered
    """
    require(acting, "notices.deliver_notice")
    _deliver(acting, notice_id, "sent", reference, happened_at)


@service
def leave_to_agency(acting: Acting, *, person_id: str, decision_index: int) -> None:
    """Records that the notices to a Power that have not left are left to the Agency, since he fears them.

    Source:   practice rule 9: his fear goes with the notice to the Agency, and the Agency decides.
    Given:    `decision_index` of his answer in which he said so; it is read in the ledger.
    Raises:   FearGoesToAgencyError without such an answer of his; NoticeStateError where none is still here.
    Leaf:     notices.notices_left
    Not:      a notice to the Agency: that goes in every case.
    """
    require(acting, "notices.leave_to_agency")
    said: Any = act_named(decision_index)
    words = said.act.words if said is not None and said.kind.startswith(_ANSWER_KIND) else None
    if words is None or not words.fear or said.act.person_id != person_id:
        raise FearGoesToAgencyError("that answer says of no fear of this man", provision="practice rule 9")
    found = waiting_for_powers(person_id)
    if not found:
        raise NoticeStateError("no notice to a Power is still here", provision="practice rule 9")
    given = NoticesLeft(person_id=person_id, notice_ids=found, decision_index=decision_index)
    record(given, actor=acting.account_id, at=acting.at)


@service
def receipt_notice(acting: Acting, *, notice_id: str, reference: str, happened_at: datetime | None = None) -> None:
    """Records the recipient's receipt.

    Source:   GC III art. 122(3)
    Given:    `happened_at` when it came, now where nobody says.
    Raises:   UnknownNoticeError; NoticeStateError; NotYetError; InputError for an hour before it left.
    Leaf:     notices.notice_delivered
    """
    require(acting, "notices.receipt_notice")
    _deliver(acting, notice_id, "receipted", reference, happened_at)


def _require_decision(enquiry_id: str, letter_kind: LetterKind, decision_index: int | None) -> None:
    """A lower room is handed a number and checks kind and verdict in the ledger; it imports nothing above it."""
    if decision_index is None:
        raise NoDecisionError("a letter that tells something needs a decision", provision="practice rule 4")
    found = act_named(decision_index)
    if found is None:
        raise NoDecisionError("there is no such act", provision="practice rule 4")
    given: Any = found.act
    if letter_kind is LetterKind.ALIVE_AND_HELD:
        is_allowed = found.kind.startswith(_DECISION_KIND) and given.verdict == "tell_alive_and_held"
    elif letter_kind is LetterKind.CORRECTION:
        is_allowed = found.kind.startswith(_ANNULLED_KIND)
    else:
        is_allowed = found.kind.startswith(_MEETING_KIND)
    if not is_allowed or given.enquiry_id != enquiry_id:
        raise NoDecisionError("that act does not allow this letter to this enquirer", provision="practice rule 4")


@service
def issue_letter(
    acting: Acting, *, enquiry_id: str, letter_kind: LetterKind, decision_index: int | None, language: str,
    dated: date, text: LetterText, version: str = "",
) -> str:  # fmt: skip
    """Makes a letter ready for the next round.

    Source:   practice rule 4
    Given:    `decision_index` of disclosure.decide_answer (of an opened hand-over for a meeting, of the link's
              annulment for a correction); `version` of the words that it was made of.
    Returns:  the letter's number.
    Raises:   NoDecisionError for a letter that tells something without such a decision; nothing is written.
    Leaf:     notices.letter_issued
    Not:      it shows nothing to anybody; the courier's next round does, for all at once.
    """
    require(acting, "notices.issue_letter")
    if letter_kind is not LetterKind.NO_INFORMATION:
        _require_decision(enquiry_id, letter_kind, decision_index)
    letter_id = record_number("T", acting.randomness(7))
    record(
        LetterIssued(
            letter_id=letter_id, enquiry_id=enquiry_id, letter_kind=letter_kind, decision_index=decision_index,
            language=language, dated=dated.isoformat(), text=text, version=version,
            code_hash=code_hash(text.code, text.check_word).hex(),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return letter_id


@service
def withhold_letter(acting: Acting, *, letter_id: str, stopped_index: int) -> None:
    """Keeps a letter in the house that tells something and lay in no box yet.

    Source:   practice rule 4; invariant 5.
    Given:    `stopped_index` of disclosure.stop_telling about the same enquiry, whose verdict is not to tell.
    Raises:   LyingLetterError once a round put it into her box; NoDecisionError without such an act.
    Leaf:     notices.letter_withheld
    Not:      a letter that tells nothing, and a statutory notice: nothing withholds those.
    """
    require(acting, "notices.withhold_letter")
    row = row_numbered(Letter, letter_id)
    last = Round.objects.order_by("-recorded_index").values_list("recorded_index", flat=True).first()
    is_in_house = row is not None and row.withheld_index is None and (last is None or row.recorded_index > last)
    if row is None or not is_in_house or row.letter_kind not in _WITHHELD:
        raise LyingLetterError("no such letter is still in the house", provision="practice rule 4")
    found = act_named(stopped_index)
    given: Any = found.act if found is not None else None
    is_stopped = found is not None and found.kind.startswith(_STOPPED_KIND) and given.verdict != "tell_alive_and_held"
    if not is_stopped or given.enquiry_id != row.enquiry_id:
        raise NoDecisionError("that act does not stop this letter", provision="practice rule 4")
    record(
        LetterWithheld(letter_id=letter_id, enquiry_id=row.enquiry_id, stopped_index=stopped_index),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def record_round(acting: Acting, *, number: int, on: date, digest: str, code_digest: str) -> None:
    """Holds the digest of everything that lies in the letterboxes from now on.

    Source:   practice rule 4
    Raises:   RepeatedRoundError when the number does not rise; a round cut off between the stores leaves a gap.
    Leaf:     notices.round_recorded
    """
    require(acting, "notices.record_round")
    last = max((int(n) for n in Round.objects.values_list("id", flat=True)), default=0)
    if number <= last:
        raise RepeatedRoundError(f"round {number} does not come after round {last}")
    given = RoundRecorded(number=number, on=on.isoformat(), digest=digest, code_digest=code_digest)
    record(given, actor=acting.account_id, at=acting.at)
