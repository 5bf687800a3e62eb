"""A death is recorded without a doctor; one looks later, and the enquiry of art. 121 is owed until it is opened."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.custody_facts import DeathCause
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.written_times import NotYetError
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.register.acts import CustodyWords
from repatria.records.register.errors import NotDeadError
from repatria.records.register.models import CustodyEntry, DeathWord
from repatria.records.register.selectors import person_for_room
from repatria.records.register.services import record_custody
from repatria.records.register.services.death import open_death_enquiry, record_death_seen
from tests.kept import built_once
from tests.records.register.releasing import Releasing

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def man(clock, randomness):
    made = Releasing(clock, randomness)
    for name, role in (("doctor-2", Role.MEDICAL), ("auditor", Role.AUDITOR), ("head-3", Role.HEAD_OF_BUREAU)):
        made.staff.on_call(name, role)
    return made


def dies(man, words=None, **attested):
    record_custody(
        man.by("registrar"), person_id=man.person, event=CustodyEvent.DIED, happened_at=man.clock(),
        attested=CustodyAttested(**attested), words=words,
    )  # fmt: skip
    keep_clocks(man.outside)


def looks(man, cause, name="doctor-2", words="", later=timedelta()):
    done = record_death_seen(
        man.by(name), person_id=man.person, seen_at=man.clock() + later, cause=cause, words=words
    )  # fmt: skip
    keep_clocks(man.outside)
    return done


def opens(man, name="head-3", authority="prosecutor 2", reference="case 7"):
    done = open_death_enquiry(
        man.by(name), person_id=man.person, opened_at=man.clock(), authority=authority, reference=reference
    )  # fmt: skip
    keep_clocks(man.outside)
    return done


def owed(man, name):
    rules = {"art121", "death_seen"}
    return {one.rule.value for one in owed_clocks(man.by(name)) if one.rule in rules}


def test_refuses_a_look_and_an_enquiry_of_a_man_who_lives(man):
    for tried in (lambda: looks(man, DeathCause.NATURAL), lambda: opens(man)):
        with pytest.raises(NotDeadError):
            tried()

    assert 0 == DeathWord.objects.count()


def test_refuses_anybody_elses_word_a_day_to_come_and_an_enquiry_of_nobody(man):
    dies(man)
    for name in ("registrar", "camp", "head-3", "auditor"):
        with pytest.raises(RoleForbidsError):
            looks(man, DeathCause.NATURAL, name=name)
    for name in ("registrar", "camp", "doctor-2", "auditor"):
        with pytest.raises(RoleForbidsError):
            opens(man, name=name)
    with pytest.raises(NotYetError):
        looks(man, DeathCause.NATURAL, later=timedelta(days=1))
    size = tree_size()
    with pytest.raises(InputError) as refused:
        opens(man, authority=" ", reference="")

    assert (("authority", "missing"), ("reference", "missing")) == refused.value.faults
    assert (size, 0) == (tree_size(), DeathWord.objects.count())


@pytest.mark.parametrize(
    ("attested", "head", "doctor"),
    [
        ({}, {"art121"}, {"death_seen"}),
        ({"cause": DeathCause.NATURAL}, {"art121"}, {"death_seen"}),
        ({"doctor": "dr 1", "cause": DeathCause.VIOLENT}, {"art121"}, set()),
        ({"doctor": "dr 1", "cause": DeathCause.UNKNOWN}, {"art121"}, set()),
        ({"doctor": "dr 1", "cause": DeathCause.NATURAL}, set(), set()),
    ],
)
def test_the_enquiry_is_owed_for_a_violent_or_unknown_cause_until_a_doctor_explains_it(man, attested, head, doctor):
    dies(man, **attested)

    assert (head, doctor) == (owed(man, "head-3"), owed(man, "doctor-2"))


def test_a_doctor_who_finds_a_natural_cause_ends_the_duty_and_one_who_does_not_leaves_it(man):
    dies(man)
    looks(man, DeathCause.UNKNOWN)
    assert ({"art121"}, set()) == (owed(man, "head-3"), owed(man, "doctor-2"))

    looks(man, DeathCause.NATURAL, words="the heart")

    assert set() == owed(man, "head-3")
    assert verify(log_verifier()).is_equal


def test_a_natural_death_that_a_second_look_doubts_opens_it(man):
    dies(man, doctor="dr 1", cause=DeathCause.NATURAL)
    looks(man, DeathCause.VIOLENT)

    assert {"art121"} == owed(man, "head-3")


def test_the_enquiry_that_is_opened_ends_it_and_a_late_one_reaches_the_auditor(man):
    dies(man, cause=DeathCause.VIOLENT)
    man.later(25)
    assert {"art121"} == owed(man, "auditor")

    opens(man)

    assert (set(), set()) == (owed(man, "head-3"), owed(man, "auditor"))
    assert ("prosecutor 2", "case 7") == DeathWord.objects.values_list("by", "reference").get()


def test_place_and_witnesses_lie_sealed_and_stand_on_his_page(man):
    dies(man, words=CustodyWords(place="by the quarry", witnesses="two of hut 4"))

    line = person_for_room(man.person).timeline[-1]
    assert ("by the quarry", "two of hut 4") == (line.place, line.witnesses)
    row = CustodyEntry.objects.get(pk=line.custody_id)
    assert not {b"quarry", b"hut 4"} & {bytes(row.place), bytes(row.witnesses)}
    assert "quarry" not in row.attested
    assert verify(log_verifier()).is_equal
