"""The matcher's socket answers the house alone, and its memory follows the log whoever moved the cursor."""

from __future__ import annotations

import json
import socket
import threading
import time

import pytest

from repatria.doors.desk.matcher import SilentMatcherError, find
from repatria.doors.jobs.matcher import Matcher, _answer_connection, serve_socket
from repatria.records.matching.calling import proof_of
from tests.journeys.test_thread_in_the_records import Story

pytestmark = pytest.mark.django_db


def _ask(matcher, sent):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(sent)
        ours.shutdown(socket.SHUT_WR)
        _answer_connection(matcher, theirs)
        theirs.shutdown(socket.SHUT_WR)
        return json.loads(ours.makefile("rb").read() or b"null")


@pytest.fixture
def story(clock, randomness):
    return Story(clock, randomness).capture()


@pytest.fixture
def matcher(story):
    made = Matcher(story.outside)
    made.build()
    return made


def test_refuses_to_answer_whoever_does_not_hold_the_keyring(matcher):
    line = json.dumps({"ask": "find", "name": "Шевченко Сергій"}).encode() + b"\n"

    for proof in (b"", b"0" * 64, proof_of(line + b" "), proof_of(line)[:-1]):
        assert not (_ask(matcher, proof + b"\n" + line) or {}).get("candidates")
    assert not (_ask(matcher, line) or {}).get("candidates")


def test_answers_the_house(matcher, story):
    line = json.dumps({"ask": "find", "name": "Шевчинко Сережа"}).encode() + b"\n"

    answer = _ask(matcher, proof_of(line) + b"\n" + line)

    assert [story.person] == [one["person_id"] for one in answer["candidates"]]


@pytest.mark.parametrize("line", [b"{", b"[]", b"7", b'{"ask": "find", "top": "x"}', b"\xff\xfe"])
def test_a_broken_request_ends_nothing(matcher, line):
    _ask(matcher, proof_of(line + b"\n") + b"\n" + line + b"\n")

    assert matcher.answer({"ask": "size"})["persons"] == 1


def test_a_matcher_that_was_up_before_another_read_the_log_still_learns_of_everybody(clock, randomness):
    story = Story(clock, randomness)
    early = Matcher(story.outside)
    early.build()
    story.capture()
    other = Matcher(story.outside)
    other.build()
    while other.follow():
        pass

    while early.follow():
        pass

    assert early.answer({"ask": "size"}) == other.answer({"ask": "size"}) == {"persons": 1, "enquiries": 0}


def test_the_desk_is_told_when_nobody_answers(tmp_path):
    with pytest.raises(SilentMatcherError):
        find(tmp_path / "nobody.sock", name="Шевченко")


def test_the_desk_and_the_matcher_speak_over_the_socket(tmp_path, keyring):
    class Still:
        """A matcher without a store: what is tried is the talk."""

        def follow(self):
            return 0

        def answer(self, request):
            found = {"person_id": request["name"], "bits": 1.5, "probability": 0.5, "equally_good": 1,
                     "fields": [["surname", "surname_same", 1.5]]}  # fmt: skip
            return {"candidates": [found]}

    path, stop = tmp_path / "m.sock", threading.Event()
    serving = threading.Thread(target=serve_socket, args=(Still(), path, stop.is_set, 0.05))
    serving.start()
    try:
        while not path.exists():
            time.sleep(0.01)
        assert 0o600 == path.stat().st_mode & 0o777
        (found,) = find(path, name="Шевченко")
        assert ("Шевченко", 1.5) == (found.person_id, found.bits)
    finally:
        stop.set()
        serving.join(5)
