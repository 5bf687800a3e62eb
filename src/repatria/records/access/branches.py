"""The branch of an account is a place: read by the room of places, which lies above and registers itself here."""

from __future__ import annotations

from collections.abc import Callable

_readers: list[Callable[[str], str]] = []


def read_by(reader: Callable[[str], str]) -> None:
    """Says who reads a written place as the code of an open one.  Given: called once, when rooms are made ready."""
    if reader not in _readers:
        _readers.append(reader)


def branch_of(written: str) -> str:
    """The code of the open place that was written; empty for nobody's branch.

    Raises:   as the room of places refuses what is no open place; RuntimeError where no room reads.
    """
    if not written.strip():
        return ""
    if not _readers:
        raise RuntimeError("no room reads places")
    return _readers[0](written)
