"""The figures at the foot of the first page: each leads to its list, and says in words what its plot shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.safestring import SafeString

from repatria.core.law.clock_words import ClockRule
from repatria.core.vocabulary.dates import instant_text
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.plots import bars, shares
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.clocks.selectors import late_by_rule, late_count
from repatria.records.enquiries.selectors import open_by_day
from repatria.records.notices.report_selectors import capture_reports, recipients_among
from repatria.records.notices.selectors import notice_counts
from repatria.records.register.selectors import head_counts

_AGES = (7, 21, 42, 90)  # days: within a week, up to the first letter, two rounds of three weeks, the review
_OLD = 4  # the age from which on an enquiry has waited longer than its review


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: the number, the key of what it counts, its plot, and the sentence beneath."""

    number: str
    label: str
    link: str
    plot: SafeString
    note: str


def figures(language: str, acting: Acting, now: datetime) -> tuple[Figure, ...]:
    """The figures of this account's roles. Counts only: nothing sealed is opened, and no reading act is left."""
    return tuple(_figures(language, acting, now))


def _figures(language: str, acting: Acting, now: datetime) -> Iterator[Figure]:
    if may(acting, "enquiries.?enquiries"):
        yield _enquiries(language, now)
    if may(acting, "notices.?notices"):
        yield _notices(language, now)
    if may(acting, "register.?persons"):
        yield _held(language)


def _enquiries(language: str, now: datetime) -> Figure:
    counts = [0] * (len(_AGES) + 1)
    today = local(now).date()
    for received_on, number in open_by_day().items():
        age = today - date.fromisoformat(received_on)
        counts[sum(age >= timedelta(days=limit) for limit in _AGES)] += number
    label = say(language, "figure.ages", parts=" · ".join(map(str, counts)))
    return Figure(
        number=str(sum(counts)), label="figure.enquiries", link=reverse("desk:enquiries"),
        plot=bars(counts, label=label, late_from=_OLD), note=say(language, "figure.old", number=counts[_OLD]),
    )  # fmt: skip


def _notices(language: str, now: datetime) -> Figure:
    counts = notice_counts(instant_text(now))
    whole = counts["issued"] + counts["sent"] + counts["receipted"] + counts["bounced"]
    waiting = counts["issued"] + counts["bounced"] - counts["overdue"]
    late, sent, unsent = late_count(ClockRule.NOTICE_RECEIPT, now), counts["sent"], counts["overdue"]
    note = say(language, "figure.notices_parts", sent=sent, late=late, waiting=waiting, overdue=unsent)
    note += ". " + _reports(language, now) if late or counts["receipted"] else ""
    parts = ((counts["receipted"], "f1"), (sent - late, "f2"), (waiting, "f3"), (late + unsent, "f5"))
    return Figure(
        number=f"{counts['receipted']} / {whole}", label="figure.notices", link=reverse("desk:notices"),
        plot=shares(parts, label=note), note=note,
    )  # fmt: skip


def _reports(language: str, now: datetime) -> str:
    """Of how many reported captures the receipts came, and who owes those that are late."""
    found, owing = capture_reports(), recipients_among(late_by_rule(ClockRule.NOTICE_RECEIPT, now))
    told = say(language, "figure.captures", receipted=found.receipted, reported=found.reported)
    if not owing:
        return told
    names = ", ".join(f"{word_text(language, 'recipient', one)}: {number}" for one, number in owing.items())
    return f"{told}. " + say(language, "figure.owing", names=names)


def _held(language: str) -> Figure:
    counts = head_counts()
    by_size = sorted(counts.values(), reverse=True)
    note = say(language, "figure.places", number=len(counts))
    return Figure(
        number=str(sum(by_size)), label="figure.held", link=f"{reverse('desk:persons')}?held=1",
        plot=bars(by_size[:24], label=note), note=note,
    )  # fmt: skip
