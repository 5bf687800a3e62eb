"""Spellings of places that a list writes and nobody recorded: asked about once each, until one opens or spells it.

The row itself is rejected with its reason and lies in the file of rejected rows. What stands open here is the question
which place is meant; once it is answered, the same file can be run again, and what is there is not added twice.
"""

from __future__ import annotations

from collections.abc import Iterable

from repatria.core.vocabulary.places import place_key
from repatria.doors.jobs.consumers import is_settled_by
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.consequences.errors import SettledAlreadyError
from repatria.records.consequences.selectors import SetAsideLine, open_consequences
from repatria.records.consequences.services import set_matter_aside
from repatria.records.places.errors import NoSuchHolderError
from repatria.records.places.reading import place_of, read_place

SPELLINGS = "spellings"
_LONGEST_MATTER = 60  # as long as its column


def ask_about(outside: Outside, written: Iterable[str], file_name: str) -> int:
    """Leaves an open item for each spelling that is no open place, once for all lists that write it.

    Returns:  how many items are new.
    Leaf:     consequences.matter_set_aside, one a spelling
    """
    by_key = {place_key(one)[:_LONGEST_MATTER]: one for one in written}
    asked = 0
    for matter, one in sorted(by_key.items()):
        meant = _meant(one)
        try:
            set_matter_aside(
                outside.house(Role.CLERKWORK), consumer=SPELLINGS, matter=matter or "-", concerns=Role.REGISTRAR,
                code=NoSuchHolderError.code, provision="GC III 122", reason=f"{file_name}: {meant}", about=one,
            )  # fmt: skip
        except SettledAlreadyError:
            continue  # another list wrote it before
        asked += 1
    return asked


def _meant(written: str) -> str:
    try:
        return f"is read as {place_of(written)} meanwhile"
    except NoSuchHolderError as refused:
        return refused.message


def settle_spellings(outside: Outside) -> int:
    """Takes up every open spelling that is read as a place by now.  Returns: how many were settled."""
    return sum(is_settled_by(lambda: None, line, outside) for line in _open() if read_place(line.about).place)


def _open() -> tuple[SetAsideLine, ...]:
    found: list[SetAsideLine] = []
    after = -1
    while page := open_consequences(consumer=SPELLINGS, after_index=after):
        found += page
        after = page[-1].recorded_index
    return tuple(found)
