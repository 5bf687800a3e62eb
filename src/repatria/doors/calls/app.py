"""The door as an ASGI application: two pages, what they load, and three addresses that take and give JSON.

`/enter` opens an end with a secret, `/say` takes a word for the other end, `/hear` waits for words and answers after
at most a quarter of a minute. No cookie is set; whoever has no place in a call is answered alike.
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from repatria.core.vocabulary.calls import CallEnd
from repatria.doors.calls.guesses import Guesses, address_of
from repatria.doors.calls.pages import everything
from repatria.doors.calls.relay import Relay
from repatria.doors.calls.rooms import Room, Rooms, Seat
from repatria.doors.calls.shelf import Shelf
from repatria.doors.furniture.texts import LANGUAGES

HEARD_SECONDS = 15.0
_ASKED_SECONDS = 300
"""How often it is asked where the relay is; every five seconds until there was an answer."""
_BODY_SECONDS, _LARGEST = 20.0, 64 * 1024
_HEX = re.compile("[0-9a-f]{64}")
_HEADERS = (
    (b"content-security-policy", b"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
     b"img-src data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"),
    (b"permissions-policy", b"camera=(self), microphone=(self), display-capture=(), geolocation=()"),
    (b"x-content-type-options", b"nosniff"), (b"x-frame-options", b"DENY"), (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"), (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-robots-tag", b"noindex"), (b"cache-control", b"no-store"),
)  # fmt: skip

Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]


class CallsDoor:
    """All that answers. Give it the shelf, the one relay, a clock, and the hosts under which it is known."""

    def __init__(
        self, shelf: Shelf, relay: Relay, now: Callable[[], datetime], *, hosts: tuple[str, ...] = (),
        is_demo: bool = False, proxies: int = 0, relay_at: Collection[str] = (),
        say: Callable[[str], None] = print,
    ) -> None:  # fmt: skip
        self.rooms, self._guesses = Rooms(shelf, now, relay_at), Guesses()
        self._relay, self._now, self._hosts, self._proxies, self._say = relay, now, hosts, proxies, say
        self._pages = everything(is_demo=is_demo)

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        path, method = scope["path"], scope["method"]
        if self._hosts and _host(headers.get(b"host", "")) not in self._hosts:
            await _answer(send, 400, "text/plain", b"400\n")
        elif method in ("GET", "HEAD"):
            await self._show(path, headers, send)
        elif method == "POST" and headers.get(b"content-type", "").startswith("application/json"):
            nearest = (scope.get("client") or ("",))[0]
            address = address_of(nearest, headers.get(b"x-forwarded-for", ""), self._proxies)
            await self._take(path, await _body(receive), address, send)
        else:
            await _answer(send, 405, "text/plain", b"405\n")

    async def _show(self, path: str, headers: Mapping[bytes, str], send: Send) -> None:
        if path in ("/", "/room"):
            wanted = headers.get(b"accept-language", "")[:200]
            codes = (part.split(";")[0].strip().lower()[:2] for part in wanted.split(","))
            language = next((one for one in codes if one in LANGUAGES), "uk")
            await _answer(send, 303, "text/plain", b"", (b"location", f"/{language}/{path[1:]}".encode()))
        elif path in self._pages:
            await _answer(send, 200, *self._pages[path])
        else:
            found = path == "/healthz"
            await _answer(send, 200 if found else 404, "text/plain", b"ok\n" if found else b"404\n")

    async def _take(self, path: str, asked: Mapping[str, Any] | None, address: str, send: Send) -> None:
        browser = (asked or {}).get("browser")
        if asked is None or not isinstance(browser, str) or not _HEX.fullmatch(browser):
            await _answer(send, 400, "text/plain", b"400\n")
            return
        if path == "/enter":
            if asked.get("secret") != "" and not self._guesses.may(address, self._now()):
                await _answer(send, 429, "text/plain", b"429\n")
                return
            told = self._enter(asked.get("secret"), browser)
            if told is None and asked.get("secret") != "":
                self._guesses.was_wrong(address, self._now())
        else:
            seated = self.rooms.of(browser)
            told = None if seated is None else await self._of_a_seat(path, asked, *seated)
        if told is None:
            await _answer(send, 404, "text/plain", b"404\n")
        else:
            await _answer(send, 200, "application/json", json.dumps(told).encode())

    def _enter(self, secret: object, browser: str) -> Mapping[str, Any] | None:
        if secret == "":  # a page that was loaded again: its browser is known, its secret was not kept
            seated = self.rooms.again(browser)
        elif isinstance(secret, str) and _HEX.fullmatch(secret):
            seated = self.rooms.enter(secret, browser)
        else:
            return None
        if seated is None:
            return None
        room, seat = seated
        told = {"end": seat.end.value, **self._times(room)}
        if seat.end is not CallEnd.WATCH:
            told["is_sound"] = room.ticket.is_sound
            told["relay"] = self._relay.credentials(room.ticket.ends_at, secrets.token_hex(8))
        return told

    async def _of_a_seat(self, path: str, asked: Mapping[str, Any], room: Room, seat: Seat) -> Mapping[str, Any] | None:
        if path == "/say":
            self.rooms.say(room, seat, asked)
            return {}
        at = asked.get("at")
        if path != "/hear" or not isinstance(at, int) or at < 0:
            return None
        seat.heard_at = self._now()
        if at >= seat.at:
            seat.news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(seat.news.wait(), HEARD_SECONDS)
            seat.heard_at = self._now()
        return {"words": list(seat.after(at)), "at": seat.at, **self._times(room)}

    def _times(self, room: Room) -> dict[str, Any]:
        now = self._now()
        return {
            "left": max(0.0, (room.ticket.ends_at - now).total_seconds()),
            "begins_in": (room.ticket.begins_at - now).total_seconds(),
        }

    async def keep_time(self) -> None:
        """Runs beside the server, once a second; what goes wrong in one second stops none of the next."""
        looking = asyncio.create_task(self._keep_relay_found())
        told = ""
        try:
            while True:
                try:
                    self.rooms.tick()
                except Exception as error:
                    if told != (told := type(error).__name__):
                        self._say(f"the clock of calls met {told} and goes on")
                await asyncio.sleep(1.0)
        finally:
            looking.cancel()

    async def _keep_relay_found(self) -> None:
        is_told = False
        while True:
            found = await asyncio.to_thread(self._relay.whereabouts)
            if not found and not self.rooms.relay_at and not is_told:
                is_told = True
                self._say("the relay's name leads nowhere from here: until it does no line can be made")
            self.rooms.relay_at |= found
            await asyncio.sleep(_ASKED_SECONDS if found else 5.0)


def _host(text: str) -> str:
    return text.rpartition(":")[0] if re.search(r":[0-9]+$", text) else text


async def _body(receive: Receive) -> Mapping[str, Any] | None:
    """The JSON object that was sent; None for anything else, too large or too slow."""
    found = b""
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            while True:
                part = await receive()
                found += part.get("body", b"")
                if len(found) > _LARGEST or part["type"] == "http.disconnect":
                    return None
                if not part.get("more_body"):
                    break
        read = json.loads(found)
    except (TimeoutError, ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


async def _answer(send: Send, status: int, kind: str, body: bytes, *more: tuple[bytes, bytes]) -> None:
    charset = b"" if kind == "application/json" else b"; charset=utf-8"
    about = ((b"content-type", kind.encode() + charset), (b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": [*about, *_HEADERS, *more]})
    await send({"type": "http.response.body", "body": body})
