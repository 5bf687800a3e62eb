"""What the field's door asks of the outside; config binds it at start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldOutside:
    """What the page says of the bureau's key, and what the mailbox is chained with.

    Given:    `point` the public key for lines, 65 bytes; no key that opens a line.
    """

    point: bytes
    mailbox_key: bytes = field(repr=False)
    is_demo: bool = False
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


_installed: list[FieldOutside] = []


def install(outside: FieldOutside | None) -> None:
    """Binds the outside of this process (or takes it away with None)."""
    _installed[:] = [outside] if outside else []


def current() -> FieldOutside:
    """Raises: LookupError when nothing was bound: the door was started without its config."""
    if not _installed:
        raise LookupError("the field's door has no outside: start it through `repatria serve`")
    return _installed[0]
