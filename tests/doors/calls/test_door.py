"""The door as a process asks it: who is let in, what passes between the ends, how a call ends, what is kept of it."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from repatria.config.calls_commands import Trial, trial_of
from repatria.core.vocabulary.call_tickets import read, secret_of, with_decoys, written
from repatria.core.vocabulary.calls import CallEnd
from repatria.core.vocabulary.receipts import letter_identity_of
from repatria.doors.calls import app
from repatria.doors.calls.app import CallsDoor
from repatria.doors.calls.relay import NoRelayError, Relay
from repatria.doors.calls.shelf import Shelf

RELAY = Relay(
    addresses=("turns:relay.example.invalid:443?transport=tcp", "turn:relay.example.invalid:3478"), secret="s" * 64
)
HERS, HIS, WATCH, STRANGER = ("1" * 64, "2" * 64, "3" * 64, "4" * 64)
CANDIDATE = "candidate:84 1 udp 503400 192.0.2.9 55979 typ relay raddr 198.51.100.7 rport 4"


class House:
    """One door with one call, and a clock that moves when told to."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.at, self.said = folder, datetime(2026, 5, 3, 12, tzinfo=UTC), list[str]()
        self.draw = random.Random(7)
        self.trial: Trial = trial_of(self.at, timedelta(minutes=20), self.draw.randbytes)
        (folder / "tickets").mkdir(parents=True)
        self.file = folder / "tickets" / "1200.json"
        self.file.write_text(written(with_decoys((self.trial.ticket,), self.draw.randbytes)), encoding="utf-8")
        self.address = "203.0.113.1"
        self.open()

    def open(self) -> None:
        shelf = Shelf(self.folder, self.said.append)
        self.door = CallsDoor(shelf, RELAY, lambda: self.at, proxies=1, relay_at=("192.0.2.9",), say=self.said.append)

    def book(self, *trials: Trial) -> None:
        """The bureau's side writes the file again."""
        beside = self.file.with_suffix(".beside")
        beside.write_text(written([one.ticket for one in trials]), encoding="utf-8")
        beside.replace(self.file)

    def another(self) -> Trial:
        return trial_of(self.at, timedelta(minutes=40), self.draw.randbytes)

    def post(self, path: str, told: Mapping[str, Any] | bytes, **headers: str) -> tuple[int, Any]:
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        status, _, answer = self.ask("POST", path, body, **{"content-type": "application/json", **headers})
        return status, json.loads(answer) if status == 200 else answer

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[bytes, bytes], bytes]:
        sent: list[Mapping[str, Any]] = []
        named = [(name.encode(), value.encode()) for name, value in headers.items()]

        async def receive() -> Mapping[str, Any]:
            return {"type": "http.request", "body": body}

        async def send(part: Mapping[str, Any]) -> None:
            sent.append(part)

        scope = {"method": method, "path": path, "headers": named, "client": (self.address, 1)}
        asyncio.run(self.door(scope, receive, send))
        return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"]

    def secret(self, end: CallEnd) -> str:
        if end is CallEnd.HERS:
            return secret_of(end, self.trial.code, letter_identity_of(self.trial.receipt))
        code = self.trial.room if end is CallEnd.HIS else self.trial.watch
        return secret_of(end, code.replace("-", ""))

    def enter(self, end: CallEnd, browser: str) -> tuple[int, Any]:
        return self.post("/enter", {"secret": self.secret(end), "browser": browser})

    def enter_room_of(self, trial: Trial, browser: str) -> int:
        told = {"secret": secret_of(CallEnd.HIS, trial.room.replace("-", "")), "browser": browser}
        return self.post("/enter", told)[0]

    def say(self, browser: str, kind: str, **more: Any) -> int:
        return self.post("/say", {"browser": browser, "kind": kind, "meeting": 1, **more})[0]

    def heard(self, browser: str, kind: str) -> list[Any]:
        return [one for one in self.post("/hear", {"browser": browser, "at": 0})[1]["words"] if kind == one["kind"]]

    def later(self, **delta: float) -> None:
        """The clock goes on, both pages are heard of, and the door looks at it."""
        self.at += timedelta(**delta)
        for browser in (HERS, HIS):
            self.post("/hear", {"browser": browser, "at": 0})
        self.door.rooms.tick()

    def both_talk(self) -> None:
        for end, browser in ((CallEnd.HERS, HERS), (CallEnd.HIS, HIS)):
            assert 200 == self.enter(end, browser)[0]
            self.say(browser, "ready")
        for browser in (HERS, HIS):
            self.say(browser, "line", is_up=True)

    def report(self) -> dict[str, Any]:
        return dict(json.loads((self.folder / "reports" / f"{self.trial.ticket.call}.json").read_text()))


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(app, "HEARD_SECONDS", 0.01)  # nobody waits in a test for words that do not come
    return House(tmp_path / "calls")


def test_refuses_alike_what_opens_nothing_whatever_the_reason(house: House) -> None:
    missed = [house.post("/enter", {"secret": "0" * 64, "browser": STRANGER})]
    house.at -= timedelta(minutes=16)
    missed.append(house.enter(CallEnd.HERS, STRANGER))  # before the door lets anybody in
    house.at += timedelta(minutes=16)
    assert 200 == house.enter(CallEnd.HERS, HERS)[0]
    missed.append(house.enter(CallEnd.HERS, STRANGER))  # a third person with the code
    house.at += timedelta(minutes=21)
    missed.append(house.enter(CallEnd.HIS, HIS))  # after its end
    missed.append(house.post("/hear", {"browser": STRANGER, "at": 0}))
    missed.append(house.post("/enter", {"secret": "", "browser": STRANGER}))

    assert {(404, b"404\n")} == set(missed)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"{}", b'{"browser": "x"}', b'{"browser": 7}', b"[" * 50_000, b" " * 70_000]
)
def test_refuses_what_is_no_question_and_what_another_page_could_send(house: House, body: bytes) -> None:
    assert 400 == house.post("/enter", body)[0]
    assert 405 == house.post("/enter", {"secret": "0" * 64, "browser": HERS}, **{"content-type": "text/plain"})[0]
    assert 404 == house.post("/enter", {"secret": 7, "browser": HERS})[0]


def test_a_restart_opens_no_ticket_again_but_to_the_browser_that_had_it(house: House) -> None:
    house.enter(CallEnd.HERS, HERS)
    house.open()

    assert 404 == house.enter(CallEnd.HERS, STRANGER)[0]
    assert 200 == house.enter(CallEnd.HERS, HERS)[0]


def test_a_call_that_a_fall_of_the_door_cut_off_is_told_as_failed_when_its_time_is_over(house: House) -> None:
    house.both_talk()
    house.later(seconds=200)
    house.open()
    house.door.rooms.tick()
    assert "held" == house.report()["state"] and list((house.folder / "spent").iterdir())
    house.at += timedelta(minutes=20)
    house.door.rooms.tick()

    assert ("failed", "line_lost", 200) == tuple(house.report()[one] for one in ("state", "because", "seconds"))
    assert [] == [*(house.folder / "spent").iterdir(), *(house.folder / "tickets").iterdir()]


def test_refuses_to_pass_on_any_way_that_is_not_the_relays(house: House) -> None:
    house.both_talk()
    house.say(HIS, "candidate", said="candidate:1 1 udp 2122 198.51.100.7 40100 typ host", part=0)
    house.say(HIS, "candidate", said="candidate:1 1 udp 16 203.0.113.4 4 typ srflx raddr 198.51.100.7 rport 4", part=0)
    house.say(HIS, "candidate", said=CANDIDATE, part=0)
    house.say(HIS, "candidate", said="candidate:1 1 udp 16 203.0.113.4 4 typ relay", part=0)  # of another relay
    house.say(HIS, "offer", said="v=0\r\no=- 1 2 IN IP4 198.51.100.7\r\nm=application 9 UDP 1\r\n")
    house.say(HIS, "offer", said="v=0\r\no=- 1 2 IN IP4 198.51.100.7\r\nc=IN IP4 198.51.100.7\r\na=x:198.51.100.7\r\n")
    house.say(HIS, "offer", said=["v=0"])
    house.say(HIS, "candidate", said=CANDIDATE, part=0, meeting=0)  # of a meeting that is over
    passed = house.heard(HERS, "candidate") + house.heard(HERS, "offer")

    assert [CANDIDATE.replace("198.51.100.7 rport 4", "0.0.0.0 rport 0")] == [one["said"] for one in passed[:-1]]
    assert "v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\nc=IN IP4 0.0.0.0\r\n" == passed[-1]["said"]
    assert [] == house.heard(HIS, "candidate")


def test_a_call_begins_when_both_are_ready_at_its_hour_is_warned_and_ends_at_its_time(house: House) -> None:
    house.at -= timedelta(minutes=10)
    house.both_talk()
    assert [] == house.heard(HERS, "meet"), "before its hour"
    house.later(minutes=10)
    assert [True] == [one["offers"] for one in house.heard(HIS, "meet")]
    assert [False] == [one["offers"] for one in house.heard(HERS, "meet")]
    for browser in (HERS, HIS):
        house.say(browser, "line", is_up=True)
    assert "held" == house.report()["state"]
    house.later(minutes=18, seconds=1)
    assert [{"kind": "soon"}] == house.heard(HERS, "soon") == house.heard(HIS, "soon")
    house.later(minutes=2)

    over = {"kind": "over", "state": "done", "because": "", "seconds": 1201}
    assert [over] == house.heard(HERS, "over") == house.heard(HIS, "over")
    told = {"version": 1, "call": house.trial.ticket.call, "state": "done", "because": "", "seconds": 1201}
    assert told == house.report()
    assert not list((house.folder / "spent").iterdir()) and house.trial.ticket.hers not in str(
        [one.read_text() for one in (house.folder / "tickets").iterdir()]
    )
    assert 404 == house.enter(CallEnd.HERS, HERS)[0]


def test_both_are_told_of_a_lost_line_and_the_call_fails_when_it_stays_lost(house: House) -> None:
    house.both_talk()
    house.later(seconds=60)
    house.say(HIS, "line", is_up=False)
    assert {"kind": "line", "is_up": False} == house.heard(HERS, "line")[-1] == house.heard(HIS, "line")[-1]
    house.later(seconds=30)
    assert [] == house.heard(HERS, "over")
    house.later(seconds=15)

    assert ["line_lost"] == [one["because"] for one in house.heard(HERS, "over")]
    assert ("failed", 105) == (house.report()["state"], house.report()["seconds"])


def test_two_that_went_away_without_a_word_do_not_talk_till_the_end(house: House) -> None:
    house.both_talk()
    for _ in range(3):
        house.at += timedelta(seconds=35)
        house.door.rooms.tick()

    assert "failed" == house.report()["state"]


def test_who_watches_sees_that_it_runs_hears_nothing_and_stops_it_with_a_reason(house: House) -> None:
    house.both_talk()
    entered = house.enter(CallEnd.WATCH, WATCH)[1]
    house.say(HIS, "candidate", said=CANDIDATE, part=0)
    house.say(WATCH, "offer", said="v=0\r\n")
    for because in ("", "by_her", "a word of his"):
        house.say(WATCH, "stop", because=because)
    house.later(seconds=61)
    words = house.post("/hear", {"browser": WATCH, "at": 0})[1]["words"]

    assert "relay" not in entered and {"state"} == {one["kind"] for one in words}
    assert {"kind": "state", "state": "held", "seconds": 61, "there": ["hers", "his"]} == words[-1]
    assert [] == house.heard(HERS, "offer") == house.heard(HERS, "over")
    house.say(WATCH, "stop", because="third_person")
    assert ["third_person"] == [one["because"] for one in house.heard(HERS, "over")]
    assert "stopped" == house.report()["state"]


def test_either_ends_it_without_a_reason_and_before_it_began_it_is_stopped(house: House) -> None:
    house.enter(CallEnd.HERS, HERS)
    house.enter(CallEnd.HIS, HIS)
    house.say(HERS, "leave")

    assert ("stopped", "by_her") == (house.report()["state"], house.report()["because"])
    assert ["by_her"] == [one["because"] for one in house.heard(HIS, "over")]


def test_a_call_to_which_nobody_came_fails_and_its_ticket_goes(house: House) -> None:
    house.enter(CallEnd.HERS, HERS)
    house.later(minutes=20)

    assert ("failed", "nobody_came") == (house.report()["state"], house.report()["because"])


def test_a_file_that_is_none_is_told_once_and_opens_nothing_and_the_past_is_taken_away(house: House) -> None:
    spoiled = house.folder / "tickets" / "spoiled.json"
    spoiled.write_text('{"version": 2, "calls": [{"call": "E-77"}]}', encoding="utf-8")
    for _ in range(3):
        house.post("/enter", {"secret": "0" * 64, "browser": HERS})
    assert ["tickets spoiled.json were not taken: calls.E003: row 1: not the fields of a ticket"] == house.said
    spoiled.write_text(written((replace(house.trial.ticket, call="a" * 32),)), encoding="utf-8")
    assert 200 == house.enter(CallEnd.HERS, HERS)[0]
    house.at += timedelta(hours=1)
    house.door.rooms.tick()

    assert [] == list((house.folder / "tickets").iterdir())


def test_what_a_browser_shows_to_the_relay_ends_with_the_call_and_names_nobody(house: House) -> None:
    relay = house.enter(CallEnd.HERS, HERS)[1]["relay"]
    again = house.enter(CallEnd.HERS, HERS)[1]["relay"]
    until = int(relay["username"].split(":")[0])

    assert list(RELAY.addresses) == relay["urls"]
    assert 60 == until - house.trial.ticket.ends_at.timestamp() and relay["username"] != again["username"]


@pytest.mark.parametrize(
    "addresses",
    [(), ("relay.example.invalid",), ("stun:relay.example.invalid:3478",),
     ("turn:one.example.invalid:3478", "turn:two.example.invalid:3478")],
)  # fmt: skip
def test_refuses_no_relay_more_than_one_and_a_secret_that_is_none(addresses: tuple[str, ...]) -> None:
    with pytest.raises(NoRelayError):
        Relay(addresses=addresses, secret="s" * 64)
    with pytest.raises(NoRelayError):
        Relay(addresses=RELAY.addresses, secret="short")


def test_pages_are_closed_to_everything_foreign_and_a_wrong_host_is_refused(house: House) -> None:
    for path in ("/uk/", "/ru/room", "/en/", "/static/page.js"):
        status, headers, body = house.ask("GET", path)
        assert 200 == status and b"default-src 'none'" in headers[b"content-security-policy"]
        assert b"http:" not in body and b"//" not in body.replace(b"// ", b"")
        assert b"display-capture=()" in headers[b"permissions-policy"]
        assert b"set-cookie" not in headers and b"no-store" == headers[b"cache-control"]
    house.door = CallsDoor(Shelf(house.folder, print), RELAY, lambda: house.at, hosts=("calls.example.invalid",))
    assert 400 == house.ask("GET", "/uk/", host="elsewhere.invalid")[0]
    status, headers, _ = house.ask(
        "GET", "/room", b"", host="calls.example.invalid:443", **{"accept-language": "ru,en"}
    )
    assert (303, b"/ru/room") == (status, headers[b"location"])


def test_a_call_booked_while_another_runs_is_there_when_that_one_is_over(house: House) -> None:
    house.both_talk()
    second = house.another()
    house.book(house.trial, second)
    house.say(HERS, "leave")
    assert "done" == house.report()["state"] and 200 == house.enter_room_of(second, HIS)
    house.open()
    assert 200 == house.enter_room_of(second, HIS) and 2 == len(read(house.file.read_text()))


def test_a_file_renamed_in_as_the_past_one_is_taken_away_goes_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.door.rooms.tick()
    house.at += timedelta(minutes=20)
    second = house.another()
    with monkeypatch.context() as held:
        held.setattr(Shelf, "_look", lambda shelf: house.book(second))  # after the door's last look
        house.door.rooms.tick()

    assert 200 == house.enter_room_of(second, HIS) and [house.file] == list((house.folder / "tickets").iterdir())


def test_a_code_that_was_used_opens_nothing_however_often_its_call_is_written_again(house: House) -> None:
    house.both_talk()
    house.say(HERS, "leave")
    for _ in range(2):
        house.book(house.trial, house.another())
        assert [404, 404] == [house.enter(CallEnd.HERS, one)[0] for one in (STRANGER, HERS)]
        house.open()
        house.door.rooms.tick()
    assert not list((house.folder / "spent").glob("*-hers")), "which browser it was is kept no longer"
    house.at += timedelta(minutes=21)
    house.door.rooms.tick()
    later = replace(house.trial.ticket, ends_at=house.at + timedelta(minutes=10))
    house.book(replace(house.trial, ticket=later))
    assert 404 == house.enter(CallEnd.HERS, STRANGER)[0] and not list((house.folder / "spent").iterdir())


def test_refuses_to_look_at_the_eleventh_secret_of_an_address_and_holds_up_no_other(house: House) -> None:
    def guess(address: str, forwarded: str, secret: str = "0" * 64) -> int:
        house.address = address
        told = {"secret": secret, "browser": HERS}
        return house.post("/enter", told, **{"x-forwarded-for": forwarded})[0]

    right = house.secret(CallEnd.HERS)
    wrong = [guess("198.51.100.1", f"203.0.113.{n}, 2001:db8:0:7::{n}") for n in range(11)]  # one household
    assert [404] * 10 + [429] == wrong and 429 == guess("198.51.100.1", "2001:db8:0:7::ff", right)
    assert 200 == guess("198.51.100.1", "2001:db8:0:8::1", right)
    house.at += timedelta(seconds=6)
    assert [200, 404, 429] == [guess("198.51.100.1", "2001:db8:0:7::ff", one) for one in (right, "0" * 64, right)]


def test_a_bad_file_is_told_once_and_neither_stops_the_clock_nor_a_call(house: House) -> None:
    house.both_talk()
    for name, text in (("empty", ""), ("list", "[]"), ("odd", '{"state": "asleep"}'), ("deep", '{"state": []}')):
        (house.folder / "reports" / f"{name}.json").write_text(text)
    (house.folder / "spent" / "folder").mkdir()
    (house.folder / "spent" / "half-hers").write_text("")
    house.say(HERS, "line", is_up=True)
    house.enter(CallEnd.WATCH, WATCH)
    assert 200 == house.say(WATCH, "stop", because=[]) == house.say(WATCH, "stop", because={})
    for _ in range(2):
        house.later(minutes=10)

    assert "done" == house.report()["state"] and 6 == len(house.said) == len(set(house.said))
    assert "reports/empty.json: JSONDecodeError; it was left as it is" in house.said


def test_a_report_that_the_disk_does_not_take_is_written_later_and_both_are_told_at_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.both_talk()
    with monkeypatch.context() as full:
        full.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "full")))
        house.say(HERS, "leave")
        assert ["done"] == [one["state"] for one in house.heard(HIS, "over")]
        assert 404 == house.enter(CallEnd.HERS, STRANGER)[0] and "held" == house.report()["state"]
    house.door.rooms.tick()

    assert "done" == house.report()["state"]


def test_the_clock_goes_on_after_a_second_that_went_wrong(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    async def soon(_: float) -> None:
        done.append("slept")
        if len(done) > 20:
            raise KeyboardInterrupt

    monkeypatch.setattr(Relay, "whereabouts", lambda _: frozenset(["192.0.2.10"]))
    monkeypatch.setattr("asyncio.sleep", soon)
    monkeypatch.setattr(house.door.rooms, "tick", lambda: done.append("tick") or 1 // 0)  # type: ignore[func-returns-value]
    with pytest.raises(KeyboardInterrupt):
        asyncio.run(house.door.keep_time())

    assert done.count("tick") > 5 and ["the clock of calls met ZeroDivisionError and goes on"] == house.said


def test_a_call_that_was_held_before_a_fall_is_never_told_as_one_to_which_nobody_came(house: House) -> None:
    house.both_talk()
    house.later(minutes=10)
    house.open()
    house.at += timedelta(minutes=5)
    assert 200 == house.enter(CallEnd.HERS, HERS)[0]  # she comes back, he does not
    house.later(seconds=41)

    assert ("failed", "line_lost", 941) == tuple(house.report()[one] for one in ("state", "because", "seconds"))
    assert not list((house.folder / "spent").glob("*-began"))


def test_the_length_of_a_call_counts_from_its_beginning_over_a_fall(house: House) -> None:
    house.both_talk()
    house.later(minutes=10)
    house.open()
    house.at += timedelta(minutes=5)
    house.both_talk()
    house.later(minutes=1)
    house.say(HIS, "leave")

    assert ("done", 960) == (house.report()["state"], house.report()["seconds"])


def test_both_ends_are_told_while_somebody_watches(house: House) -> None:
    house.both_talk()
    assert not house.heard(HERS, "other")[-1]["is_watched"]
    house.enter(CallEnd.WATCH, WATCH)
    assert house.heard(HERS, "other")[-1]["is_watched"] and house.heard(HIS, "other")[-1]["is_watched"]
    house.later(seconds=46)
    assert not house.heard(HERS, "other")[-1]["is_watched"], "who watched has gone"


def test_a_call_that_is_taken_away_after_both_entered_ends_before_its_hour_in_technical_words(house: House) -> None:
    house.at -= timedelta(minutes=10)
    for end, browser in ((CallEnd.HERS, HERS), (CallEnd.HIS, HIS)):
        assert 200 == house.enter(end, browser)[0]
        house.say(browser, "ready")
    house.file.unlink()  # an embargo, his no, hers, a move: the bureau's side put it off
    assert 404 == house.post("/enter", {"secret": "", "browser": HERS})[0], "a page loaded again"
    for _ in range(2):
        house.later(seconds=1)

    assert ("failed", "no_line", 0) == tuple(house.report()[one] for one in ("state", "because", "seconds"))
    assert ["no_line"] == [one["because"] for one in house.heard(HERS, "over")]
    assert house.heard(HERS, "over") == house.heard(HIS, "over")
    house.later(minutes=10)
    assert [] == house.heard(HERS, "meet") == house.heard(HIS, "meet")
    assert 404 == house.post("/enter", {"secret": "", "browser": HERS})[0] == house.enter(CallEnd.HERS, HERS)[0]


def test_two_whose_call_is_taken_away_in_its_first_second_do_not_meet(house: House) -> None:
    house.at -= timedelta(seconds=1)
    for end, browser in ((CallEnd.HERS, HERS), (CallEnd.HIS, HIS)):
        house.enter(end, browser)
    house.say(HERS, "ready")
    house.file.unlink()
    house.at += timedelta(seconds=1)
    house.say(HIS, "ready")

    assert [] == house.heard(HERS, "meet") == house.heard(HIS, "meet")


def test_a_call_that_is_stopped_at_the_desk_ends_in_mid_call_and_both_read_of_a_line_that_broke(house: House) -> None:
    house.both_talk()
    house.enter(CallEnd.WATCH, WATCH)
    house.later(minutes=5)
    house.file.unlink()
    for _ in range(2):
        house.later(seconds=1)

    assert ("failed", "line_lost", 302) == tuple(house.report()[one] for one in ("state", "because", "seconds"))
    for browser in (HERS, HIS, WATCH):
        assert ["line_lost"] == [one["because"] for one in house.heard(browser, "over")]


def test_a_file_that_is_away_for_one_look_or_cannot_be_read_takes_no_call_away(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.both_talk()
    aside = house.file.with_suffix(".aside")
    for _ in range(3):  # written again by a copy that is no rename
        house.file.rename(aside)
        house.later(seconds=1)
        aside.rename(house.file)
        house.later(seconds=1)
    with monkeypatch.context() as dumb:
        dumb.setattr(Path, "stat", lambda *_, **__: (_ for _ in ()).throw(OSError(5, "the disk does not answer")))
        shelf = house.door.rooms._shelf
        assert shelf.stands(house.trial.ticket) and ["calls/tickets: OSError; it was left as it is"] == house.said
    house.file.write_text('{"version": 2, "ca', encoding="utf-8")  # written anew, and cut off
    for _ in range(3):
        house.later(seconds=1)

    assert "held" == house.report()["state"] and [] == house.heard(HERS, "over")


PICTURE = "v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\nm=video {} UDP/TLS/RTP/SAVPF 96\r\n"


def test_a_call_that_one_of_them_wished_by_sound_alone_has_no_picture_at_either_end(house: House) -> None:
    """Whatever a page offers or answers: a box in a room of his guards turns no camera on."""
    sound = replace(house.trial.ticket, is_sound=True)
    house.file.write_text(written(with_decoys((sound,), house.draw.randbytes)), encoding="utf-8")
    for end, browser in ((CallEnd.HERS, HERS), (CallEnd.HIS, HIS)):
        assert house.enter(end, browser)[1]["is_sound"] is True
    house.both_talk()
    house.enter(CallEnd.WATCH, WATCH)
    for browser, other, kind in ((HIS, HERS, "offer"), (HERS, HIS, "answer")):
        for port in (9, 0):
            house.say(browser, kind, said=PICTURE.format(port))
        house.say(browser, "picture", is_on=True)
        assert [] == house.heard(other, kind) == house.heard(other, "picture")
        house.say(browser, kind, said=PICTURE.partition("m=video")[0])
        house.say(browser, "picture", is_on=False)
        assert 1 == len(house.heard(other, kind)) and "m=audio" in house.heard(other, kind)[0]["said"]
        assert [False] == [one["is_on"] for one in house.heard(other, "picture")]


def test_a_call_by_picture_says_so_and_passes_it_on(house: House) -> None:
    house.both_talk()
    assert house.enter(CallEnd.HERS, HERS)[1]["is_sound"] is False
    house.say(HIS, "offer", said=PICTURE.format(9))
    house.say(HIS, "picture", is_on=True)
    assert "m=video" in house.heard(HERS, "offer")[0]["said"] and house.heard(HERS, "picture")[0]["is_on"]
