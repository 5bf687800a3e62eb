"""The words of clocks: what is waited for, and what one row of the table of clocks holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from repatria.core.vocabulary.roles import Role


class ClockRule(StrEnum):
    """What is being waited for."""

    REG = "reg"
    CAPCARD_CAMP = "capcard_camp"
    CAPCARD_EVENT = "capcard_event"
    CTA_NOTICE = "cta_notice"
    NOTICE_RECEIPT = "notice_receipt"
    HEALTH_WEEK = "health_week"
    MAIL_MIN = "mail_min"
    CENSOR = "censor"
    LOOK_SECOND = "look_second"
    LETTER_GIVE = "letter_give"
    PARCEL = "parcel"
    PARCEL_LIES = "parcel_lies"
    MEDICAL = "medical"
    DEATH_CERT = "death_cert"
    ART121 = "art121"
    ART121_REMAINS = "art121_remains"
    ART121_REPORT = "art121_report"
    ART121_SENT = "art121_sent"
    DEATH_REPORT = "death_report"
    DEATH_REPORT_SENT = "death_report_sent"
    DISC_HALF = "disc_half"
    TESTAMENT = "testament"
    TWO_WEEKS = "two_weeks"
    INTERNMENT_REVIEW = "internment_review"
    GRAVE_LIST = "grave_list"
    WITHDRAWAL = "withdrawal"
    FIVE_YEARS = "five_years"
    TRIAL = "trial"
    ENQ_ACK = "enq_ack"
    ENQ_REVIEW = "enq_review"
    CONTACT_ASK = "contact_ask"
    CONTACT_ASK_AGAIN = "contact_ask_again"
    CONTACT_REASK = "contact_reask"
    CONTACT_ASK_ABLE = "contact_ask_able"
    STRONG_SIGHTING = "strong_sighting"
    DAILY_ROLL = "daily_roll"
    ROLL_DIFFERENCE = "roll_difference"
    NOT_SEEN = "not_seen"
    DRAW_RESULT = "draw_result"
    SIGNED_OUT = "signed_out"
    RETURN_SEEN = "return_seen"
    DEATH_SEEN = "death_seen"
    COUNT_LEFT = "count_left"
    COUNT_ARRIVED = "count_arrived"
    RELEASE = "release"
    RECEPTION = "reception"
    FOOD = "food"
    CLOTHING = "clothing"
    VISIT = "visit"
    COMPLAINT = "complaint"
    REPRESENTATIVE = "representative"
    DELEGATE_LETTER = "delegate_letter"
    RIGHTS_READ = "rights_read"
    HOLD_REVIEW = "hold_review"
    LIST_DIFFERENCE = "list_difference"
    LIST_ANSWER = "list_answer"
    INCIDENT = "incident"
    FOLLOW_UP = "follow_up"
    TELL_HER_ENDED = "tell_her_ended"
    TELL_HIM_ENDED = "tell_him_ended"
    DEATH_VISIT = "death_visit"
    DEATH_OTHERS = "death_others"
    DEATH_FOLLOW_UP = "death_follow_up"
    DEATH_RECEIVER = "death_receiver"
    TOLD_WRONGLY = "told_wrongly"
    RETURN_ANSWER = "return_answer"
    RETURN_OWN_DUTY = "return_own_duty"
    BATCH_DIFFERENCE = "batch_difference"
    POWER_REVIEW = "power_review"
    GOES_BACK = "goes_back"
    NAME_DOUBTED = "name_doubted"
    CALL_TURN = "call_turn"
    CALL_URGENT = "call_urgent"
    CALL_POLICY = "call_policy"
    CALL_RING = "call_ring"
    CALL_READY = "call_ready"
    CALL_LOG = "call_log"


class Subject(StrEnum):
    """Whose record's number a clock bears."""

    PERSON = "person"
    NOTICE = "notice"
    ENQUIRY = "enquiry"
    PLACE = "place"
    MESSAGE = "message"
    PARCEL = "parcel"
    LIST = "list"
    COMPLAINT = "complaint"
    LETTER = "letter"
    HOLD = "hold"
    DIFFERENCE = "difference"
    EXCHANGE_LIST = "exchange_list"
    INCIDENT = "incident"
    HANDOVER = "handover"
    REMAINS = "remains"
    TELLING = "telling"
    RETURN_REQUEST = "return_request"
    BATCH_DIFFERENCE = "batch_difference"
    HYPOTHESIS = "hypothesis"
    CERTIFICATE = "certificate"
    CALL = "call"
    CALL_POLICY = "call_policy"


class Repeats(StrEnum):
    """How often one subject has a clock of a rule."""

    ONCE = "once"  # never again once it was satisfied; one that became void may start again
    ONE = "one"  # one at a time; what starts the next says so itself
    EACH = "each"  # every event that starts it has its own
    AGAIN = "again"  # one at a time, and what satisfies it starts the next


class CalendarTerm(StrEnum):
    """A term that ends with the calendar and not after so many hours."""

    END_OF_MONTH = "end_of_month"
    FIVE_YEARS = "five_years"


def _month_end(at: datetime) -> datetime:
    year, month = (at.year + 1, 1) if at.month == 12 else (at.year, at.month + 1)
    return datetime(year, month, 1, tzinfo=UTC)


def _years_later(at: datetime, years: int) -> datetime:
    try:
        return at.replace(year=at.year + years)
    except ValueError:  # 29 February, in a year that has none
        return at.replace(year=at.year + years, day=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    """One clock of the law.

    Given:    happenings by their words (core.vocabulary.happenings): what starts it, what satisfies it, what makes it
              void because nothing is waited for any more. `owed_by` sees it from its reminder on, or from its start
              where there is none; `escalates_to` see it once it is late.
    """

    rule: ClockRule
    subject: Subject
    starts: tuple[str, ...]
    satisfied_by: tuple[str, ...] = ()
    voided_by: tuple[str, ...] = ()
    undone_by: tuple[str, ...] = ()  # acts of another kind that annul what moved it
    goes_with: tuple[str, ...] = ()  # after which a running clock lies with whom the happening names
    term: timedelta | CalendarTerm
    remind_after: timedelta | None = None
    provision: str
    owed_by: Role
    escalates_to: tuple[Role, ...]
    repeats: Repeats = Repeats.EACH

    @property
    def words(self) -> frozenset[str]:
        """Every word that moves this clock."""
        return frozenset((*self.starts, *self.satisfied_by, *self.voided_by, *self.undone_by, *self.goes_with))

    def due(self, started_at: datetime) -> datetime:
        """When it is due that was started at this instant.

        Units:    UTC.
        Raises:   ValueError for a time without a zone.
        """
        if started_at.tzinfo is None:
            raise ValueError("a clock needs a time zone")
        at = started_at.astimezone(UTC)
        if self.term is CalendarTerm.END_OF_MONTH:
            return _month_end(at)
        if self.term is CalendarTerm.FIVE_YEARS:
            return _years_later(at, 5)
        assert isinstance(self.term, timedelta)
        return at + self.term

    def shown_from(self, started_at: datetime, due_at: datetime) -> datetime:
        """From when on it stands on the page of whoever owes it; never after it is due."""
        reminded = started_at.astimezone(UTC) + (self.remind_after or timedelta())
        return min(reminded, due_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """A clock that cannot run yet: no act of the house can satisfy it, and it would be late for everybody.

    Given:    the issue that brings the act; `act_words`, one of which the kind of such an act would hold: as soon as an
              act of that kind is registered, a test asks for the row above.
    """

    row: ClockRow
    issue: int
    act_words: tuple[str, ...]
