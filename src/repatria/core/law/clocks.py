"""Clocks: when something is due, from when on, by which provision, and whom it reaches when it is late.

The terms are proposals within the limits of the law; a bureau may shorten them, never lengthen those of the treaties.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class ClockRule(StrEnum):
    """What is being waited for."""

    REG = "reg"
    CAPCARD_CAMP = "capcard_camp"
    CAPCARD_EVENT = "capcard_event"
    CTA_NOTICE = "cta_notice"
    HEALTH_WEEK = "health_week"
    MAIL_MIN = "mail_min"
    CENSOR = "censor"
    MEDICAL = "medical"
    DEATH_CERT = "death_cert"
    ART121 = "art121"
    TESTAMENT = "testament"
    TWO_WEEKS = "two_weeks"
    GRAVE_LIST = "grave_list"
    FIVE_YEARS = "five_years"
    TRIAL = "trial"
    ENQ_ACK = "enq_ack"
    ENQ_REVIEW = "enq_review"
    CONTACT_ASK = "contact_ask"
    CONTACT_ASK_AGAIN = "contact_ask_again"
    CONTACT_REASK = "contact_reask"
    STRONG_SIGHTING = "strong_sighting"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTerm:
    """The term of a rule. `remind_after` is None where there is nothing to remind of before."""

    term: timedelta
    remind_after: timedelta | None
    provision: str
    escalates_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A running clock."""

    rule: ClockRule
    started_at: datetime
    due_at: datetime

    def is_overdue(self, at: datetime) -> bool:
        """Whether the term has passed; at the very instant it has not."""
        return at > self.due_at


def _term(hours: int, provision: str, escalates_to: str, remind_hours: int | None = None) -> ClockTerm:
    reminder = None if remind_hours is None else timedelta(hours=remind_hours)
    return ClockTerm(term=timedelta(hours=hours), remind_after=reminder, provision=provision, escalates_to=escalates_to)


_DAY = 24

TERMS: dict[ClockRule, ClockTerm] = {
    ClockRule.REG: _term(72, "GC III 122(2)", "bureau duty officer", 24),
    ClockRule.CAPCARD_CAMP: _term(7 * _DAY, "GC III 70", "camp officer, then auditor", 2 * _DAY),
    ClockRule.CAPCARD_EVENT: _term(7 * _DAY, "GC III 70", "camp officer, then auditor", 2 * _DAY),
    ClockRule.CTA_NOTICE: _term(_DAY, "GC III 122(3)", "head of bureau"),
    ClockRule.HEALTH_WEEK: _term(7 * _DAY, "GC III 122(6)", "medical role"),
    ClockRule.MAIL_MIN: _term(0, "GC III 71", "camp officer"),
    ClockRule.CENSOR: _term(14 * _DAY, "GC III 76", "head of bureau", 72),
    ClockRule.MEDICAL: _term(30 * _DAY, "GC III 31", "medical role"),
    ClockRule.DEATH_CERT: _term(72, "GC III 120", "head of bureau"),
    ClockRule.ART121: _term(_DAY, "GC III 121", "auditor"),
    ClockRule.TESTAMENT: _term(7 * _DAY, "GC III 120", "bureau"),
    ClockRule.TWO_WEEKS: _term(14 * _DAY, "AP I 33(2)", "legal role"),
    ClockRule.GRAVE_LIST: _term(91 * _DAY, "GC I 17", "graves service"),
    ClockRule.FIVE_YEARS: _term(0, "AP I 34(3)", "legal role"),
    ClockRule.TRIAL: _term(-21 * _DAY, "GC III 104", "legal role"),
    ClockRule.ENQ_ACK: _term(48, "GC III 122(7)", "caseworker"),
    ClockRule.ENQ_REVIEW: _term(90 * _DAY, "GC III 122(7)", "caseworker"),
    ClockRule.CONTACT_ASK: _term(7 * _DAY, "practice rule 8", "head of bureau"),
    ClockRule.CONTACT_ASK_AGAIN: _term(30 * _DAY, "practice rule 8", "interviewer"),
    ClockRule.CONTACT_REASK: _term(7 * _DAY, "practice rule 10", "medical role"),
    ClockRule.STRONG_SIGHTING: _term(30 * _DAY, "practice rule 15", "auditor"),
}


def _month_end(at: datetime) -> datetime:
    year, month = (at.year + 1, 1) if at.month == 12 else (at.year, at.month + 1)
    return datetime(year, month, 1, tzinfo=UTC)


def _years_later(at: datetime, years: int) -> datetime:
    try:
        return at.replace(year=at.year + years)
    except ValueError:  # 29 February, in a year that has none
        return at.replace(year=at.year + years, day=28)


def due(rule: ClockRule, started_at: datetime) -> datetime:
    """Computes when a rule is due.

    Source:   law-and-practice section 1.6; practice rules 8, 10, 15.
    Units:    UTC. For TRIAL `started_at` is the day of the trial and the notice is due three weeks before it.
    Given:    MAIL_MIN ends with the calendar month, FIVE_YEARS after five calendar years.
    Raises:   ValueError for a time without a zone.
    """
    if started_at.tzinfo is None:
        raise ValueError("a clock needs a time zone")
    at = started_at.astimezone(UTC)
    if rule is ClockRule.MAIL_MIN:
        return _month_end(at)
    if rule is ClockRule.FIVE_YEARS:
        return _years_later(at, 5)
    return at + TERMS[rule].term


def start(rule: ClockRule, started_at: datetime) -> Clock:
    """Starts a clock.  Raises: ValueError for a time without a zone."""
    return Clock(rule=rule, started_at=started_at.astimezone(UTC), due_at=due(rule, started_at))


def reminder(rule: ClockRule, started_at: datetime) -> datetime | None:
    """When to remind before the term ends; None where the rule has no reminder."""
    after = TERMS[rule].remind_after
    return None if after is None else started_at.astimezone(UTC) + after
