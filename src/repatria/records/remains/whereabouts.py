"""Whether an item lies with this house: a room above, which lets items go, says which are under seals on their way.

`answers_away` binds it, as `places` asks the register. Until a room does, everything lies here.
"""

from __future__ import annotations

from collections.abc import Callable

from repatria.core.law.remains import RULE
from repatria.records.remains.errors import AwayItemError

Away = Callable[[str], bool]
_answers: list[Away] = []


def answers_away(of: Away) -> None:
    """Says who knows which items are away.  Given: called once, when rooms are made ready."""
    if of not in _answers:
        _answers.append(of)


def check_here(item_code: str) -> None:
    """Refuses what is done about an item that is on its way, or left.

    Source:   law-and-practice section 6.3, 6.7: each move is an event with its seal; a thing is in one place.
    Raises:   AwayItemError.
    """
    if any(of(item_code) for of in _answers):
        raise AwayItemError("it lies under the seals of a batch, or left", provision=RULE)
