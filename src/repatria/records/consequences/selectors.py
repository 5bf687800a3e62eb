"""What doors may ask of what was set aside: record numbers, codes and times only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.records.access.pages import Lines, cut
from repatria.records.access.questions import question
from repatria.records.access.role_table import Role
from repatria.records.consequences.errors import UnknownMatterError
from repatria.records.consequences.models import SetAside
from repatria.records.consequences.projectors import key_of

PAGE = 50

_SET_ASIDE = "SELECT matter FROM consequences_setaside WHERE id IN ({})"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsideLine:
    """One matter that was set aside and stands open."""

    consumer: str
    matter: str
    act_index: int | None
    act_kind: str
    about: str
    concerns: Role
    code: str
    provision: str
    reason: str
    since: datetime
    recorded_index: int

    @property
    def key(self) -> str:
        """As the acts and approvals name it."""
        return key_of(self.consumer, self.matter)

    @property
    def since_text(self) -> str:
        """As templates show instants."""
        return instant_text(self.since)


def aside_of(consumer: str) -> str:
    """The name under which a consumer's setting aside carries its cause: the consequence itself keeps its own."""
    return f"aside:{consumer}"


@question("consequences.?open", of_numbers=True)
def open_consequences(
    *, concerns: Collection[Role] = (), consumer: str = "", after_index: int = -1, at_most: int = PAGE
) -> Lines[SetAsideLine]:
    """What stands open, the oldest first.

    Given:    empty for every role, and for every consumer; `after_index` the `recorded_index` of the page before.
    """
    rows = SetAside.objects.filter(state="open", recorded_index__gt=after_index).order_by("recorded_index")
    if concerns:
        rows = rows.filter(concerns__in=[role.value for role in concerns])
    if consumer:
        rows = rows.filter(consumer=consumer)
    page, has_more = cut(rows, at_most)
    return Lines(map(_line, page), has_more=has_more)


@question("consequences.?open", of_numbers=True)
def open_consequence(key: str) -> SetAsideLine:
    """One matter that stands open.  Raises: UnknownMatterError."""
    row = SetAside.objects.filter(pk=key, state="open").first()
    if row is None:
        raise UnknownMatterError("no such matter stands open")
    return _line(row)


def _line(row: SetAside) -> SetAsideLine:
    return SetAsideLine(
        consumer=row.consumer, matter=row.matter, act_index=row.act_index, act_kind=row.act_kind, about=row.about,
        concerns=Role(row.concerns), code=row.code, provision=row.provision, reason=row.reason,
        since=read_instant(row.set_aside_at), recorded_index=row.recorded_index,
    )  # fmt: skip


def open_count() -> int:
    """How many matters stand open."""
    return SetAside.objects.filter(state="open").count()


def is_open(consumer: str, matter: str) -> bool:
    """Whether this consumer set this matter aside and it stands open."""
    return SetAside.objects.filter(pk=key_of(consumer, matter), state="open").exists()


def set_aside_by(consumer: str, matters: Collection[str]) -> frozenset[str]:
    """Which of these matters this consumer has set aside, open or settled: it passes them over."""
    keys = [key_of(consumer, matter) for matter in matters]
    found: set[str] = set()
    with connection.cursor() as cursor:  # plain SQL: a consumer asks this of nearly every act of the house
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            cursor.execute(_SET_ASIDE.format(", ".join(["%s"] * len(some))), some)
            found |= {matter for (matter,) in cursor.fetchall()}
    return frozenset(found)
