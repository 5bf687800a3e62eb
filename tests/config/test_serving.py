"""How a door is served: within limits, read whole, turned away in time, and by processes that end."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from uvicorn import Config, Server

from repatria.config.serving import gate as gates
from repatria.config.serving import generations
from repatria.config.serving.connections import Limits, connections_within
from repatria.config.serving.gate import PLAIN, STORE, Door, Gate
from repatria.config.serving.lanes import Lane, StoreNeededError, TurnedAway
from tests.bench.portal_load import ask, get

pytestmark = pytest.mark.timeout(60)


def application(environ, start_response):
    """A door that says what it was sent, and takes its time over it where it is asked to."""
    said = environ["wsgi.input"].read()
    if environ["PATH_INFO"] == "/slow":
        time.sleep(0.4)
    headers = [("Content-Type", "text/plain"), ("X-For", environ.get("HTTP_X_FORWARDED_FOR", ""))]
    start_response("200 OK", headers)
    return [f"{len(said)} {environ['PATH_INFO']}".encode()]


def gate_of(app=application, *, writing: int = 1, patience: float = 5.0, **told) -> Gate:
    given = {"is_same_for_all": lambda path: path == "/same", "knows_host": lambda host: host == "127.0.0.1"} | told
    lanes = {
        PLAIN: Lane("plain", 1, patience=patience, has_store=False), STORE: Lane("writing", writing, patience=patience),
    }  # fmt: skip
    return Gate(Door(application=app, lanes=lanes, largest_body=lambda path: 100_000, **given))


def served(gate: Gate, limits: Limits, story: Callable[[int], object]) -> object:
    """Tells a story to a door that listens on a port of its own."""

    async def both() -> object:
        door = generations.listen("127.0.0.1", 0)
        config = Config(gate, http=connections_within(limits), ws="none", lifespan="off", log_config=None)
        server = Server(config)
        running = asyncio.create_task(server._serve([door]))
        while not server.started:
            await asyncio.sleep(0.01)
        try:
            return await story(door.getsockname()[1])
        finally:
            server.should_exit = True
            await running

    return asyncio.run(both())


def post(path: str, body: bytes, *, declared: int | None = None, more: str = "") -> bytes:
    length = len(body) if declared is None else declared
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {length}\r\n{more}\r\n"
    return head.encode() + body


def test_a_foreign_host_is_refused_before_anything_is_asked():
    asked = []
    gate = gate_of(lambda environ, start: asked.append(environ) or application(environ, start))

    async def story(port):
        foreign = get("/any").replace(b"127.0.0.1", b"other.example")
        return (await ask(port, foreign))[0], (await ask(port, get("/any")))[0]

    assert (400, 200) == served(gate, Limits(), story)
    assert 1 == len(asked)


def test_half_sent_bodies_and_heads_of_one_client_stop_nobody_and_are_ended(monkeypatch):
    monkeypatch.setattr(gates, "_PAUSE_SECONDS", 0.5)

    async def story(port):
        held = []
        for number in range(40):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=("127.0.0.2", 0))
            writer.write(post("/x", b"half", declared=400) if number % 2 else b"POST /x HTTP/1.1\r\nHos")
            held.append((reader, writer))
        await asyncio.sleep(0.1)
        began = time.monotonic()
        status, _ = await ask(port, get("/any"))
        took = time.monotonic() - began
        ends = await asyncio.wait_for(asyncio.gather(*(reader.read() for reader, _ in held), return_exceptions=True), 5)
        for _, writer in held:
            writer.close()
        return status, took, ends

    limits = Limits(of_one=30, head_seconds=0.5)
    status, took, ends = served(gate_of(), limits, story)

    assert 200 == status
    assert took < 0.5
    assert {b"HTTP/1.1 408", b"HTTP/1.1 503", b""} == {end[:12] if isinstance(end, bytes) else b"" for end in ends}
    assert 10 == sum(isinstance(end, bytes) and end.startswith(b"HTTP/1.1 503") for end in ends), "beyond 30 of one"
    assert (0, 0) == (limits.total, len(limits.open)), "no address stays behind"


def test_a_body_that_is_larger_than_was_said_or_taken_is_not_read_on():
    async def story(port):
        chunked = b"POST /x HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
        chunked += b"".join(b"10000\r\n" + b"x" * 65_536 + b"\r\n" for _ in range(2)) + b"0\r\n\r\n"
        fits = await ask(port, post("/x", b"y" * 90_000))
        declared = await ask(port, post("/x", b"", declared=10**9))
        large = await ask(port, post("/x", b"z" * 9_000_000))
        return (await ask(port, chunked))[0], fits, declared, large[0]

    chunked, fits, declared, large = served(gate_of(says_what_is_too_large=True), Limits(), story)

    assert 413 == chunked
    assert 200 == large, "it was read to its end and thrown away, so that the word arrives"
    assert (200, b"90000 /x") == fits
    assert (200, b"0 /x") == declared, "the door's own page says so; nothing of it was read"
    assert (413, b"413\n") == served(gate_of(), Limits(), story)[2]


def test_what_is_the_same_for_all_is_asked_once():
    asked = []
    gate = gate_of(lambda environ, start: asked.append(environ["PATH_INFO"]) or application(environ, start))

    async def story(port):
        return [await ask(port, get(path)) for path in ("/same", "/same", "/same?x=1", "/other", "/other")]

    answers = served(gate, Limits(), story)

    assert [(200, b"0 /same")] * 3 + [(200, b"0 /other")] * 2 == answers
    assert ["/same", "/same", "/other", "/other"] == asked


def test_a_header_with_an_underscore_passes_for_no_other():
    async def story(port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(post("/x", b"", more="X_Forwarded_For: 192.0.2.1\r\n"))
        answer = await reader.read()
        writer.close()
        return answer

    assert b"192.0.2.1" not in served(gate_of(), Limits(), story)


def test_a_full_lane_turns_away_at_once_and_plain_pages_do_not_wait():
    gate = gate_of(patience=0.5, lane_of=lambda asked: STORE if asked.path == "/slow" else PLAIN)

    async def story(port):
        crowd = [asyncio.create_task(ask(port, post("/slow", b"w"))) for _ in range(8)]
        await asyncio.sleep(0.1)
        began = time.monotonic()
        plain, _ = await ask(port, get("/plain"))
        took = time.monotonic() - began
        return plain, took, [status for status, _ in await asyncio.gather(*crowd)]

    plain, took, statuses = served(gate, Limits(), story)

    assert 200 == plain
    assert took < 0.3
    assert {200, 503} == set(statuses)


def test_one_address_that_sends_too_much_is_told_to_come_again_and_no_other():
    gate = gate_of()
    gate.budget = 2

    async def story(port):
        async def send(address):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(address, 0))
            writer.write(post("/x", b"w"))
            answer = await reader.read()
            writer.close()
            return int(answer[9:12])

        return [await send(address) for address in ("127.0.0.2",) * 3 + ("127.0.0.3",)], await ask(port, get("/x"))

    statuses, (page, _) = served(gate, Limits(), story)

    assert [200, 200, 503, 200] == statuses
    assert 200 == page


def test_a_page_that_needs_the_store_is_moved_out_of_the_plain_lane():
    went = []

    def needs(environ, start):
        went.append(environ["PATH_INFO"])
        if len(went) == 1:
            raise StoreNeededError
        return application(environ, start)

    async def story(port):
        return await ask(port, post("/x", b"w"))

    assert (200, b"1 /x") == served(gate_of(needs, lane_of=lambda asked: PLAIN), Limits(), story)
    assert ["/x", "/x"] == went


@pytest.mark.django_db(databases=["default", "intake"])
def test_no_statement_can_be_said_in_the_plain_lane():
    from django.db import connections

    from repatria.records.intake.selectors import items_since

    lane = Lane("plain", 1, patience=5, has_store=False)
    try:
        with pytest.raises(StoreNeededError):
            asyncio.run(lane.run(lambda: items_since(0)))
    finally:
        connections.close_all()


def test_whoever_holds_a_ticket_finds_room_where_a_newcomer_finds_none():
    async def story():
        lane = Lane("writing", 1, patience=1.0)
        lane._usual = 0.35
        first = asyncio.create_task(lane.run(lambda: time.sleep(0.2)))
        second = asyncio.create_task(lane.run(lambda: None))
        await asyncio.sleep(0.05)
        with pytest.raises(TurnedAway):
            await lane.run(lambda: None)
        held = await lane.run(lambda: "in", share=1.6)
        await asyncio.gather(first, second)
        return held

    assert "in" == asyncio.run(story())


def test_whoever_waited_for_the_thread_that_listens_waits_so_much_less_in_a_lane():
    async def story():
        lane = Lane("writing", 1, patience=1.0)
        with pytest.raises(TurnedAway):
            await lane.run(lambda: None, waited=0.7)
        began = time.monotonic()
        with pytest.raises(TurnedAway):
            await lane.run(lambda: time.sleep(0.8), waited=0.5)
        return time.monotonic() - began

    assert asyncio.run(story()) < 0.75


def test_an_error_of_a_page_is_logged_by_its_kind_alone(capsys):
    def fails(environ, start):
        raise ValueError("what she wrote")

    async def story(port):
        return await ask(port, post("/x", b"w"))

    assert 500 == served(gate_of(fails), Limits(), story)[0]
    assert "what she wrote" not in "".join(capsys.readouterr())


# --- processes that end


def echo(environ, start_response):
    said = environ["wsgi.input"].read()
    start_response("200 OK", [("X-Process", str(os.getpid()))])
    return [str(len(said.decode() * 3)).encode()]


@contextmanager
def kept(seconds: float) -> Iterator[tuple[int, int]]:
    """A keeper in a process of its own.  Gives: its number and its port."""
    door = generations.listen("127.0.0.1", 0)
    pid = os.fork()
    if pid == 0:
        generations.KEPT_SECONDS = seconds
        os.setpgid(0, 0)
        code = 1
        try:
            code = generations.Keeper(lambda: gate_of(echo), door, Limits).run()
        finally:
            os._exit(code)
    port = door.getsockname()[1]
    door.close()
    try:
        yield pid, port
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        assert 0 == os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def children_of(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_in_memory(pid: int, word: bytes) -> bool:
    """Whether a process holds a word anywhere in what it may write."""
    with open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, *_ = line.split()
            begin, end = (int(one, 16) for one in span.split("-"))
            if rights.startswith("rw"):
                with suppress(OSError, ValueError):
                    memory.seek(begin)
                    if word in memory.read(end - begin):
                        return True
    return False


def spoken(port: int, body: bytes) -> tuple[int, str]:
    with socket.create_connection(("127.0.0.1", port), 10) as line:
        line.sendall(post("/x", body))
        answer = b"".join(iter(lambda: line.recv(65_536), b"")).decode()
    return int(answer[9:12]), answer.split("x-process: ")[1].split("\r\n")[0]


def test_what_somebody_wrote_goes_with_the_process_that_read_it():
    with kept(1.0) as (keeper, port):
        word = f"Канарейченко{keeper * 7919}".encode()  # made after the fork: no process inherits it
        status, first = spoken(port, word)
        assert 200 == status
        assert is_in_memory(int(first), word), "the search finds nothing at all"
        end = time.monotonic() + 10
        while int(first) in children_of(keeper) and time.monotonic() < end:
            time.sleep(0.05)
        ours = [keeper, *children_of(keeper)]

        assert int(first) not in ours
        assert [] == [pid for pid in ours if is_in_memory(pid, word)]
        assert (200, True) == (spoken(port, b"again")[0], len(ours) == 2)


def test_whoever_came_before_a_process_goes_is_answered_and_nobody_is_dropped_while_it_goes():
    with kept(0.4) as (keeper, port):
        _, first = spoken(port, b"x")
        came = [socket.create_connection(("127.0.0.1", port), 10) for _ in range(30)]
        answers, end = [], time.monotonic() + 1.2
        while time.monotonic() < end:  # some connect and ask in the very moment at which it goes
            answers.append(spoken(port, b"y"))
        assert int(first) in children_of(keeper), "it waits for whoever came"
        for line in came:
            line.sendall(post("/x", b"late"))
        late = [b"".join(iter(lambda line=line: line.recv(65_536), b""))[:12] for line in came]
        for line in came:
            line.close()

    assert [b"HTTP/1.1 200"] * 30 == late
    assert {200} == {status for status, _ in answers} and 1 < len({who for _, who in answers})


def test_a_process_that_falls_is_followed_by_another():
    with kept(60.0) as (_, port):
        _, first = spoken(port, b"x")
        os.kill(int(first), signal.SIGKILL)
        status, second = spoken(port, b"x")

    assert (200, True) == (status, first != second)
