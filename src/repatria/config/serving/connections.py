"""One connection of a door: how long its request may take to begin, how long it may live, how many one address has.

Uvicorn speaks HTTP; it has no limit on how slowly a request is sent, and none by address. These are put around it.
Addresses are counted in memory while a connection is open, and nowhere else.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 30\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 4\r\nconnection: close\r\n\r\n503\n"
)


@dataclass(slots=True)
class Limits:
    """What one address and all together may hold of a door.

    Units:    seconds; connections.
    """

    of_one: int = 64  # 0: no limit, where a proxy of ours stands before the door and all come from its address
    of_all: int = 4000
    head_seconds: float = 10.0
    life_seconds: float = 1800.0
    open: Counter[str] = field(default_factory=Counter)
    total: int = 0

    def takes(self, address: str) -> bool:
        return self.total < self.of_all and (not self.of_one or self.open[address] < self.of_one)

    def began(self, address: str) -> None:
        self.total += 1
        self.open[address] += 1

    def ended(self, address: str) -> None:
        self.total -= 1
        self.open[address] -= 1
        if self.open[address] <= 0:
            del self.open[address]


class Connection(H11Protocol):
    """Uvicorn's connection within limits."""

    limits: Limits

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._address: str | None = None
        self._head: asyncio.TimerHandle | None = None
        self._life: asyncio.TimerHandle | None = None
        self._is_last = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        address = self.client[0] if self.client else ""
        if not self.limits.takes(address):
            transport.write(_FULL)
            transport.close()
            return
        self._address = address
        self.limits.began(address)
        self._life = self.loop.call_later(self.limits.life_seconds, transport.abort)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._head, self._life):
            if timer is not None:
                timer.cancel()
        if self._address is not None:
            self.limits.ended(self._address)
            self._address = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._address is None:  # refused: what it still sends is not read
            return
        super().data_received(data)
        if self._is_last and self.cycle is not None and not self.cycle.response_complete:
            self.cycle.keep_alive = False
        if self.conn.their_state is not h11.IDLE:
            self._drop_head()
        elif self._head is None:
            self._await_head()

    def shutdown(self) -> None:
        """Its process takes nobody new: who is here and has not asked yet is answered once, who was answered goes."""
        self._is_last = True
        if self.cycle is not None:
            super().shutdown()  # whoever came and says nothing is ended by the time for its head

    def _await_head(self) -> None:
        self._head = self.loop.call_later(self.limits.head_seconds, self.transport.abort)

    def _drop_head(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None


def connections_within(limits: Limits) -> type[Connection]:
    """The class of connections of one process of a door."""
    return type("ConnectionWithin", (Connection,), {"limits": limits})
