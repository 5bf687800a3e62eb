"""How the portal bears a crowd: `python -m tests.bench.portal_load`, against a house of its own or one that runs.

Every enquiry is the last page of a form, sealed with the portal's keys, over a connection and from a loopback address
of its own, so that the limits of a connection and of an address are those of a crowd. The generator shares the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

_PATIENCE = 60.0  # seconds until an answer counts as none
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass
class Outcome:
    """What a crowd met.

    Units:    seconds.
    """

    ended: Counter[str] = field(default_factory=Counter)
    took: dict[str, list[float]] = field(default_factory=dict)

    def note(self, what: str, seconds: float) -> None:
        self.ended[what] += 1
        self.took.setdefault(what, []).append(seconds)

    def lines(self) -> list[str]:
        return [f"  {what:<12}{number:>7}   {figures(self.took[what])}" for what, number in self.ended.most_common()]


def figures(seconds: list[float]) -> str:
    ranked = sorted(seconds)
    at = {share: ranked[min(len(ranked) - 1, int(share * len(ranked)))] for share in (0.5, 0.95, 0.99)}
    return (
        "  ".join(f"p{share * 100:.0f} {took * 1000:.0f} ms" for share, took in at.items())
        + f"  max {ranked[-1]:.2f} s"
    )


async def ask(port: int, request: bytes) -> tuple[int, bytes]:
    """Sends one request from an address of its own.  Returns: status, or 0 where the door did not answer; the body."""
    source = f"127.{random.randrange(1, 250)}.{random.randrange(1, 250)}.{random.randrange(1, 250)}"
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0))
    except OSError:
        return 0, b""
    try:
        writer.write(request)
        answer = await reader.read(-1)
    except OSError:
        return 0, b""
    finally:
        writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    return (int(head[9:12]), body) if head.startswith(b"HTTP/1.1 ") else (0, b"")


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()


def enquiry(sought_name: str = "Коваленко Іван") -> bytes:
    """The check page of a form that nobody filled before, as it is sent."""
    from repatria.doors.portal.form import State, seal_state
    from tests.doors.portal.family import SAID

    said = SAID | {"sought_name": sought_name, "reach": "way", "born_words": SAID["sought_birth"]}
    body = f"state={quote(seal_state(State(said=said)))}&go=send".encode()
    head = f"POST /uk/form HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
    return f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode() + body


def meaning(status: int, body: bytes) -> str:
    if status == 200 and b'class="number"' in body:
        return "receipt"
    if status == 503 and b'name="ticket"' in body:
        return "ticket"
    return {0: "no answer", 503: "try later"}.get(status, f"status {status}")


async def crowd(port: int, rate: float, seconds: float, beside: float = 0.0) -> tuple[Outcome, Outcome]:
    """Offers enquiries at a rate for a while, and plain pages beside them at another."""
    enquiries, pages = Outcome(), Outcome()

    async def one(request: bytes, into: Outcome) -> None:
        began = time.monotonic()
        try:
            status, body = await asyncio.wait_for(ask(port, request), _PATIENCE)
        except TimeoutError:
            status, body = 0, b""
        into.note("page" if into is pages and status == 200 else meaning(status, body), time.monotonic() - began)

    async def offer(make: object, into: Outcome, rate: float) -> list[asyncio.Task[None]]:
        began, tasks = time.monotonic(), []
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
            tasks.append(asyncio.create_task(one(make(), into)))  # type: ignore[operator]
        return tasks

    offers = [offer(enquiry, enquiries, rate)] if rate else []
    offers += [offer(lambda: get("/uk/"), pages, beside)] if beside else []
    for tasks in await asyncio.gather(*offers):
        await asyncio.gather(*tasks)
    return enquiries, pages


async def half_sent(port: int, how_many: int, path: str) -> tuple[int, float]:
    """One client that sends half a form over and over.  Returns: status of somebody else's page, and its seconds."""
    begun = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 400\r\n"
    begun += "Content-Type: application/x-www-form-urlencoded\r\n\r\nstate="
    held = []
    for _ in range(how_many):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=("127.0.0.2", 0))
        except OSError:
            break
        writer.write(begun.encode())
        held.append(writer)
    await asyncio.sleep(0.5)
    began = time.monotonic()
    try:
        status, _ = await asyncio.wait_for(ask(port, get("/uk/" if "form" in path else "/sign-in")), 10)
    except TimeoutError:
        status = 0
    took = time.monotonic() - began
    for writer in held:
        writer.close()
    return status, took


def _told() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.portal_load", description=__doc__)
    parser.add_argument("--rate", type=float, default=100.0, help="enquiries a second")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--pages", type=float, default=0.0, help="plain pages a second beside them")
    parser.add_argument("--half", type=int, default=0, help="half-sent forms of one client, at portal and desk")
    parser.add_argument("--data", type=Path, help="a house that runs; without it one is made and stopped again")
    return parser.parse_args()


def main() -> None:
    """Measures, and says how many sealed items lie in the intake more than before."""
    from repatria.config.places import Places
    from repatria.records.intake import keys

    told = _told()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatria.config.settings.tests")

    def measure(data: Path, portal: int, desk: int) -> None:
        keys.install(keys.keys_from_json(Places(data).portal_keys.read_text(encoding="utf-8")))
        if told.half:
            for door, port, path in (("portal", portal, "/uk/form"), ("desk", desk, "/sign-in")):
                status, took = asyncio.run(half_sent(port, told.half, path))
                print(f"{told.half} half-sent forms at the {door}: another's page {status or 'none'} in {took:.2f} s")
            return
        before = _items(Places(data).intake_store)
        enquiries, pages = asyncio.run(crowd(portal, told.rate, told.seconds, told.pages))
        print(f"{told.rate:.0f} enquiries/s for {told.seconds:.0f} s, load {os.getloadavg()[0]:.1f} at the end")
        print("\n".join(enquiries.lines() + pages.lines()))
        print(f"  {_items(Places(data).intake_store) - before} items more in the intake")

    if told.data:
        from repatria.config.process import address_of

        measure(told.data, address_of("portal")[1], address_of("desk")[1])
        return
    from tests.journeys.house import a_house

    with tempfile.TemporaryDirectory() as folder, a_house(Path(folder), persons=12, enquiries=6) as house:
        portal, desk = (int(address.rpartition(":")[2]) for address in (house.portal, house.desk))
        measure(house.data, portal, desk)


def _items(store: Path) -> int:
    import sqlite3

    connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM intake_sealedenquiry").fetchone()[0])
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
