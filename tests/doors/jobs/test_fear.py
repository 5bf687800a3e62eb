"""What he fears goes to the Agency with a notice and to nobody else; a Power has its notice where one is named."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.particulars import Category, Given, Particular, ParticularKind, Source
from repatria.doors.jobs.clocks import keep_clocks
from repatria.doors.jobs.consequences import draw_consequences
from repatria.doors.jobs.verifying import passed_over_acts
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.clocks.models import Clock
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.notices.errors import FearGoesToAgencyError, NoticeStateError
from repatria.records.notices.models import StatutoryNotice
from repatria.records.notices.selectors import notice, was_told_before
from repatria.records.notices.services import deliver_notice, issue_notice, leave_to_agency
from repatria.records.register.acts import HisWords
from repatria.records.register.models import ParticularRow
from repatria.records.register.selectors import latest_decision
from repatria.records.register.selectors.decisions import fear_of
from repatria.records.register.services import record_contact_decision, record_custody, record_particular
from repatria.records.register.services.correction import record_correction
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.keys import destroy_key
from tests.cast import Cast
from tests.journeys.test_thread_in_the_records import ALONE
from tests.kept import built_once

pytestmark = pytest.mark.django_db
AGENCY, POWER = NoticeRecipient.CENTRAL_TRACING_AGENCY, NoticeRecipient.POWER_CONCERNED


@pytest.fixture
@built_once
def cast(clock, randomness):
    return Cast(clock, randomness)


def notices(person):
    rows = StatutoryNotice.objects.filter(person_id=person).order_by("recorded_index")
    return [(row.recipient, row.state) for row in rows]


def fears(cast, words="що вдома покарають брата"):
    record_contact_decision(
        cast.by("interviewer"), person_id=cast.prisoner, about=ContactAbout.OPEN, link_index=None, is_her=None,
        answer=ContactAnswer.LATER, facts=ALONE, words=HisWords(fear=words) if words else None,
    )  # fmt: skip
    draw_consequences(cast.outside)
    return latest_decision(cast.prisoner, "open", None).act_index


def last(person, recipient):
    return StatutoryNotice.objects.filter(person_id=person, recipient=recipient.value).latest("recorded_index").pk


def test_his_fear_goes_with_a_notice_to_the_agency_and_no_power_is_told_from_here(cast):
    person = cast.prisoner
    draw_consequences(cast.outside)
    fears(cast, "")
    assert [(AGENCY, "issued"), (POWER, "issued")] == notices(person), "without a fear nothing changes"
    fears(cast)
    keep_clocks(cast.outside)

    assert [(AGENCY, "issued"), (POWER, "with_agency"), (AGENCY, "issued")] == notices(person)
    assert "void" == Clock.objects.get(rule="cta_notice", subject=last(person, POWER)).ending
    with pytest.raises(NoticeStateError):
        deliver_notice(cast.by("registrar"), notice_id=last(person, POWER), reference="bag 4")
    record_custody(
        cast.by("registrar"), person_id=person, event=CustodyEvent.ESCAPED, happened_at=cast.clock(), holder="",
        attested=CustodyAttested(),
    )  # fmt: skip
    draw_consequences(cast.outside)
    assert [(AGENCY, "issued")] == notices(person)[3:]
    assert notice(cast.by("delegate"), last(person, AGENCY)).fear == "що вдома покарають брата"
    assert verify(log_verifier()).is_equal
    assert [] == list(passed_over_acts(tree_size())), "that no Power was told of his escape is as it should be"


def test_the_words_are_read_by_the_delegate_who_brings_them_and_by_nobody_else_at_the_notices(cast):
    draw_consequences(cast.outside)
    fears(cast)
    notice_id = last(cast.prisoner, AGENCY)

    assert "що вдома покарають брата" == notice(cast.by("delegate"), notice_id).fear
    for name in ("registrar", "head", "auditor"):
        seen = notice(cast.by(name), notice_id)
        assert (True, "") == (seen.has_fear, seen.fear)
    with pytest.raises(RoleForbidsError):
        notice(cast.by("camp"), notice_id)


def test_refuses_his_fear_to_a_power_and_to_leave_what_no_answer_of_his_says(cast):
    person, clerk = cast.prisoner, cast.house(Role.CLERKWORK)
    draw_consequences(cast.outside)
    plain = fears(cast, "")
    for index in (plain, 0):
        with pytest.raises(FearGoesToAgencyError):
            leave_to_agency(clerk, person_id=person, decision_index=index)
    with pytest.raises(RoleForbidsError):
        leave_to_agency(cast.by("registrar"), person_id=person, decision_index=plain)
    with pytest.raises(FearGoesToAgencyError):
        issue_notice(
            clerk, person_id=person, recipient=POWER, reason="capture_reported", basis_index=0, known_at=cast.clock(),
            happened="", items={"surname": "x"}, without={}, code="GA9A5-CP2TB-HF60R-K4CSM-N", check_word="вишня",
            fear="x",
        )  # fmt: skip
    deliver_notice(cast.by("registrar"), notice_id=last(person, POWER), reference="bag 4")
    said = fears(cast)
    with pytest.raises(NoticeStateError):
        leave_to_agency(clerk, person_id=person, decision_index=said)

    assert (POWER, "sent") in notices(person), "what has left is not called back"


def corrected(cast, person, kind, value):
    number = ParticularRow.objects.filter(person_id=person, kind=kind.value, corrected_by="").latest("pk").pk
    record_correction(
        cast.by("registrar"), person_id=person, particular_id=number, reason="misheard", proof="his passport",
        particular=Particular(kind=kind, value=value, source=Source(kind="document")),
    )  # fmt: skip
    draw_consequences(cast.outside)


def test_a_power_that_he_fears_has_no_correction_and_no_first_notice_when_his_words_are_destroyed(cast):
    person, other = cast.prisoner, cast._registered("0422", "Бойко", "Олег", Category.PRISONER_OF_WAR, power="")
    draw_consequences(cast.outside)
    deliver_notice(cast.by("registrar"), notice_id=last(person, POWER), reference="bag 4")
    for number in (person, other):
        record_contact_decision(
            cast.by("interviewer"), person_id=number, about=ContactAbout.OPEN, link_index=None, is_her=None,
            answer=ContactAnswer.LATER, facts=ALONE, words=HisWords(fear="що вдома покарають брата"),
        )  # fmt: skip
        draw_consequences(cast.outside)
        destroy_key(Purpose.VOLUNTARY, number)
    assert "" == fear_of(person)
    before = {one: notices(one) for one in (person, other)}

    corrected(cast, person, ParticularKind.SURNAME, "Шевчук")
    power = Particular(kind=ParticularKind.POWER_OF_DEPENDENCE, value="PB", source=Source(kind="document"))
    record_particular(cast.by("registrar"), person_id=other, particular=power)
    draw_consequences(cast.outside)

    assert [(AGENCY, "issued")] == notices(person)[len(before[person]) :]
    assert before[other] == notices(other)


def test_whom_no_notice_went_to_has_no_correction(cast):
    person = cast.prisoner
    draw_consequences(cast.outside)
    index = tree_size()
    assert was_told_before(person, POWER, index), "one that waits goes out as it was drawn up"
    fears(cast)
    assert (POWER, "with_agency") in notices(person)

    assert not was_told_before(person, POWER, tree_size())
    assert was_told_before(person, AGENCY, tree_size())


def test_where_no_power_is_named_none_is_told_until_one_is(cast):
    person = cast._registered("0420", "Коваль", "Іван", Category.PRISONER_OF_WAR, power="")
    draw_consequences(cast.outside)
    assert [(AGENCY, "issued")] == notices(person)

    power = Particular(kind=ParticularKind.POWER_OF_DEPENDENCE, value="PB", source=Source(kind="document"))
    for _ in range(2):
        record_particular(cast.by("registrar"), person_id=person, particular=power)
        draw_consequences(cast.outside)

    assert [(AGENCY, "issued"), (POWER, "issued")] == notices(person)


def test_a_power_that_a_correction_names_has_its_notice(cast):
    person = cast._registered("0421", "Гнатюк", "Роман", Category.PRISONER_OF_WAR, power="")
    kind, source = ParticularKind.POWER_OF_DEPENDENCE, Source(kind="document")
    refused = Particular(kind=kind, value=None, given=Given.DECLINED, source=source)
    number = record_particular(cast.by("registrar"), person_id=person, particular=refused)
    draw_consequences(cast.outside)
    assert [(AGENCY, "issued")] == notices(person)

    record_correction(
        cast.by("registrar"), person_id=person, particular_id=number, reason="the clerk marked the row below",
        particular=Particular(kind=kind, value="PB", source=source), proof="his identity card",
    )  # fmt: skip
    draw_consequences(cast.outside)

    assert {(AGENCY, "issued"), (POWER, "issued")} == {*notices(person)}
    assert [AGENCY, AGENCY, POWER] == sorted(one for one, _ in notices(person)), "the Agency was told that he declined"
    assert [] == list(passed_over_acts(tree_size()))
