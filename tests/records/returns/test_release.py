"""Release of remains to the family: by two accounts, never without the board, before she was told, or under labels
that differ."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.family_release import ReleaseOrderError, ReleaseState
from repatria.core.law.remains import FindStep, FindsTo
from repatria.core.law.remains_path import ItemStep
from repatria.core.law.return_list import LabelsRead
from repatria.core.vocabulary.errors import InputError, RuleError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.ledger.acts import encode, join
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.remains.errors import AwayItemError
from repatria.records.remains.selectors.steps import mortuary_board, path, stores
from repatria.records.remains.services.finds import move_finds
from repatria.records.remains.services.steps import open_store, record_step
from repatria.records.returns.errors import UnknownRemainsReleaseError
from repatria.records.returns.selectors.releases import (
    proposed_release,
    releases_waiting,
    remains_release,
    remains_releases,
)
from repatria.records.returns.services import release
from repatria.records.returns.services.batches import take_out
from repatria.records.returns.services.release import decline_release, propose_release, release_remains
from repatria.records.returns.services.release_wrong import (
    agree_release_back,
    ask_release_back,
    refuse_release_back,
)
from repatria.records.telling import concluded
from repatria.records.telling.concluded import Identified
from repatria.records.telling.selectors import standing

pytestmark = pytest.mark.django_db
SAID = {"enquiry_id": "E-1", "receiver": "a mother", "relation": "mother", "is_herself": True}
DONE = {"by": "our officer", "document": "passport AB", "place": "the morgue", "receipt": "receipt 4"}


def lacks(refused):
    return {what for what, _ in refused.value.params["guards"]}


@pytest.fixture
def known(house, monkeypatch):
    """Two items, one with a packet; the board gave the first to an enquiry, and she was told."""
    house.reported().recovered().items(1, 2)
    house.found = house.packet(house.codes[0])
    another = Identified(act_index=2, person_id="P-2", enquiries=(), items=(house.codes[1],), methods=("dna",))
    of = Identified(act_index=1, person_id="", enquiries=("E-1",), items=(house.codes[0],), methods=("dna",))
    monkeypatch.setattr(concluded, "_answers", [
        lambda person_id, enquiry_id: [of] * (enquiry_id == "E-1") + [another] * (person_id == "P-2")
    ])  # fmt: skip
    monkeypatch.setattr(standing, "numbers_of", lambda person_id: (person_id,))
    monkeypatch.setattr(concluded, "numbers_of", lambda person_id: (person_id,))
    house.told, house.near, house.wishes, house.wished_since = True, True, False, False
    monkeypatch.setattr(release, "is_item_told", lambda code, **_: house.told)
    monkeypatch.setattr(release, "is_nearest_told", lambda acting, enquiry_id: house.near)
    house.kin = 2
    monkeypatch.setattr(release, "_kinship_lines", lambda enquiry_id, person_id: house.kin)
    monkeypatch.setattr(release, "has_wishes", lambda enquiry_id: house.wishes)
    monkeypatch.setattr(release, "has_wished_since", lambda enquiry_id, index: house.wished_since)
    return house


def proposed(house, name="caseworker-1", **changed):
    return propose_release(house.by(name), **SAID | changed)


def given(house, number, *codes, name="mortuary", bag="", **changed):
    labels = [LabelsRead(on_body=one, on_bag=bag or one, on_paper=one) for one in codes]
    told = {"happened_at": house.clock()} | DONE | changed
    return release_remains(house.by(name), given_id=number, labels=labels, **told)


def sent_on(house):
    """The packet of the first item went on under its seal, and was receipted."""
    on = {"found_id": house.found, "happened_at": house.clock(), "reference": "9"}
    move_finds(house.by("registrar"), step=FindStep.FORWARDED, by="the other mortuary", to=FindsTo.BUREAU, **on)
    move_finds(house.by("registrar"), step=FindStep.RECEIPTED, by="her", **on)


def test_refuses_a_proposal_without_the_board_the_telling_a_receiver_and_what_she_wishes(known):
    for name in ("mortuary", "registrar", "doctor"):
        with pytest.raises(RoleForbidsError):
            proposed(known, name=name)
    with pytest.raises(OpenGuardError) as refused:
        proposed(known, enquiry_id="")
    assert "board_concluded" in lacks(refused)
    with pytest.raises(OpenGuardError) as refused:
        proposed(known, enquiry_id="E-9", person_id="P-2")
    assert "board_concluded" in lacks(refused), "she is not linked with whom the board named"
    known.told = False
    with pytest.raises(OpenGuardError) as refused:
        proposed(known)
    assert lacks(refused) == {"family_told"}
    known.told = True
    with pytest.raises(UnstatedParticularsError) as refused:
        proposed(known, receiver="", relation=" - ", is_herself=False, named_by="-")
    assert lacks(refused) == {"release_receiver", "release_relation", "release_named"}, "a dash names nobody"
    known.near, known.wishes = False, True
    with pytest.raises(UnstatedParticularsError) as refused:
        proposed(known)
    assert lacks(refused) == {"release_named", "release_wishes"}, "another stands nearer, and she said what she wishes"
    assert remains_releases(known.by("auditor")) == ()


def test_refuses_remains_to_one_whose_kinship_rests_on_one_line(known):
    sent_on(known)
    known.kin = 1
    with pytest.raises(OpenGuardError) as refused:
        proposed(known)
    assert refused.value.params["guards"] == (("release_kinship", "house rule 6.5"),)
    known.kin = 2
    number = proposed(known)
    known.kin = 0  # somebody doubts her claim since
    with pytest.raises(OpenGuardError) as refused:
        given(known, number, known.codes[0])
    assert lacks(refused) == {"release_kinship"}


def test_refuses_to_give_by_who_proposed_without_board_telling_labels_and_with_a_packet_that_is_kept(known):
    first, second = known.codes
    known.staff.hire("both", Role.CASEWORKER, Role.MORTUARY)
    number = proposed(known, name="both")
    for name in ("caseworker-1", "liaison", "head"):
        with pytest.raises(RoleForbidsError):
            given(known, number, first, name=name)
    with pytest.raises(SecondPersonError) as refused:
        given(known, number, first, name="both")
    assert lacks(refused) == {"release_by_another", "release_effects"}
    with pytest.raises(OpenGuardError) as refused:
        given(known, number, second)
    assert lacks(refused) == {"board_concluded"}
    known.told = False
    with pytest.raises(OpenGuardError) as refused:
        given(known, number, first, bag=second)
    assert lacks(refused) == {"family_told", "release_labels", "release_effects"}
    known.told = True
    with pytest.raises(RuleError) as refused:
        given(known, number, document=" - ", receipt="", by="", place=".")
    assert {"release_items", "release_document", "release_receipt", "release_by", "release_place"} <= lacks(refused)
    with pytest.raises(UnknownRemainsReleaseError):
        given(known, "NR-1", first)


def test_refuses_what_is_no_longer_as_it_was_proposed(known):
    sent_on(known)
    first = known.codes[0]
    number = proposed(known)
    known.near, known.wished_since = False, True
    with pytest.raises(OpenGuardError) as refused:
        given(known, number, first)
    assert lacks(refused) == {"release_still_named", "release_wishes_since"}
    with pytest.raises(UnstatedReasonError):
        decline_release(known.by("mortuary"), given_id=number, reason="-")
    decline_release(known.by("mortuary"), given_id=number, reason="she wishes otherwise now")
    known.near, known.wished_since = True, False
    for again in (lambda: given(known, number, first),
                  lambda: decline_release(known.by("caseworker-1"), given_id=number, reason="again")):  # fmt: skip
        with pytest.raises(ReleaseOrderError):
            again()
    told = proposed_release(known.by("caseworker-1"), number)
    assert (told.state, told.reason) == (ReleaseState.DECLINED, "she wishes otherwise now")
    with pytest.raises(UnknownRemainsReleaseError):
        remains_release(known.by("mortuary"), number)


def test_goes_once_with_the_list_of_what_was_found_and_never_beside_a_batch(known):
    first, by = known.codes[0], known.by("registrar")
    known.near, known.wishes = False, True
    number = proposed(known, named_by="the wife's letter 7", as_wished="buried at home, as she asked")
    with pytest.raises(OpenGuardError) as refused:
        given(known, number, first)
    assert lacks(refused) == {"release_effects"}
    sent_on(known)
    batch = known.planned().put(first).lines()[0].pk
    with pytest.raises(OpenGuardError) as refused:
        given(known, number, first)
    assert lacks(refused) == {"release_here"}
    take_out(by, line_id=batch, reason="it goes to the family")
    assert [one.given_id for one in releases_waiting(by, ReleaseState.PROPOSED)] == [number]
    given(known, number, first)
    view = remains_release(by, number)
    assert (view.items, view.receiver, view.as_wished) == ((first,), "a mother", "buried at home, as she asked")
    assert (view.proposed_by, view.released_by) == (known.number("caseworker-1"), known.number("mortuary"))
    with pytest.raises(AwayItemError):
        record_step(
            by, item_code=first, step=ItemStep.MOVED, happened_at=known.clock(), by="a", from_whom="b",
            seal_number="S", purpose="c",
        )  # fmt: skip
    assert [one.contents for one in view.packets] == ["a watch\na letter"]
    with pytest.raises(OpenGuardError) as refused:
        given(known, proposed(known, named_by="letter 7", as_wished="at home"), first)
    assert "release_here" in lacks(refused)
    assert [one.items for one in remains_releases(known.by("auditor"))] == [0, 1]
    assert verify(log_verifier()).is_equal


def in_store(house, *codes):
    """The items lie in a store of two places, and may leave."""
    open_store(house.by("mortuary"), store_code="C-1", capacity=2, kept_at="cold")
    for code in codes:
        record_step(
            house.by("mortuary"), item_code=code, step=ItemStep.MOVED, happened_at=house.clock(), by="a",
            from_whom="b", seal_number="S", purpose="kept", store_code="C-1",
        )  # fmt: skip
        house.made_read(code)


def fullness(house):
    (line,) = stores(house.by("auditor"))
    (board,) = mortuary_board(house.by("auditor"))
    assert line.items == len(board.days)
    return line.items


def test_what_was_given_lies_in_no_store_and_one_recorded_wrongly_lies_there_again(known):
    sent_on(known)
    first, second = known.codes
    in_store(known, first, second)
    assert fullness(known) == 2
    number = proposed(known)
    given(known, number, first)
    assert fullness(known) == 1
    told = path(known.by("mortuary"), first)
    assert (told.store_code, told.elsewhere, told.elsewhere_by) == ("", "given", number)
    open_store(known.by("mortuary"), store_code="C-1", capacity=1, kept_at="cold")
    with pytest.raises(UnstatedReasonError):
        ask_release_back(known.by("mortuary"), given_id=number, reason=" ")
    with pytest.raises(RoleForbidsError):
        ask_release_back(known.by("caseworker-1"), given_id=number, reason="another code")
    with pytest.raises(ReleaseOrderError):
        agree_release_back(known.by("head"), given_id=number)
    ask_release_back(known.by("mortuary"), given_id=number, reason="another code was given")
    assert fullness(known) == 1, "until another agrees"
    with pytest.raises(SecondPersonError):
        agree_release_back(known.by("mortuary"), given_id=number)
    refuse_release_back(known.by("registrar"), given_id=number, reason="the receipt says so")
    assert remains_release(known.by("head"), number).state is ReleaseState.RELEASED
    ask_release_back(known.by("mortuary"), given_id=number, reason="another code was given")
    agree_release_back(known.by("registrar"), given_id=number)
    view = remains_release(known.by("head"), number)
    assert (view.state, view.items, view.reason) == (ReleaseState.TAKEN_BACK, (first,), "another code was given")
    told = path(known.by("mortuary"), first)
    assert (told.store_code, told.elsewhere, fullness(known)) == ("C-1", "", 2)
    with pytest.raises(ReleaseOrderError):
        ask_release_back(known.by("head"), given_id=number, reason="once more")
    again = proposed(known)
    given(known, again, first)
    assert (fullness(known), path(known.by("mortuary"), first).elsewhere_by) == (1, again)
    assert verify(log_verifier()).is_equal


def test_a_release_of_before_proposals_reads_as_it_was_written():
    frame = {
        "given_id": "NR-1", "enquiry_id": "E-1", "person_id": "", "items": ["KHR-T2-00001-1"], "packets": [],
        "at": "2026-03-01T00:00:00.000000Z", "receipt": "4",
    }  # fmt: skip
    read = join("returns.remains_released.1", encode(frame), {})
    assert (read.items, read.again, read.is_proposed) == (("KHR-T2-00001-1",), (), False)


def test_refuses_to_give_remains_before_it_was_proposed(known):
    sent_on(known)
    number = proposed(known)
    with pytest.raises(InputError) as refused:
        given(known, number, known.codes[0], happened_at=datetime(2001, 1, 1, tzinfo=UTC))
    assert refused.value.faults == (("happened_at", "before_last_step"),)
    given(known, number, known.codes[0])
