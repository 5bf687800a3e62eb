"""What doors may ask of clocks: what an account owes, and what is late that was to reach it. Record numbers only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, Q

from repatria.core.law.clocks import (
    ALIKE_IN_CAMP,
    CLOCKS,
    OF_HIS_ANSWERS,
    OUTSIDE_CAMP,
    ClockRule,
    Subject,
    is_late,
    row_of,
)
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.core.vocabulary.roles import Role
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.clocks.models import Clock
from repatria.records.clocks.reading import RULES

OWED = "clocks.?owed"
PAGE = 200
_AT_ONCE = 500
_SILENT = f"""FROM clocks_clock
    WHERE ending = '' AND alarmed_at = '' AND rule IN ({", ".join(["%s"] * len(RULES))})"""
_NEXT_ALARM = f"SELECT MIN(due_at) {_SILENT}"
_LATE_OF = "SELECT COUNT(*) FROM clocks_clock WHERE rule = %s AND ending = '' AND due_at < %s"
_LATE = f"SELECT id {_SILENT} AND due_at < %s ORDER BY due_at, id LIMIT %s"

_CLOCKS_OF = """SELECT started_at, id, subject, ending, due_at FROM clocks_clock
    WHERE rule = %s AND subject IN ({})"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockView:
    """One running clock as it stands at an instant.

    Units:    UTC.
    """

    clock_id: str
    rule: ClockRule
    subject_kind: Subject
    subject: str
    matter: str
    lies_with: str  # a camp, a recipient: never a person
    owed_by: Role
    escalates_to: tuple[Role, ...]
    provision: str
    since: datetime
    due_at: datetime
    is_late: bool
    is_escalated: bool  # it stands here because it is late, and another owes it
    alarmed_at: datetime | None

    @property
    def term(self) -> timedelta:
        """How long there was from the start."""
        return self.due_at - self.since

    def used_permille(self, at: datetime) -> int:
        """How much of the term is used at an instant; above 1,000 once it is late."""
        whole = self.term / timedelta(milliseconds=1)
        return 1000 if whole <= 0 else int((at - self.since) / timedelta(milliseconds=1) * 1000 / whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockCount:
    """How many clocks of one rule an account owes: within their term, and late."""

    rule: ClockRule
    provision: str
    due: int
    late: int


@question(OWED, name="owed", of_numbers=True)
def owed_clocks(acting: Acting, *, at_most: int = PAGE) -> tuple[ClockView, ...]:
    """What this account owes by running clocks, and what reached it because it is late; first due first.

    Given:    a camp officer sees those that lie with his own camp, and of ALIKE_IN_CAMP until they are due those too
              that somebody outside the camp ended.
    Raises:   RoleForbidsError for a service of the house.
    Not:      anybody's name, and no reading act: nothing sealed is opened.
    """
    require(acting, OWED)
    rows = Clock.objects.filter(_owed(acting)).order_by("due_at", "pk")[:at_most]
    return tuple(_view(row, acting) for row in rows)


@question(OWED, of_numbers=True)
def owed_counts(acting: Acting) -> tuple[ClockCount, ...]:
    """How many clocks of each rule this account owes, or had to reach it; in the order of the table of clocks."""
    require(acting, OWED)
    now = instant_text(acting.at)
    found = {
        rule: (count, late)
        for rule, count, late in Clock.objects.filter(_owed(acting))
        .values_list("rule")
        .annotate(Count("pk"), late=Count("pk", filter=Q(due_at__lt=now)))
    }
    return tuple(
        ClockCount(rule=row.rule, provision=row.provision, due=found[row.rule][0] - found[row.rule][1],
                   late=found[row.rule][1])
        for row in CLOCKS if row.rule in found
    )  # fmt: skip


def late_clocks(at: datetime, *, at_most: int) -> tuple[str, ...]:
    """The numbers of clocks that ran out and gave no alarm yet, oldest first: what the jobs ask."""
    with connection.cursor() as cursor:
        cursor.execute(_LATE, [*RULES, instant_text(at), at_most])
        return tuple(number for (number,) in cursor.fetchall())


def next_alarm_at() -> datetime | None:
    """When the next clock runs out, of those that gave no alarm yet: what a house asks whose time is a file's."""
    # Plain SQL: a file of calls asks this before every line.
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_ALARM, RULES)
        (due_at,) = cursor.fetchone()
    return read_instant(due_at) if due_at else None


def late_count(rule: ClockRule, at: datetime, *, lies_with: str | None = None) -> int:
    """How many clocks of one rule are late now; `lies_with` a place counts its own alone."""
    # Plain SQL: menus ask this of many rules.
    where, values = ("", []) if lies_with is None else (" AND lies_with = %s", [lies_with])
    with connection.cursor() as cursor:
        cursor.execute(_LATE_OF + where, [rule.value, instant_text(at), *values])
        return int(cursor.fetchone()[0])


def late_by_rule(
    rule: ClockRule, at: datetime, *, subjects: Collection[str] | None = None, after: str = "", at_most: int = 0
) -> dict[str, datetime]:  # fmt: skip
    """The subjects of a rule's clocks that ran out, each with the instant since which it has run: for a room above.

    Given:    the longest first; with `subjects` those alone; `after` the subject behind whose clock it goes on;
              `at_most` 0 for all.
    """
    if subjects is None:
        columns = ("started_at", "pk", "subject")
        late = Clock.objects.filter(rule=rule.value, ending="", due_at__lt=instant_text(at))
        if after and (last := late.filter(subject=after).order_by("started_at", "pk").values_list(*columns).first()):
            late = late.filter(Q(started_at__gt=last[0]) | Q(started_at=last[0], pk__gt=last[1]))
        rows = late.order_by("started_at", "pk").values_list(*columns)
        found = list(rows[:at_most] if at_most else rows)
    else:
        found = sorted(_of_these(rule, instant_text(at), list(subjects)))
        if after:
            found = found[1 + next((place for place, one in enumerate(found) if one[2] == after), -1) :]
        found = found[: at_most or None]
    return {subject: read_instant(since) for since, _, subject in found}


def _of_these(rule: ClockRule, now: str, subjects: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    # By the subjects' own index: asked for what runs out too, the store walks all clocks of the rule for each part.
    with connection.cursor() as cursor:
        for start in range(0, len(subjects), _AT_ONCE):
            some = list(subjects[start : start + _AT_ONCE])
            cursor.execute(_CLOCKS_OF.format(", ".join(["%s"] * len(some))), [rule.value, *some])
            for since, number, subject, ending, due_at in cursor.fetchall():
                if not ending and due_at < now:
                    yield since, number, subject


@question(OWED, of_numbers=True)
def clocks_of(acting: Acting, subjects: Sequence[str]) -> dict[str, tuple[ClockView, ...]]:
    """The running clocks of some records, for a page that shows them; every rule, whoever owes it.

    Source:   practice rule 8: no camp learns what he answered.
    Given:    what waits for an answer of his is shown to those alone whom it reaches, and a camp officer sees what lies
              with his own camp.
    """
    require(acting, OWED)
    reached = [row.rule for row in CLOCKS if acting.roles & {row.owed_by, *row.escalates_to}]
    hidden = [rule.value for rule in OF_HIS_ANSWERS if rule not in reached]
    running = Q(ending="")
    if acting.roles == {Role.CAMP_OFFICER}:
        running = (running & ~Q(rule__in=_rules(ALIKE_IN_CAMP))) | _alike(instant_text(acting.at))
        running &= Q(lies_with=acting.branch) & ~Q(lies_with="")
    rows = Clock.objects.filter(running, subject__in=list(subjects), rule__in=RULES).exclude(rule__in=hidden)
    found: dict[str, list[ClockView]] = {}
    for row in rows.order_by("due_at", "pk"):
        found.setdefault(row.subject, []).append(_view(row, acting))
    return {subject: tuple(views) for subject, views in found.items()}


def _owed(acting: Acting) -> Q:
    now = instant_text(acting.at)
    owed = Q(pk__in=[])
    for role in sorted(acting.roles):
        mine = _rules(row.rule for row in CLOCKS if row.owed_by is role)
        reached = _rules(row.rule for row in CLOCKS if role in row.escalates_to)
        of_role = (Q(rule__in=mine, shown_from__lte=now) | Q(rule__in=reached, due_at__lt=now)) & Q(ending="")
        if role is Role.CAMP_OFFICER:
            of_role = (of_role & ~Q(rule__in=_rules(ALIKE_IN_CAMP))) | _alike(now)
            of_role &= Q(lies_with=acting.branch) & ~Q(lies_with="")
        owed |= of_role
    return owed


def _alike(now: str) -> Q:
    """What a camp sees until it is due, whether somebody outside it recorded the end or nobody did."""
    is_open = Q(ending="") | Q(ending="satisfied", ended_event=OUTSIDE_CAMP)
    return Q(rule__in=_rules(ALIKE_IN_CAMP), shown_from__lte=now, due_at__gte=now) & is_open


def _rules(rules: Iterable[ClockRule]) -> Sequence[str]:
    return [rule.value for rule in rules]


def _view(row: Clock, acting: Acting) -> ClockView:
    law = row_of(ClockRule(row.rule))
    due_at = read_instant(row.due_at)
    return ClockView(
        clock_id=row.pk, rule=law.rule, subject_kind=law.subject, subject=row.subject, matter=row.matter,
        lies_with=row.lies_with, owed_by=law.owed_by, escalates_to=law.escalates_to, provision=law.provision,
        since=read_instant(row.started_at), due_at=due_at, is_late=is_late(due_at, acting.at),
        is_escalated=law.owed_by not in acting.roles,
        alarmed_at=read_instant(row.alarmed_at) if row.alarmed_at else None,
    )  # fmt: skip
