"""One matter that cannot be drawn stops nobody's: it is set aside with its reason, owed, and drawn when it can be."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from repatria.core.vocabulary.errors import ConflictError, OutsideError, RuleError, TamperError
from repatria.core.vocabulary.particulars import Category, Given, Particular, ParticularKind, Source
from repatria.doors.jobs.consequences import draw_consequences, draw_what_was_set_aside
from repatria.doors.jobs.consumers import Consumer, draw_again, read_on
from repatria.doors.jobs.verifying import let_everybody_read_again, verify_house
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_reading
from repatria.records.consequences.selectors import open_consequences, open_count
from repatria.records.ledger.reading import consumer_distances, cursor_of, entries_since, tree_size
from repatria.records.ledger.services import move_cursor
from repatria.records.notices.models import StatutoryNotice
from repatria.records.register.services import record_capture, record_particular
from tests.house import capture_one, lay_places
from tests.records.staff import Staff, outside

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
ASKED = "register.?names"
ANSWERED = "enquiries.?names"


@pytest.fixture
def house(clock, randomness):
    return outside(clock, randomness)


@pytest.fixture
def acts(house):
    """Three acts that a reader reads; a tree of six, since another kind stands between."""
    indices = []
    for _ in range(3):
        indices.append(tree_size())
        record_reading(house.house(Role.MATCHER), question=ASKED, records=("P-1",))
    return indices


def reader(draw, name="reader"):
    return Consumer(name=name, kinds=("access.reading_recorded",), draw=draw, concerns=Role.REGISTRAR)


def answering(fails, tries=None):
    """Answers every question with a reading of its own; `fails` says what it meets at which act."""

    def draw(recorded, outside):
        if tries is not None:
            tries.append(recorded.index)
        if recorded.act.question == ASKED:
            met = fails.get(recorded.index)
            if met:
                raise met
            record_reading(outside.house(Role.MATCHER), question=ANSWERED, records=())

    return draw


def drawn(name="reader"):
    return {one.cause for one in entries_since(0) if one.cause and one.cause.startswith(f"{name}:")}


FAULTS = [
    RuleError("no power to tell", provision="GC III 122(3)"), ValueError("Шевченко Сергій"), KeyError("x"),
    ConflictError("somebody acts again and again"),
]  # fmt: skip


@pytest.mark.parametrize("met", FAULTS, ids=lambda one: type(one).__name__)
def test_what_cannot_be_drawn_is_set_aside_and_the_acts_behind_it_are_read(house, acts, met):
    first, second, third = acts

    read_on([reader(answering({second: met}))], house, 500)

    assert {f"reader:{first}", f"reader:{third}"} == drawn()
    (line,) = open_consequences()
    assert ("reader", second, Role.REGISTRAR) == (line.consumer, line.act_index, line.concerns)
    assert cursor_of("reader") > third


def test_the_reason_is_kept_of_a_refusal_and_no_word_of_a_fault(house, acts):
    first, second, _ = acts
    fails = {first: RuleError("no power to tell", provision="GC III 122(3)"), second: ValueError("Шевченко Сергій")}

    read_on([reader(answering(fails))], house, 500)

    refused, broken = open_consequences()
    assert ("core.E200", "GC III 122(3)", "no power to tell") == (refused.code, refused.provision, refused.reason)
    assert ("ValueError", "", "") == (broken.code, broken.provision, broken.reason)


def test_it_is_set_aside_once_however_often_it_is_read(house, acts):
    consumer = reader(answering({acts[0]: ValueError("x")}))
    for _ in range(3):
        read_on([consumer], house, 500)
        move_cursor("reader", 0)

    assert 1 == open_count()
    assert 1 == len(entries_since(0, kinds=["consequences.matter_set_aside"]))


def test_what_another_did_meanwhile_is_tried_once_more_before_it_is_set_aside(house, acts):
    tries, fails = [], {acts[0]: ConflictError("overtaken")}

    def draw(recorded, outside):
        answering(fails, tries)(recorded, outside)

    def once(recorded, outside):
        try:
            draw(recorded, outside)
        finally:
            fails.clear()

    read_on([reader(once)], house, 500)

    assert 0 == open_count()
    assert f"reader:{acts[0]}" in drawn()
    assert 2 == tries.count(acts[0])


def test_what_was_drawn_before_is_passed_over_though_it_could_not_be_drawn_a_second_time(house, acts):
    fails = {}
    consumer = reader(answering(fails))
    read_on([consumer], house, 500)
    fails |= {index: RuleError("it is done already", provision="GC III 122(5)") for index in acts}
    move_cursor("reader", 0)

    read_on([consumer], house, 500)

    assert 0 == len(entries_since(0, kinds=["consequences.matter_set_aside"]))
    assert cursor_of("reader") > acts[-1]


SILENCES = [OutsideError("away"), OutsideError("gone", permanent=True), OperationalError("database is locked")]


@pytest.mark.parametrize("silence", SILENCES, ids=["away", "gone", "locked"])
def test_a_silent_store_is_waited_for_and_the_other_consumers_go_on(house, acts, silence):
    first, second, third = acts
    fails = {second: silence}
    waiting, other = reader(answering(fails)), reader(answering({}), name="other")

    read_on([waiting, other], house, 500)

    assert {f"reader:{first}"} == drawn()
    assert {f"other:{one}" for one in acts} == drawn("other")
    assert second >= cursor_of("reader") > first
    assert 0 == open_count()

    fails.clear()
    read_on([waiting], house, 500)
    assert {f"reader:{one}" for one in (first, second, third)} == drawn()


def test_a_broken_proof_is_never_set_aside(house, acts):
    with pytest.raises(TamperError):
        read_on([reader(answering({acts[1]: TamperError("a seal does not open")}))], house, 500)

    assert 0 == open_count()
    assert acts[1] >= cursor_of("reader")


def test_what_can_be_drawn_later_is_drawn_and_open_no_longer(house, acts):
    fails = {acts[0]: ValueError("x"), acts[2]: ValueError("y")}
    consumer = reader(answering(fails))
    read_on([consumer], house, 500)
    assert 0 == draw_again([consumer], house)

    del fails[acts[0]]

    assert 1 == draw_again([consumer], house)
    assert [acts[2]] == [one.act_index for one in open_consequences()]
    assert {f"reader:{acts[0]}", f"reader:{acts[1]}"} == drawn()
    assert 0 == draw_again([consumer], house)
    assert 0 == read_on([consumer], house, 500) or cursor_of("reader") == tree_size()


def test_a_broken_proof_among_what_was_set_aside_is_no_matter_of_later(house, acts):
    fails = {acts[0]: ValueError("x")}
    consumer = reader(answering(fails))
    read_on([consumer], house, 500)
    fails[acts[0]] = TamperError("a seal does not open")

    with pytest.raises(TamperError):
        draw_again([consumer], house)


NAMELESS = [
    Particular(kind=kind, value=None, given=Given.UNKNOWN, source=Source(kind="capture_form", reference="form 7"))
    for kind in (
        ParticularKind.SURNAME,
        ParticularKind.FIRST_NAMES,
        ParticularKind.BIRTH_DATE,
        ParticularKind.SERVICE_NUMBER,
        ParticularKind.RANK,
    )
]


def capture_nameless(house):
    """Somebody unconscious, without a disc and without a Power: no notice can name him."""
    return record_capture(
        house.house(Role.CLERKWORK), category=Category.PRISONER_OF_WAR, power="", card_number="0007", captured_on=None,
        captured_at="", holder="UNIT-3", particulars=NAMELESS,
    )  # fmt: skip


@pytest.fixture
def nameless(house):
    lay_places(house.now(), "UNIT-3")
    return capture_nameless(house)


def noticed():
    return sorted(StatutoryNotice.objects.values_list("person_id", flat=True))


@pytest.fixture
def mac_key(keyring):
    from repatria.config.install import portal_keys_of

    return portal_keys_of(keyring).mac_key


def test_a_captive_whom_no_notice_can_name_stops_nobodys_notice(house, nameless, mac_key):
    after = capture_one(house.house(Role.CLERKWORK), 8)
    while draw_consequences(house):
        pass

    assert [after, after] == noticed()
    lines = open_consequences(concerns=[Role.REGISTRAR])
    assert {("notices_agency", nameless), ("notices_power", nameless)} == {(one.consumer, one.about) for one in lines}
    assert {"GC III 122(4)"} == {one.provision for one in lines}
    assert {0} == {distance for name, distance in consumer_distances().items() if name != "inbox"}
    report = verify_house(mac_key, lambda *_: None)
    assert report.is_equal, report.first


def test_his_notices_go_out_once_he_has_a_name(clock, randomness, house, nameless, mac_key):
    while draw_consequences(house):
        pass
    registrar = Staff(clock, randomness).found(with_places=False).hire("registrar", Role.REGISTRAR)
    named = Particular(kind=ParticularKind.SURNAME, value="Коваль", source=Source(kind="comrade", reference="form 9"))
    record_particular(registrar, person_id=nameless, particular=named)

    assert 2 == draw_what_was_set_aside(house)

    assert [nameless] == noticed(), "no Power is named that could be told"
    assert 0 == open_count()
    let_everybody_read_again()
    while draw_consequences(house):
        pass
    assert [nameless] == noticed()
    assert verify_house(mac_key, lambda *_: None).is_equal


def test_a_named_man_of_no_named_power_has_one_notice_and_verify_finds_nothing(house, mac_key):
    lay_places(house.now(), "UNIT-3")
    named = [Particular(kind=ParticularKind.SURNAME, value="Коваль", source=NAMELESS[0].source), *NAMELESS[1:]]
    person = record_capture(
        house.house(Role.CLERKWORK), category=Category.PRISONER_OF_WAR, power="", card_number="0008", captured_on=None,
        captured_at="", holder="UNIT-3", particulars=named,
    )  # fmt: skip
    while draw_consequences(house):
        pass

    assert [person] == noticed()
    report = verify_house(mac_key, lambda *_: None)
    assert report.is_equal, report.first


@pytest.mark.parametrize("consumer", ["notices_agency", "notices_power"])
def test_a_cursor_moved_over_an_act_that_nobody_set_aside_is_still_named(house, nameless, mac_key, consumer):
    while draw_consequences(house):
        pass
    before = tree_size()
    move_cursor(consumer, before + 1)
    capture_one(house.house(Role.CLERKWORK), 9)
    while draw_consequences(house):
        pass

    assert [before] == [one.act_index for one in verify_house(mac_key, lambda *_: None).passed_over]
