"""Checking a document or call by which alone the house knows of him: before that nobody is told because of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from repatria.core.law.errors import SecondPersonError, UnstatedReasonError
from repatria.core.law.guards import OpenGuard, need

_RULE = "house rule 6.2"


def check_guards(how: str, *, recorded_by: str, checked_by: str) -> Iterator[OpenGuard]:
    """What a check lacks: how it was checked, and that another person did than who recorded it.

    Source:   law-and-practice section 6.2: grade C after a check.
    """
    yield from need(bool(how.strip()), "evidence_how", _RULE, UnstatedReasonError)
    yield from need(checked_by != recorded_by, "another_checks_evidence", _RULE, SecondPersonError)


def are_checked(documents: Collection[int], checks: Mapping[int, bool]) -> bool:
    """Whether every document and call about him was checked and holds.

    Given:    by their acts those that stand, and the latest word about each that was checked.
    Not:      without any: what was corrected since proves nothing either way.
    """
    return bool(documents) and all(checks.get(one, False) for one in documents)
