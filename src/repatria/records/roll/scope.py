"""Whose rolls an account keeps: a camp officer those of his own place, everybody else of any."""

from __future__ import annotations

from repatria.records.access.acting import Acting
from repatria.records.access.errors import OutOfScopeError
from repatria.records.access.role_table import Role, is_allowed
from repatria.records.places.reading import place_of, read_place


def is_bound(acting: Acting, action: str) -> bool:
    """Whether an action is this account's through the role of a camp officer alone."""
    officer = Role.CAMP_OFFICER
    return officer in acting.roles and not is_allowed(acting.roles - {officer}, action)


def known_place(written: str, field: str = "place") -> str:
    """The code of a place as it was written; a closed one too, whose last rolls come in after it was closed.

    Raises:   NoSuchHolderError, with the places that may be meant.
    """
    read = read_place(written)
    return read.place or read.closed or place_of(written.strip() or "-", field)


def check_place(acting: Acting, action: str, place: str) -> None:
    """Raises: OutOfScopeError where a camp officer names another place than his own."""
    if is_bound(acting, action) and not (acting.branch and place == acting.branch):
        raise OutOfScopeError(
            "this is another place's", provision="role table", faults=(("place", "not_own_place"),)
        )  # fmt: skip


def place_asked_for(acting: Acting, action: str, place: str) -> str | None:
    """The place whose rolls are asked for: a camp officer's own, which is "" where he has none; None for all of them.

    Raises:   OutOfScopeError.
    """
    if not is_bound(acting, action):
        return place or None
    if place:
        check_place(acting, action, place)
    return acting.branch
