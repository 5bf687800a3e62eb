"""Who speaks for the prisoners of a place: chosen for six months, heard beside the roll, writing to who watches."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from repatria.core.law.clocks import ClockRule
from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError
from repatria.core.law.welfare import ChosenBy, WatchingBody, term_ends
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.roll.selectors import roll_numbered
from repatria.records.welfare.errors import (
    NoWordsError,
    OtherPlaceError,
    TermStandsError,
    UnknownLetterError,
    UnknownTermError,
)
from repatria.records.welfare.selectors import dissents_of, place_welfare
from repatria.records.welfare.services import (
    end_representative,
    record_dissent,
    record_letter,
    record_representative,
    send_letter,
)
from tests.records.roll.stage import CAMP, OTHER
from tests.records.welfare.test_care import late

pytestmark = pytest.mark.django_db


def chosen(camp, man, name="camp", **more):
    given = {"place": CAMP, "how": ChosenBy.BALLOT, "chosen_at": camp.clock(), "is_secret": True, "is_approved": True}
    return record_representative(camp.by(name), person_id=man, **(given | more))


def test_refuses_an_open_ballot_a_man_of_another_place_and_a_refusal_without_a_reason(camp):
    man, away = camp.arrive(), camp.arrive(OTHER)

    with pytest.raises(UnstatedParticularsError) as refused:
        chosen(camp, man, is_secret=False, is_approved=False)
    assert {"secret_ballot", "why_not_approved"} == {what for what, _ in refused.value.params["guards"]}
    with pytest.raises(OpenGuardError) as refused:
        chosen(camp, away)
    assert (("held_where_chosen", "GC III 79"),) == refused.value.params["guards"]
    with pytest.raises(OutOfScopeError):
        chosen(camp, man, "other")
    with pytest.raises(RoleForbidsError):
        chosen(camp, man, "delegate")


def test_refuses_one_before_the_last_and_the_end_of_a_term_that_is_over(camp):
    man, other = camp.arrive(), camp.arrive()
    camp.clock.forward(days=1)
    first = chosen(camp, man)
    with pytest.raises(TermStandsError):
        chosen(camp, other, chosen_at=camp.clock() - timedelta(hours=2))
    with pytest.raises(NoWordsError):
        end_representative(camp.by("camp"), term_id=first, ended_at=camp.clock(), reason=" ")
    chosen(camp, other)
    with pytest.raises(UnknownTermError):
        end_representative(camp.by("camp"), term_id=first, ended_at=camp.clock(), reason="he left")


def test_a_camp_has_one_within_a_month_and_again_after_six_or_a_month_after_he_stopped(camp):
    man, other = camp.arrive(), camp.arrive()
    chosen(camp, other, is_approved=False, reason="order 9")
    assert (ClockRule.REPRESENTATIVE, CAMP) in late(camp, days=31), "whoever is not approved speaks for nobody"
    first = chosen(camp, man)
    assert (ClockRule.REPRESENTATIVE, CAMP) not in late(camp, days=180)
    assert (ClockRule.REPRESENTATIVE, CAMP) in late(camp, days=5)

    second = chosen(camp, man)
    assert (ClockRule.REPRESENTATIVE, CAMP) not in late(camp, days=1)
    end_representative(camp.by("camp"), term_id=second, ended_at=camp.clock(), reason="transferred")
    assert (ClockRule.REPRESENTATIVE, CAMP) not in late(camp, days=29)
    assert (ClockRule.REPRESENTATIVE, CAMP) in late(camp, days=2)
    terms = {one.term_id: one for one in place_welfare(camp.by("delegate"), CAMP).terms}
    assert not terms[first].is_standing and not terms[second].is_standing and terms[second].ended_reason


def test_his_count_stands_beside_the_roll_and_changes_nothing_in_it(camp):
    term, roll_id = chosen(camp, camp.arrive()), camp.signed_roll(1)
    with pytest.raises(OtherPlaceError):
        record_dissent(camp.by("delegate"), term_id=term, roll_id="R-0", said_at=camp.clock(), said="two")
    with pytest.raises(NoWordsError):
        record_dissent(camp.by("delegate"), term_id=term, roll_id=roll_id, said_at=camp.clock(), said=" ")
    before = roll_numbered(camp.by("camp"), roll_id)

    record_dissent(
        camp.by("delegate"), term_id=term, roll_id=roll_id, said_at=camp.clock(), said="one lay in tent 4", counted=2
    )
    (one,) = dissents_of(camp.by("camp"), roll_id)
    assert (2, "one lay in tent 4") == (one.counted, one.told)
    assert before == roll_numbered(camp.by("camp"), roll_id)


def test_his_letter_to_who_watches_goes_within_a_day_and_to_no_family(camp):
    term = chosen(camp, camp.arrive())
    assert not {"family", "relative", "next_of_kin"} & {one.value for one in WatchingBody}
    with pytest.raises(NoWordsError):
        record_letter(
            camp.by("camp"), term_id=term, to=WatchingBody.ICRC, handed_in_at=camp.clock(), sent_at=camp.clock()
        )
    letter = record_letter(camp.by("camp"), term_id=term, to=WatchingBody.ICRC, handed_in_at=camp.clock())
    assert (ClockRule.DELEGATE_LETTER, letter) in late(camp, "auditor", days=2)

    send_letter(camp.by("camp"), letter_id=letter, sent_at=camp.clock(), reference="M 12")
    assert (ClockRule.DELEGATE_LETTER, letter) not in late(camp, "auditor")
    with pytest.raises(UnknownLetterError):
        send_letter(camp.by("camp"), letter_id=letter, sent_at=camp.clock(), reference="M 12")
    assert not verify(log_verifier()).differences


@pytest.mark.parametrize(
    "at, ends",
    [
        (datetime(2026, 1, 31, 8, tzinfo=UTC), datetime(2026, 7, 31, 8, tzinfo=UTC)),
        (datetime(2026, 8, 31, 8, tzinfo=UTC), datetime(2027, 2, 28, 8, tzinfo=UTC)),
        (datetime(2027, 8, 31, 8, tzinfo=UTC), datetime(2028, 2, 29, 8, tzinfo=UTC)),
        (datetime(2026, 10, 31, 8, tzinfo=UTC), datetime(2027, 4, 30, 8, tzinfo=UTC)),
    ],
)
def test_six_months_end_on_the_same_day_or_the_last_of_a_shorter_month(at, ends):
    assert ends == term_ends(at)
