"""Writing the projected tables again from the log: asked for, or because a house is of an earlier version."""

from __future__ import annotations

from collections.abc import Callable

from django.db import OperationalError

from repatria.doors.jobs.verifying import let_everybody_read_again
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.forms import (
    columns_that_stand,
    is_in_todays_form,
    is_marked,
    is_of_an_earlier_form,
    note_form,
)
from repatria.records.ledger.operations import projected_models
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import Difference, Progress, rebuild, verify


def write_tables_again(progress: Progress, *, is_read_again: bool = True) -> int:
    """Replays the log into the projected tables.

    Returns:  the number of acts.
    Given:    `is_read_again` lets every reader of the log read again too, since somebody may have moved one on. Of a
              new version none need: they stand where they stood, and a new one begins at the first act by itself.
              That it was done is noted last: whatever breaks off in between, it is done again.
    Raises:   BrokenLogError at the first act that does not open; the tables stay as they were.
    """
    count = rebuild(progress)
    if is_read_again:
        let_everybody_read_again()
    note_form()
    return count


def renew_tables(
    say: Callable[[str], None], progress: Progress, stood: frozenset[tuple[str, str]] | None = None
) -> None:
    """Writes the tables again where the house says that their form is of an earlier version; else writes nothing.

    Given:    `stood`, the columns of before this opening. What differs in them is said before it is written over.
    Not:      a mark that is gone, or that this house did not write, is no reason: rows that somebody changed would be
              written over unseen. `verify` names it. A log that does not open keeps nobody out: the tables stay.
    """
    if is_in_todays_form():
        return
    if tree_size() == 0:
        note_form()
        return
    if is_of_an_earlier_form():
        _renew(say, progress, columns_that_stand() if stood is None else stood)
    elif stood is not None and not is_marked(stood) and verify(log_verifier(), progress).is_equal:
        note_form()
    else:
        say("the mark of the tables' form is gone or not of this house: nothing was written; `repatria verify` first")


def _renew(say: Callable[[str], None], progress: Progress, stood: frozenset[tuple[str, str]]) -> None:
    say("writing the tables of this version from the log")
    found = [
        one for one in verify(log_verifier(), progress).differences
        if one.table not in projected_models() or (one.table, one.column) in stood
    ]  # fmt: skip
    if found:
        say(f"before that, {len(found)} places differed from the acts. First:\n  {found[0]}")
    try:
        count = write_tables_again(progress, is_read_again=False)
    except OperationalError:
        raise  # somebody else is at work, or the disc is full: the next command does it
    except Exception as error:  # whatever a damaged act makes go wrong, the answer is the same
        say(f"the tables were not written, and are of an earlier version: {error}; `repatria verify` names the act")
        return
    say(f"{count} acts were replayed")


def form_difference() -> Difference | None:
    """What is wrong with the mark, for `verify`; it writes nothing."""
    if is_in_todays_form() or tree_size() == 0:
        return None
    reason = (
        "says an earlier version's form: the next other command writes the tables"
        if is_of_an_earlier_form()
        else "is gone or not of this house: rows may have been changed with it"
    )
    return Difference(act_index=None, table="ledger_runform", row="projected", column="form", reason=reason)
