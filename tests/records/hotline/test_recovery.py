"""Lost words: who may make them good, on what ground, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from repatria.core.vocabulary.receipts import letter_identity_of, locator_of
from repatria.records.access.errors import ApprovalsMissingError, RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_approval
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.hotline.acts import RecoveryHow
from repatria.records.hotline.errors import (
    AskedTooLittleError,
    NumberStillKnownError,
    RecoveryNotChosenError,
    TelephoneTooNewError,
    TooManyFailuresError,
    UnknownRecoveryError,
)
from repatria.records.hotline.selectors.post import is_address_confirmed
from repatria.records.hotline.selectors.recovery import recovery, replaced_pairs
from repatria.records.hotline.services.recovery import (
    CHANGE,
    CONFIRM_POST,
    EARLIER,
    GIVE,
    WAYS,
    change_reference,
    change_telephone,
    confirm_post,
    give_recovery_code,
    open_earlier_letters,
    post_reference,
    record_failed_recovery,
    recovery_reference,
    replace_words,
)
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from tests.cast import Cast
from tests.doors.desk.bureau import all_cells
from tests.journeys.test_thread_in_the_records import Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db
TWO = ("words", "sought_place")
SAID = {
    "sought_name": "Коваль Іван", "enquirer_name": "Марія", "words": "кіт Мурчик", "sought_place": "біля млина",
    "telephone": "+380 44 000", "lost_words": "call_back",
}  # fmt: skip
OLD, NEW = Cast.receipt("mother"), Cast.receipt("anew")


@pytest.fixture
@built_once
def story(clock, randomness):
    return Story(clock, randomness)


@pytest.fixture
def hers(story):
    return asks(story)


def asks(story, days=31, receipt=OLD, number=OLD.number, **other):
    return receive_enquiry(
        story.by("hotline"), asked=Asked(**SAID | other), locator=locator_of(receipt),
        letter_identity=letter_identity_of(receipt), received_on=story.clock().date() - timedelta(days=days),
        language="uk", channel="telephone", first_letter_day=0, number=number,
    )  # fmt: skip


def agrees(story, action, reference, name="caseworker-2"):
    """Agrees to one reference; to new words for an enquiry in whichever way."""
    is_any = action == GIVE and ":" not in reference
    for one in [recovery_reference(reference, way) for way in WAYS] if is_any else [reference]:
        record_approval(story.by(name), action=action, object_reference=one)


def code_for(story, enquiry, how=RecoveryHow.CALL_BACK, asked=TWO, **more):
    return give_recovery_code(story.by("caseworker-1"), enquiry_id=enquiry, how=how, asked=asked, **more)


def makes_new(story, code, number=OLD.number, receipt=NEW):
    return replace_words(
        story.outside.house(Role.COURIER), code=code, number=number, locator=locator_of(receipt),
        letter_identity=letter_identity_of(receipt), new_number=receipt.number, inbox="1:ab",
    )  # fmt: skip


def test_refuses_the_hotline_and_one_person_alone(story, hers):
    with pytest.raises(RoleForbidsError):
        give_recovery_code(story.by("hotline"), enquiry_id=hers, how=RecoveryHow.CALL_BACK, asked=TWO)
    with pytest.raises(RoleForbidsError):
        recovery(story.by("hotline"), hers)
    agrees(story, GIVE, hers, "caseworker-1")
    with pytest.raises(ApprovalsMissingError):  # whoever gives the code is no second person
        code_for(story, hers)


@pytest.mark.parametrize(("said", "how", "refused"), [
    ({"lost_words": "never"}, RecoveryHow.CALL_BACK, RecoveryNotChosenError),
    ({"lost_words": "never"}, RecoveryHow.IN_PERSON, RecoveryNotChosenError),
    ({"lost_words": "in_person"}, RecoveryHow.CALL_BACK, RecoveryNotChosenError),
    ({"lost_words": ""}, RecoveryHow.CALL_BACK, RecoveryNotChosenError),
    ({"days": 29}, RecoveryHow.CALL_BACK, TelephoneTooNewError),
])  # fmt: skip
def test_refuses_the_way_that_she_did_not_choose_and_a_number_that_is_new(story, said, how, refused):
    enquiry = asks(story, **said)
    agrees(story, GIVE, enquiry)
    with pytest.raises(refused):
        code_for(story, enquiry, how)


@pytest.mark.parametrize("asked", [(), ("words",), ("words", "words"), ("words", "sought_name"),
    ("words", "sought_birth"), ("words", "enquirer_name"), ("words", "telephone"), ("words", "helper"),
])  # fmt: skip
def test_refuses_less_than_two_things_that_she_wrote_his_name_and_his_dates(story, hers, asked):
    agrees(story, GIVE, hers)
    with pytest.raises(AskedTooLittleError):
        code_for(story, hers, asked=asked)


@pytest.mark.parametrize(("agreed", "how", "is_number_lost"), [
    ("call_back", RecoveryHow.IN_PERSON, False), ("call_back", RecoveryHow.IN_PERSON, True),
    ("in_person", RecoveryHow.IN_PERSON, True), ("in_person", RecoveryHow.CALL_BACK, False),
])  # fmt: skip
def test_refuses_another_way_than_the_second_person_agreed_to(story, hers, agreed, how, is_number_lost):
    agrees(story, GIVE, recovery_reference(hers, agreed))
    with pytest.raises(ApprovalsMissingError):
        code_for(story, hers, how, is_number_lost=is_number_lost)


def test_words_that_were_replaced_open_no_letter_that_was_never_theirs(story, hers):
    agrees(story, GIVE, hers)
    makes_new(story, code_for(story, hers))
    agrees(story, GIVE, hers)
    third = Cast.receipt("third")
    makes_new(story, code_for(story, hers, RecoveryHow.IN_PERSON, asked=()), NEW.number, third)
    (first, second), standing = replaced_pairs()
    assert (-1, first.replaced_index) == (first.opens_from, second.opens_from)
    assert standing[hers].opens_from == second.replaced_index > first.replaced_index


def test_three_wrong_answers_leave_the_way_in_person_alone(story, hers):
    agrees(story, GIVE, hers)
    for _ in range(3):
        record_failed_recovery(story.by("caseworker-1"), enquiry_id=hers, how=RecoveryHow.CALL_BACK, asked=TWO)
    with pytest.raises(TooManyFailuresError):
        code_for(story, hers)
    assert code_for(story, hers, RecoveryHow.IN_PERSON, asked=())


def test_refuses_a_lost_number_by_telephone_and_one_that_the_bureau_never_had(story, hers):
    agrees(story, GIVE, hers)
    with pytest.raises(NumberStillKnownError):
        code_for(story, hers, is_number_lost=True)
    without = asks(story, receipt=Cast.receipt("web"), number="")
    agrees(story, GIVE, without)
    with pytest.raises(NumberStillKnownError):
        code_for(story, without)
    code = code_for(story, without, RecoveryHow.IN_PERSON, asked=(), is_number_lost=True)
    assert without == makes_new(story, code, number="")


def test_a_code_serves_once_within_its_days_and_with_her_own_number_alone(story, hers):
    agrees(story, GIVE, hers)
    code = code_for(story, hers)
    assert code not in str(all_cells())
    for wrong, number in ((code, NEW.number), (code[:-1], OLD.number), ("KC-00000-00000-0", OLD.number), ("", "")):
        with pytest.raises(UnknownRecoveryError):
            makes_new(story, wrong, number)

    assert hers == makes_new(story, code.lower().replace("-", " "), OLD.number.replace(" ", ""))
    ((old,), new) = replaced_pairs()
    assert (locator_of(OLD), locator_of(NEW)) == (old.locator, new[hers].locator)
    with pytest.raises(UnknownRecoveryError):
        makes_new(story, code)
    with pytest.raises(ApprovalsMissingError):  # what was approved served
        code_for(story, hers)
    agrees(story, GIVE, hers)
    late = code_for(story, hers)
    story.clock.at += timedelta(days=4)
    with pytest.raises(UnknownRecoveryError):
        makes_new(story, late, NEW.number, Cast.receipt("third"))
    assert verify(log_verifier()).is_equal


def test_earlier_letters_are_opened_by_two_once_new_words_were_made(story, hers):
    agrees(story, GIVE, hers)
    code = code_for(story, hers)
    (line,) = recovery(story.by("caseworker-1"), hers).given
    agrees(story, EARLIER, line.recovery_id)
    with pytest.raises(UnknownRecoveryError):
        open_earlier_letters(story.by("caseworker-1"), recovery_id=line.recovery_id)
    makes_new(story, code)
    assert replaced_pairs()[1][hers].opens_from > 0

    open_earlier_letters(story.by("caseworker-1"), recovery_id=line.recovery_id)
    assert -1 == replaced_pairs()[1][hers].opens_from
    with pytest.raises(UnknownRecoveryError):
        open_earlier_letters(story.by("caseworker-1"), recovery_id=line.recovery_id)


def test_a_telephone_is_changed_as_words_are_and_waits_thirty_days_itself(story, hers):
    number, change = "+380 50 111", {"enquiry_id": hers, "how": RecoveryHow.CALL_BACK, "asked": TWO}
    agrees(story, CHANGE, change_reference(hers, "+380 50 112", RecoveryHow.CALL_BACK))
    with pytest.raises(ApprovalsMissingError):  # another number than was approved
        change_telephone(story.by("caseworker-1"), telephone=number, **change)
    agrees(story, CHANGE, change_reference(hers, number, RecoveryHow.CALL_BACK))
    change_telephone(story.by("caseworker-1"), telephone=number, **change)
    assert number == recovery(story.by("caseworker-1"), hers).telephone and number not in str(all_cells())

    agrees(story, GIVE, hers)
    with pytest.raises(TelephoneTooNewError):
        code_for(story, hers)
    story.clock.at += timedelta(days=30)
    agrees(story, GIVE, hers)
    assert code_for(story, hers)
    assert date(2026, 1, 1) < story.clock().date()


def test_letters_on_paper_wait_after_new_words_until_two_confirm_the_address(story):
    hers = asks(story, post_to="street 1")
    assert is_address_confirmed(hers)
    agrees(story, GIVE, hers)
    makes_new(story, code_for(story, hers))
    (line,) = recovery(story.by("caseworker-1"), hers).given
    assert line.waits_for_post and not is_address_confirmed(hers)

    with pytest.raises(ApprovalsMissingError):
        confirm_post(story.by("caseworker-1"), recovery_id=line.recovery_id)
    with pytest.raises(RoleForbidsError):
        confirm_post(story.by("hotline"), recovery_id=line.recovery_id)
    agrees(story, CONFIRM_POST, post_reference(line.recovery_id))
    confirm_post(story.by("caseworker-1"), recovery_id=line.recovery_id)

    assert is_address_confirmed(hers)
    for refused in (line.recovery_id, "KR-NONE"):
        with pytest.raises(UnknownRecoveryError):
            confirm_post(story.by("caseworker-1"), recovery_id=refused)
    assert verify(log_verifier()).is_equal
