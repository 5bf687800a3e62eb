"""What acts say to whoever counts time. Rooms say of their own acts how a happening is read from them.

A happening is read from the act alone and from the instant of its entry, so that reading it again gives the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar

from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.happenings import Happening
from repatria.records.ledger.acts import Act
from repatria.records.ledger.reading import Recorded

Reader = Callable[[Any, datetime], Iterable[Happening]]
R = TypeVar("R", bound=Reader)
_readers: dict[type[Act], tuple[Reader, frozenset[str]]] = {}


def happenings_by(act_class: type[Act], *further: str) -> Callable[[R], R]:
    """Registers how the happenings of an act class are read.

    Given:    `further` are the words that may follow the kind after a colon, "" the kind itself; without any, the kind
              itself is the word.
              The reader is given the act and the instant of its entry, for acts that hold no instant of their own.
    """
    words = frozenset(f"{act_class.KIND}:{word}" if word else act_class.KIND for word in further or ("",))

    def register(function: R) -> R:
        if _readers.setdefault(act_class, (function, words))[0] is not function:
            raise ValueError(f"{act_class.__name__} says already what it tells")
        return function

    return register


def known_words() -> frozenset[str]:
    """Every word that an act of this house may tell."""
    return frozenset(word for _, words in _readers.values() for word in words)


def happenings_of(recorded: Recorded) -> tuple[Happening, ...]:
    """What an act tells; nothing where its room says nothing of it.

    Raises:   ValueError for a word that its room did not name: a clock that waited for it would never hear it.
    """
    reader, words = _readers.get(type(recorded.act), (None, frozenset()))
    if reader is None:
        return ()
    happenings = tuple(reader(recorded.act, read_instant(recorded.at)))
    unnamed = {happening.word for happening in happenings} - words
    if unnamed:
        raise ValueError(f"{recorded.kind} tells {sorted(unnamed)}, which its room did not name")
    return happenings
