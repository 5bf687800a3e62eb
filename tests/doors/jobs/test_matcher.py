"""The matcher's socket answers the house alone, and its memory follows the log whoever moved the cursor."""

from __future__ import annotations

import json
import multiprocessing
import socket
import threading
import time

import pytest

from repatria.core.law.enquiry import ClosingReason
from repatria.core.linkage.index import filing
from repatria.doors.desk.frame.matcher import SilentMatcherError, find, weights_version
from repatria.doors.jobs import indexes
from repatria.doors.jobs import matcher as jobs_matcher
from repatria.doors.jobs.matcher import Matcher
from repatria.doors.jobs.matcher_socket import _answer_connection, serve_socket
from repatria.records.access.role_table import Role
from repatria.records.consequences.selectors import open_consequences, open_count
from repatria.records.enquiries.services import close_enquiry
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.matching import weighing
from repatria.records.matching.acts import WeightLine
from repatria.records.matching.calling import proof_of
from repatria.records.matching.models import CandidatePair
from repatria.records.matching.services import withdraw_weights
from repatria.records.register import names
from repatria.records.register.models import ParticularRow
from repatria.records.vault.errors import BrokenSealError
from tests.house import list_one
from tests.journeys.test_thread_in_the_records import Story
from tests.kept import built_once
from tests.records.matching.judged import Judged

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
@built_once
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

    assert early.answer({"ask": "size"}) == other.answer({"ask": "size"}) == {
        "persons": 1, "enquiries": 0, "weights": 0,
    }  # fmt: skip


def test_a_slice_of_what_was_recorded_since_the_matcher_read_ends_nothing(story, monkeypatch):
    monkeypatch.setattr(jobs_matcher, "_DOUBLES_AT_ONCE", 1)
    matcher = Matcher(story.outside)
    matcher.build()
    (first, *_) = entries_since(0, kinds=jobs_matcher.DOUBLE_KINDS, at_most=1)
    matcher.reached, matcher._doubles_reached = first.index, 0  # as where it read the log before that came

    matcher._look_for_doubles(lambda: None)

    assert not matcher.has_doubles_to_find, "nothing before the place that was reached is left"


def _level_of_birth(matcher, birth_date):
    (found,) = matcher.answer({"ask": "find", "name": "Шевченко Сергій", "birth_date": birth_date})["candidates"]
    return {field: level for field, level, *_ in found["fields"]}.get("birth_date")


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("12 квітня 1999", "birth_date_same"), ("12.04.99 р.н.", "birth_date_same"), ("1999-04-12", "birth_date_same"),
        ("04/12/1999", "birth_year_same"), ("близько 1999", "birth_year_same"), ("н/д", "birth_date_missing"),
    ],
)  # fmt: skip
def test_a_person_is_compared_by_what_is_read_in_the_words_that_stand_in_the_register(
    clock, randomness, written, level
):
    story = Story(clock, randomness).capture(born=written)
    matcher = Matcher(story.outside)
    matcher.build()

    assert level == _level_of_birth(matcher, "1999-04-12")


@pytest.mark.parametrize(
    ("written", "language", "level"),
    [
        ("12 апреля 1999 г.", "ru", "birth_date_same"), ("12/04/1999", "uk", "birth_date_same"),
        ("04/12/1999", "uk", "birth_date_swapped"), ("04/12/1999", "en", "birth_date_swapped"),
        ("26 років", "uk", "birth_year_same"), ("28 лет", "ru", "birth_year_near"),
        ("1990-1995", "uk", "birth_date_missing"),
        ("навесні", "uk", "birth_date_missing"),
    ],
)  # fmt: skip
def test_an_enquiry_is_compared_by_what_is_read_on_her_page_and_her_day(story, written, language, level):
    matcher = Matcher(story.outside)
    matcher.build()
    story.ask("Шевченко Сергій", born=written, language=language)
    while matcher.follow():
        pass

    (waterfall,) = CandidatePair.objects.values_list("waterfall", flat=True)
    assert level == {line["field"]: line["level"] for line in json.loads(waterfall)}.get("birth_date", "")


@pytest.fixture
def short_chunks(monkeypatch):
    """Two rows are enough for a child: five persons are read by several."""
    monkeypatch.setattr(filing, "_ROWS_A_CHUNK", 2)


def test_a_register_read_by_several_processes_is_the_whole_register(story, short_chunks):
    others = [list_one(story.outside.house(Role.CLERKWORK), number) for number in range(4)]
    matcher = Matcher(story.outside)
    matcher.build()

    assert [story.person, *others] == list(matcher.registered)
    for row in matcher.registered.values():
        asked = {"ask": "find", "name": f"{row.surname} {row.given_name}", "birth_date": row.birth_date}
        assert row.person_id in [one["person_id"] for one in matcher.answer(asked)["candidates"]]


def test_a_seal_that_does_not_open_ends_the_building_and_every_child(story, short_chunks, monkeypatch):
    for number in range(4):
        list_one(story.outside.house(Role.CLERKWORK), number)
    last = ParticularRow.objects.filter(kind="surname").order_by("recorded_index").last()
    ParticularRow.objects.filter(pk=last.pk).update(statutory_value=bytes(40))
    monkeypatch.setattr(names, "_PAGE", 2)

    with pytest.raises(BrokenSealError):
        Matcher(story.outside).build()
    assert [] == multiprocessing.active_children()


def test_the_desk_is_told_when_nobody_answers(tmp_path):
    with pytest.raises(SilentMatcherError):
        find(tmp_path / "nobody.sock", name="Шевченко")


def test_the_desk_and_the_matcher_speak_over_the_socket(tmp_path, keyring):
    class Still:
        """A matcher without a store: what is tried is the talk."""

        def follow(self, between):
            return 0

        def draw_again(self):
            return 0

        def answer(self, request):
            found = {"person_id": request.get("name", ""), "bits": 1.5, "probability": 0.5, "equally_good": 1,
                     "fields": [["surname", "surname_same", 1.5, [0]]]}  # fmt: skip
            return {"candidates": [found], "weights": 3, "share": [0.2, "judged", 40]}

    path, stop = tmp_path / "m.sock", threading.Event()
    serving = threading.Thread(target=serve_socket, args=(Still(), path, stop.is_set, 0.05))
    serving.start()
    try:
        while not path.exists():
            time.sleep(0.01)
        assert 0o600 == path.stat().st_mode & 0o777
        (found,) = find(path, name="Шевченко")
        assert ("Шевченко", 1.5, 3) == (found.person_id, found.bits, found.weights_version)
        assert (WeightLine(field="surname", level="surname_same", millibits=1500, words_read=(0,)),) == found.lines
        assert 3 == weights_version(path)
    finally:
        stop.set()
        serving.join(5)


def _reweighed(matcher, version):
    """Follows until these weights weigh; the new indexes are built by another thread."""
    for _ in range(2000):
        matcher.follow()
        if version == matcher.answer({"ask": "size"})["weights"]:
            return
        time.sleep(0.005)
    raise AssertionError("the matcher did not take the weights")


@pytest.fixture
def judged(clock, randomness, monkeypatch):
    # The true minimum is tried in the room's own tests; here it would only cost a second of judging.
    monkeypatch.setattr(weighing, "LEAST_LINKS", 3)
    return Judged(clock, randomness).links(3)


def test_adopted_weights_weigh_without_a_new_start_and_withdrawn_ones_no_more(judged):
    matcher = Matcher(judged.outside)
    matcher.build()
    asked = {"ask": "find", "name": "Шевчинко Сережа"}
    before = matcher.answer(asked)

    judged.adopt()
    _reweighed(matcher, 1)
    learned = matcher.answer(asked)
    withdraw_weights(judged.by("head"), version=1, reason="doubt")
    _reweighed(matcher, 0)

    assert before["candidates"][0]["bits"] < learned["candidates"][0]["bits"]
    assert before == matcher.answer(asked)


def test_what_is_recorded_while_the_indexes_are_built_aside_is_in_the_new_ones(judged):
    matcher = Matcher(judged.outside)
    matcher.build()
    while matcher.follow():
        pass
    judged.adopt()
    matcher.follow()
    list_one(judged.outside.house(Role.CLERKWORK), 5)
    judged.ask("Коваль", locator="b" * 64)
    closed = next(iter(matcher.sought))
    close_enquiry(judged.by("caseworker-1"), enquiry_id=closed, reason=ClosingReason.WITHDRAWN)
    is_noted = matcher.reweighing is not None
    _reweighed(matcher, 1)

    assert is_noted
    assert {"persons": 2, "enquiries": 3, "weights": 1} == matcher.answer({"ask": "size"})
    assert (2, 3) == (len(matcher.persons), len(matcher.enquiries))
    assert closed not in matcher.enquiries


def test_the_old_indexes_go_on_when_new_ones_cannot_be_built(judged, monkeypatch):
    matcher = Matcher(judged.outside)
    matcher.build()
    while matcher.follow():
        pass
    judged.adopt()
    # A fault of building can only be made by breaking the builder.
    monkeypatch.setattr(indexes.Indexes, "of", classmethod(lambda *_: 1 // 0))
    matcher.follow()
    while matcher.reweighing:
        matcher.follow()

    assert {"persons": 1, "enquiries": 3, "weights": 0} == matcher.answer({"ask": "size"})


def test_a_pair_is_proposed_with_the_weights_and_the_places_of_its_words(judged):
    matcher = Matcher(judged.outside)
    judged.adopt()
    matcher.build()
    judged.ask("Сережа Шевчинко", locator="c" * 64)
    while matcher.follow():
        pass

    (given,) = [
        r.act for r in entries_since(0, kinds=["matching.candidates_proposed"]) if r.act.enquiry_id == judged.enquiry
    ]  # fmt: skip
    read = {line.field: line.words_read for line in given.pairs[0].lines}
    assert 1 == given.weights_version
    assert ((1,), (0,)) == (read["surname"], read["given_name"])
    assert () == read["birth_date"]


def test_whoever_asks_waits_for_one_subject_and_not_for_a_page(judged):
    matcher = Matcher(judged.outside)
    matcher.build()
    for number in range(4):
        judged.ask("Шевчинко Сережа", locator=f"{number:062d}ff")
    answers = []

    def between():
        answers.append((matcher.answer({"ask": "find", "name": "Шевченко"}), tree_size()))

    while matcher.follow(between=between):
        pass

    sizes = [size for _, size in answers]
    assert 4 <= len(sizes)
    assert sizes == sorted(sizes) and 4 <= len(set(sizes))
    assert all(answer["candidates"] for answer, _ in answers)


def test_a_person_who_cannot_be_indexed_stops_nobody_and_is_indexed_when_he_can_be(matcher, story, monkeypatch):
    first = list_one(story.outside.house(Role.CLERKWORK), 1)
    second = list_one(story.outside.house(Role.CLERKWORK), 2)
    add = matcher.persons.add

    def broken(row):
        if row.person_id == first:
            raise ValueError("Koval 1")
        add(row)

    with monkeypatch.context() as faulty:
        faulty.setattr(matcher.persons, "add", broken)
        matcher.follow()
        assert 0 == matcher.draw_again()

    assert tree_size() >= matcher.reached > 0
    (line,) = open_consequences()
    assert ("matcher", first, "ValueError", "") == (line.consumer, line.about, line.code, line.reason)
    assert second in matcher.registered and 2 == len(matcher.persons)

    assert 1 == matcher.draw_again()
    assert 3 == len(matcher.persons)
    assert 0 == open_count()


def test_one_row_that_cannot_be_read_costs_no_other_its_place_when_the_matcher_starts(story, monkeypatch):
    bad = list_one(story.outside.house(Role.CLERKWORK), 1)
    good = list_one(story.outside.house(Role.CLERKWORK), 2)
    read = jobs_matcher.register_row

    def broken(row, on):
        if row.person_id == bad:
            raise ValueError("Koval 1")
        return read(row, on)

    made = Matcher(story.outside)
    with monkeypatch.context() as faulty:
        faulty.setattr(jobs_matcher, "register_row", broken)
        made.build()

    assert {story.person, good} == set(made.registered)
    assert [bad] == [one.about for one in open_consequences()]
    assert 1 == made.draw_again()
    assert 3 == len(made.persons)


def test_a_broken_seal_is_no_matter_to_set_aside(matcher, story, monkeypatch):
    list_one(story.outside.house(Role.CLERKWORK), 1)

    def broken(row):
        raise BrokenSealError("does not open in its place")

    monkeypatch.setattr(matcher.persons, "add", broken)
    with pytest.raises(BrokenSealError):
        matcher.follow()

    assert 0 == open_count()
