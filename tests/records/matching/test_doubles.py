"""Records that may be one man: laid before reviewers, judged by two, blind, and asked again when something changed."""

from __future__ import annotations

import pytest

from repatria.core.law.judgement import JudgementConclusion, JudgementKind
from repatria.core.vocabulary.particulars import Particular, ParticularKind, Source
from repatria.doors.jobs.matcher import Matcher
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.matching.double_acts import ProposedDouble
from repatria.records.matching.doubles import (
    double,
    double_number,
    doubles_confirmed,
    doubles_to_judge,
    judge_double,
    propose_doubles,
)
from repatria.records.matching.errors import (
    ConcludedPairError,
    KnownPairsError,
    SecondJudgementError,
    UnknownPairError,
)
from repatria.records.register.errors import UnknownPersonError
from repatria.records.register.selectors import head_counts
from repatria.records.register.services import record_particular
from tests.kept import built_once
from tests.records.register.joining import Doubles

pytestmark = pytest.mark.django_db
POSITIVE, NEGATIVE = JudgementKind.POSITIVE, JudgementKind.NEGATIVE


@pytest.fixture
@built_once
def doubles(clock, randomness):
    made = Doubles(clock, randomness)
    made.cast.staff.on_call("reviewer-3", Role.REVIEWER)
    return made


@pytest.fixture
def two(doubles):
    return doubles.man("0417", "CAMP-1"), doubles.man("0533", "CAMP-2", surname="Шевчинко")


def proposed(two, digest="a", **other):
    first, second = sorted(two)
    told = {"pair_id": double_number(first, second), "first_id": first, "second_id": second, "millibits": 21_000,
            "probability_ppm": 900_000, "digest": digest, "is_again": False, "lines": ()}  # fmt: skip
    return ProposedDouble(**{**told, **other})


def lay(doubles, two, digest="a"):
    pair = proposed(two, digest)
    return propose_doubles(doubles.cast.house(Role.MATCHER), person_id=two[0], pairs=[pair], weights_version=0)[0]


def judge(doubles, name, double_id, judgement):
    return judge_double(doubles.by(name), double_id=double_id, judgement=judgement)


@pytest.mark.parametrize("name", ["registrar", "reviewer-1", "camp-1", "head", "auditor"])
def test_refuses_whoever_is_not_the_matcher_to_lay_pairs_before_reviewers(doubles, two, name):
    with pytest.raises(RoleForbidsError):
        propose_doubles(doubles.by(name), person_id=two[0], pairs=[proposed(two)], weights_version=0)


@pytest.mark.parametrize("name", ["registrar", "camp-1", "head", "caseworker-1"])
def test_refuses_whoever_is_no_reviewer_to_read_or_judge_a_pair(doubles, two, name):
    pair_id, acting = lay(doubles, two), doubles.by(name)
    for call in (
        lambda: judge_double(acting, double_id=pair_id, judgement=POSITIVE),
        lambda: double(acting, pair_id), lambda: doubles_to_judge(acting),
    ):  # fmt: skip
        with pytest.raises(RoleForbidsError):
            call()


def test_refuses_a_pair_that_is_none_one_known_and_a_person_who_is_nobody(doubles, two):
    with pytest.raises(UnknownPairError):
        judge_double(doubles.by("reviewer-1"), double_id="P-1=P-2", judgement=POSITIVE)
    with pytest.raises(UnknownPairError):
        double(doubles.by("reviewer-1"), "P-1=P-2")
    with pytest.raises(UnknownPersonError):
        lay(doubles, (two[0], "P-NOBODY"))
    lay(doubles, two)
    before = tree_size()
    with pytest.raises(KnownPairsError):
        lay(doubles, two)

    assert before == tree_size()


def test_refuses_a_second_judgement_by_the_same_reviewer_and_one_of_a_concluded_pair(doubles, two):
    pair_id = lay(doubles, two)
    judge(doubles, "reviewer-1", pair_id, POSITIVE)
    with pytest.raises(SecondJudgementError):
        judge(doubles, "reviewer-1", pair_id, NEGATIVE)
    judge(doubles, "reviewer-2", pair_id, POSITIVE)
    with pytest.raises(ConcludedPairError):
        judge(doubles, "reviewer-3", pair_id, POSITIVE)


def test_the_second_reviewer_does_not_learn_what_the_first_one_said(doubles, two):
    pair_id = lay(doubles, two)
    before = [double(doubles.by("reviewer-2"), pair_id), doubles_to_judge(doubles.by("reviewer-2"))]
    judge(doubles, "reviewer-1", pair_id, NEGATIVE)

    assert before == [double(doubles.by("reviewer-2"), pair_id), doubles_to_judge(doubles.by("reviewer-2"))]
    assert () == doubles_to_judge(doubles.by("reviewer-1"))
    assert double(doubles.by("reviewer-1"), pair_id).line.judged_by_me


def test_two_who_say_the_same_man_join_nothing_and_tell_the_registrar_whose_stubs_to_see(doubles, two):
    pair_id = lay(doubles, two)
    assert JudgementConclusion.UNDECIDED == judge_double(
        doubles.by("reviewer-1"), double_id=pair_id, judgement=POSITIVE
    )
    assert JudgementConclusion.CONFIRMED == judge_double(
        doubles.by("reviewer-2"), double_id=pair_id, judgement=POSITIVE
    )

    assert {"CAMP-1": 1, "CAMP-2": 1} == head_counts()
    assert [pair_id] == [one.pair_id for one in doubles_confirmed(doubles.by("registrar"))]
    doubles.join(*two)
    assert () == doubles_confirmed(doubles.by("registrar"))


def test_another_man_stays_answered_and_is_asked_again_only_when_something_changed(doubles, two):
    pair_id = lay(doubles, two)
    for name in ("reviewer-1", "reviewer-2"):
        judge(doubles, name, pair_id, NEGATIVE)
    with pytest.raises(KnownPairsError):
        lay(doubles, two)
    assert () == doubles_to_judge(doubles.by("reviewer-3"))
    lay(doubles, two, digest="b")

    assert [pair_id] == [one.pair_id for one in doubles_to_judge(doubles.by("reviewer-1"))]
    assert JudgementConclusion.UNDECIDED == judge_double(
        doubles.by("reviewer-1"), double_id=pair_id, judgement=POSITIVE
    )
    assert verify(log_verifier()).is_equal


def test_records_that_hang_together_are_counted_as_one_group(doubles, two):
    third = doubles.man("0600", "CAMP-3")
    lay(doubles, two)
    lay(doubles, (two[1], third))

    assert [3, 3] == [one.records_in_group for one in doubles_to_judge(doubles.by("reviewer-1"))]


def test_the_matcher_lays_a_man_registered_twice_before_reviewers_once_and_nobody_else(doubles):
    matcher = Matcher(doubles.cast.outside)
    matcher.build()
    two = doubles.man("0417", "CAMP-1"), doubles.man("0533", "CAMP-2", surname="Шевчинко")
    doubles.man("0600", "CAMP-3", surname="Бондар", first_names="Олег", birth="1970-01-02")
    for _ in range(3):
        matcher.follow()
    (line,) = doubles_to_judge(doubles.by("reviewer-1"))
    assert double_number(*two) == line.pair_id
    assert {"surname", "birth_date"} <= {
        step.field for step in double(doubles.by("reviewer-1"), line.pair_id).waterfall
    }
    for name in ("reviewer-1", "reviewer-2"):
        judge(doubles, name, line.pair_id, NEGATIVE)
    matcher.build()
    matcher.follow()
    assert () == doubles_to_judge(doubles.by("reviewer-3"))
    record_particular(
        doubles.by("registrar"), person_id=two[0], particular=Particular(
            kind=ParticularKind.PATRONYMIC, value="Петрович", source=Source(kind="own_word", reference="7"))
    )  # fmt: skip
    matcher.follow()

    assert [line.pair_id] == [one.pair_id for one in doubles_to_judge(doubles.by("reviewer-3"))]


def test_a_register_of_an_older_program_is_looked_through_too(doubles, two):
    matcher = Matcher(doubles.cast.outside)
    matcher.build()
    for _ in range(3):
        matcher.follow()

    assert [double_number(*two)] == [one.pair_id for one in doubles_to_judge(doubles.by("reviewer-1"))]
