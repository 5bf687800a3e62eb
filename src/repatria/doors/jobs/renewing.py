"""Writing the projected tables again from the log, and letting every reader of it read again."""

from __future__ import annotations

from collections.abc import Callable

from repatria.doors.jobs.verifying import let_everybody_read_again
from repatria.records.ledger.forms import is_in_todays_form, note_form
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import Progress, rebuild


def write_tables_again(progress: Progress) -> int:
    """Replays the log into the projected tables.

    Returns:  the number of acts.
    Raises:   BrokenLogError at the first act that does not open; the tables stay as they were.
    Given:    that it was done is noted last: whatever breaks off in between, it is done again.
    """
    count = rebuild(progress)
    let_everybody_read_again()
    note_form()
    return count


def renew_tables(say: Callable[[str], None], progress: Progress) -> None:
    """Writes the tables again where their form is of an earlier version; nothing to do where it is today's."""
    if is_in_todays_form():
        return
    if tree_size() == 0:
        note_form()
        return
    say("writing the tables of this version from the log")
    say(f"{write_tables_again(progress)} acts were replayed")
