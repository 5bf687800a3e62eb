"""One name of two who ask: what it stops, what ends it, and what stops it again."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import OpenGuardError, SecondPersonError
from repatria.core.law.identification import ProfileFlag
from repatria.core.law.identification_board import HypothesisState, InTheWay
from repatria.records.enquiries.acts import Asked
from repatria.records.identification.errors import SoughtOrderError
from repatria.records.identification.hypothesis import Rival, in_the_way
from repatria.records.identification.one_sought import seek_one
from repatria.records.identification.selectors.findings import finding, findings, hypothesis
from repatria.records.identification.services.results import settle_flag
from repatria.records.identification.services.sought import (
    agree_one_sought,
    propose_one_sought,
    undo_one_sought,
)
from repatria.records.identification.sought_acts import SoughtSays
from tests.records.identification.laboratory import child_of, drawn
from tests.records.identification.test_board import FATHER, MOTHER, SON, bench, opened, reviewed, sign, what

pytestmark = pytest.mark.django_db
__all__ = ["bench"]


def another(bench, who="of one name", **said):
    """A second enquiry of a mother."""
    asked = {"sought_name": "Шевчинко Андрей", "enquirer_name": "Мария", "relation": "mother"} | said
    return bench._asked(who, Asked(**asked))


def gave(bench, enquiry, person, relation="mother", sex="F"):
    code = bench.consent(enquiry_id=enquiry, relation=relation, sex=sex, donor="Марія інша")
    bench.read(code, person)
    bench.compared()
    return code


@pytest.fixture
def found(bench):
    """One of the dead who is her son by both parents."""
    bench.his, code = bench.dead()
    bench.read(code, SON, sex="M")
    bench.compared()
    return bench


def way(bench):
    return in_the_way([bench.his], bench.mother)


def test_one_name_stops_a_signature_that_names_it_until_two_say_that_two_ask(found):
    assert way(found) == ()
    number = opened(found, found.his)
    reviewed(found, number)
    other = another(found)
    rival = Rival(why=InTheWay.SAME_NAME, number=other)
    (line,) = findings(found.by("laboratory"))
    for page in (finding(found.by("expert-3"), line.finding_id), hypothesis(found.by("expert-3"), number)):
        assert page.in_the_way == (rival,)
    with pytest.raises(OpenGuardError) as refused:
        sign(found, "expert-1", number)
    assert "alike" in what(refused) and refused.value.params["alike_with"] == (other,)
    pair = {"first_enquiry": other, "second_enquiry": found.mother, "reason": "both were asked on 3 May"}
    link = propose_one_sought(found.by("caseworker-1"), says=SoughtSays.TWO_ASK, **pair)
    with pytest.raises(SoughtOrderError):
        propose_one_sought(found.by("caseworker-1"), says=SoughtSays.TWO_ASK, **pair)
    with pytest.raises(SecondPersonError):
        agree_one_sought(found.by("caseworker-1"), sought_id=link)
    assert way(found) == (rival,)
    agree_one_sought(found.by("expert-1"), sought_id=link)
    assert way(found) == () and seek_one(found.mother) == (found.mother,), "two who ask seek not one for that"
    assert sign(found, "expert-1", number) is HypothesisState.SIGNED_ONCE
    with pytest.raises(SoughtOrderError):
        propose_one_sought(found.by("caseworker-1"), says=SoughtSays.TWO_ASK, **pair)
    # A doubt of one stops it again, though a hypothesis is open; another takes it back.
    assert "undo_asked" == undo_one_sought(found.by("caseworker-1"), sought_id=link, reason="one photograph")
    assert way(found) == (rival,)
    with pytest.raises(OpenGuardError):
        sign(found, "expert-4", number)
    assert "undone" == undo_one_sought(found.by("expert-1"), sought_id=link, reason="so it is")
    assert way(found) == (rival,)


def test_another_relation_or_another_name_stops_nothing(found):
    another(found, relation="sister")
    found._asked("another name", Asked(sought_name="Шевчинко Андрей", enquirer_name="Ольга", relation="mother"))
    assert way(found) == ()


def test_two_mothers_of_one_name_whose_samples_differ_stop_each_other_not(found):
    other = another(found)
    assert [one.number for one in way(found)] == [other]
    gave(found, other, dict(list(drawn(77).items())[:7]))
    assert way(found), "seven loci tell nobody from another"
    gave(found, other, drawn(77))
    assert way(found) == ()


def freed(found, code):
    """Two say that she gave for both."""
    for one in (code, found.codes["mother"]):
        for name in ("laboratory", "expert-1"):
            settle_flag(found.by(name), sample_code=one, flag=ProfileFlag.EQUALS_ANOTHER, is_free=True, reason="of two")
    found.compared()


def test_one_number_or_one_address_is_one_who_asks(found):
    for name, first, second in (
        ("number", {"telephone": "+380 67 123 45 67"}, {"reach_by": "0671234567"}),
        ("address", {"post_to": "село Вигадане, 4"}, {"post_to": "Село  Вигадане, 4"}),
    ):
        other = another(found, name, enquirer_name=f"Марья {name}", **first)
        same = another(found, f"{name} too", enquirer_name=f"Мариа {name}", **second)
        freed(found, gave(found, same, MOTHER))
        assert Rival(why=InTheWay.SAME_REACH, number=other) in in_the_way([found.his], same)
        assert other not in {one.number for one in way(found)}


def test_of_one_mother_of_two_both_parents_of_one_are_no_name_while_she_alone_gave_for_the_other(found):
    other = another(found)
    freed(found, gave(found, other, MOTHER))
    assert [one.why for one in way(found)] == [InTheWay.SAME_NAME], "had his father given, he would stand as near"
    third, sample = found.dead(2)
    found.read(sample, child_of(FATHER, MOTHER, 88), sex="M")
    found.compared()
    assert {one.number for one in way(found)} == {other, third}
