"""The gate of a door: takes requests whole, answers what is the same for all from memory, and turns away in time.

Order of a request: its host; a page from memory; its body, whole, within time and size; a lane; and where the lane is
full, an honest answer that says when to come again.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog

from repatria.config.serving.lanes import Lane, StoreNeededError, TurnedAway
from repatria.config.serving.wsgi import Answer, Application, Asked, answer_of, plain_answer

PLAIN, STORE = "plain", "store"
_CLOSE = (b"connection", b"close")
_FRESH_SECONDS = 60.0
_SLOWEST = 4_000  # bytes a second: a bad line of a telephone
_PAUSE_SECONDS = 30.0
_HELD_BYTES = 128 * 1024 * 1024
_FELT_SECONDS = 0.05
_MOST_DRAINED = 80 * 1024 * 1024
Message = dict[str, Any]
log = structlog.get_logger("door")


class _TooLargeError(Exception):
    """More was sent than was declared, or than is taken."""


@dataclass(frozen=True, kw_only=True)
class Door:
    """What the gate is told of a door.

    Units:    bytes.
    """

    application: Application
    lanes: Mapping[str, Lane]
    largest_body: Callable[[str], int]
    knows_host: Callable[[str], bool]
    says_what_is_too_large: bool = False  # by what is declared, in a page of its own
    is_same_for_all: Callable[[str], bool] = lambda path: False
    lane_of: Callable[[Asked], str] = lambda asked: STORE
    holds_ticket: Callable[[Asked], bool] = lambda asked: False
    try_later: Callable[[Asked, int, Callable[[str], Answer | None]], Answer] = lambda asked, seconds, page: (
        plain_answer(503, (b"retry-after", str(seconds).encode()))
    )


@dataclass
class Gate:
    """An ASGI application around a door."""

    door: Door
    budget: int = 0  # requests with a body from one address while this process answers; 0 for no limit
    words_since: float | None = None  # when this process first took something that somebody wrote
    words_taken: int = 0
    _sent: Counter[str] = field(default_factory=Counter)  # by address, and gone with the process
    _held: int = 0
    _behind: float = 0.0  # seconds that the thread which listens is late
    _feeling: asyncio.Task[None] | None = None
    _pages: dict[str, tuple[float, Answer]] = field(default_factory=dict)

    def warm(self, *paths: str) -> None:
        """Answers pages into memory before anybody asks, so that all processes forked from this one have them."""
        for path in paths:
            self._pages[path] = (time.monotonic(), answer_of(self.door.application, Asked(scope=_scope_of(path))))

    async def __call__(
        self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
    ) -> None:
        if scope["type"] != "http":
            return
        if self._feeling is None or self._feeling.done():
            self._feeling = asyncio.get_running_loop().create_task(self._feel())
        try:
            answer = await self._answer(scope, receive)
            await send({"type": "http.response.start", "status": answer.status, "headers": list(answer.headers)})
            await send({"type": "http.response.body", "body": answer.body})
        except Exception as error:
            log.error("answer_failed", kind=type(error).__name__)  # by its kind, never by what was asked
            raise

    async def _answer(self, scope: Message, receive: Callable[[], Awaitable[Message]]) -> Answer:
        asked = Asked(scope=scope)
        if not self.door.knows_host(asked.header(b"host")):
            return plain_answer(400, _CLOSE)
        is_reading = asked.method in ("GET", "HEAD")
        if is_reading and not scope["query_string"] and self.door.is_same_for_all(asked.path):
            return await self._page(asked)
        declared = asked.header(b"content-length")
        if declared and int(declared) > self.door.largest_body(asked.path):
            if not self.door.says_what_is_too_large:
                return plain_answer(413, _CLOSE)
            await self._drain(receive, int(declared))
            return (await self._in_lane(asked, PLAIN)).with_headers(_CLOSE)
        try:
            body = b"" if is_reading else await self._whole(receive, int(declared or 0), asked.path)
        except TimeoutError:
            return plain_answer(408, _CLOSE)
        except _TooLargeError:
            return plain_answer(413, _CLOSE)
        except TurnedAway as error:
            return plain_answer(503, _CLOSE, (b"retry-after", str(error.again_after).encode()))
        if body:
            self.words_since = self.words_since or time.monotonic()
            self.words_taken += 1
        asked = Asked(scope=scope, body=body)
        if body and self._is_over_budget(scope):
            return self.door.try_later(asked, 60, self._remembered)
        self._held += len(body)  # while it waits in a lane too: papers of hers are large
        try:
            return await self._in_lane(asked, self.door.lane_of(asked))
        finally:
            self._held -= len(body)

    async def _drain(self, receive: Callable[[], Awaitable[Message]], declared: int) -> None:
        """Lets a browser send what is too large, and keeps nothing of it: it shows no answer while it still sends."""
        end, size = time.monotonic() + _PAUSE_SECONDS, 0
        while declared <= _MOST_DRAINED and size < declared and time.monotonic() < end:
            try:
                message = await asyncio.wait_for(receive(), 5)
            except TimeoutError:
                return
            size += len(message.get("body", b""))
            if message["type"] == "http.disconnect" or not message.get("more_body"):
                return

    def _is_over_budget(self, scope: Message) -> bool:
        address = (scope.get("client") or ("",))[0]
        self._sent[address] += 1
        return bool(self.budget) and self._sent[address] > self.budget

    async def _page(self, asked: Asked) -> Answer:
        made, page = self._pages.get(asked.path, (-_FRESH_SECONDS, None))
        if page is not None and time.monotonic() - made < _FRESH_SECONDS:
            return page
        answer = await self._in_lane(asked, PLAIN, page)
        if answer.status == 200:
            self._pages[asked.path] = (time.monotonic(), answer)
        return answer

    async def _whole(self, receive: Callable[[], Awaitable[Message]], declared: int, path: str) -> bytes:
        """Raises: TimeoutError, _TooLargeError; TurnedAway where half-sent bodies fill the memory of this process."""
        parts: list[bytes] = []
        size = 0
        end = time.monotonic() + _PAUSE_SECONDS + max(declared, 65_536) / _SLOWEST
        try:
            while True:
                message = await asyncio.wait_for(receive(), min(_PAUSE_SECONDS, end - time.monotonic()))
                if message["type"] == "http.disconnect":
                    raise TimeoutError
                part = message.get("body", b"")
                size += len(part)
                self._held += len(part)
                if size > self.door.largest_body(path):
                    raise _TooLargeError
                if self._held > _HELD_BYTES:
                    raise TurnedAway(60)
                parts.append(part)
                if not message.get("more_body"):
                    return b"".join(parts)
        finally:
            self._held -= size

    async def _feel(self) -> None:
        """Knows how late this thread is: what came in meanwhile has waited so long before anybody looked at it."""
        while True:
            began = time.monotonic()
            await asyncio.sleep(_FELT_SECONDS)
            late = time.monotonic() - began - _FELT_SECONDS
            self._behind = max(late, self._behind * 0.7 if self._behind > 0.01 else 0.0)

    async def _in_lane(self, asked: Asked, name: str, instead: Answer | None = None) -> Answer:
        def work() -> Answer:
            return answer_of(self.door.application, asked)

        share = 1.6 if self.door.holds_ticket(asked) else 1.0
        try:
            try:
                answer = await self.door.lanes[name].run(work, share=share, waited=self._behind)
            except StoreNeededError:
                answer = await self.door.lanes[STORE].run(work, share=share)
            again = dict(answer.headers).get(b"retry-after", b"")
            if answer.status == 503 and again.isdigit():
                raise TurnedAway(int(again))
            return answer
        except TurnedAway as error:
            return instead or self.door.try_later(asked, error.again_after, self._remembered)
        except Exception as error:
            log.error("page_failed", kind=type(error).__name__)
            return plain_answer(500, _CLOSE)

    def _remembered(self, path: str) -> Answer | None:
        return self._pages[path][1] if path in self._pages else None


def _scope_of(path: str) -> Message:
    """A reading of a page by nobody."""
    return {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"",
        "http_version": "1.1", "scheme": "http", "headers": [(b"host", b"localhost")],
    }  # fmt: skip
