"""Release of remains to the family: never without the board, before she was told, or under labels that differ."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedParticularsError
from repatria.core.law.remains import FindStep
from repatria.core.law.remains_path import ItemStep
from repatria.core.law.return_list import LabelsRead
from repatria.core.vocabulary.errors import RuleError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.remains.errors import AwayItemError
from repatria.records.remains.services.finds import move_finds
from repatria.records.remains.services.steps import record_step
from repatria.records.returns.errors import UnknownRemainsReleaseError
from repatria.records.returns.selectors.releases import remains_release, remains_releases
from repatria.records.returns.services import release
from repatria.records.returns.services.batches import take_out
from repatria.records.returns.services.release import release_remains
from repatria.records.telling import concluded
from repatria.records.telling.concluded import Identified
from repatria.records.telling.selectors import standing

pytestmark = pytest.mark.django_db
SAID = {
    "by": "our officer", "second": "a doctor", "receiver": "a mother", "relation": "mother", "document": "passport AB",
    "place": "the morgue", "receipt": "receipt 4", "is_herself": True,
}  # fmt: skip


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
    house.told = True
    monkeypatch.setattr(release, "is_item_told", lambda code, **_: house.told)
    house.near, house.wishes = True, False
    monkeypatch.setattr(release, "is_nearest_told", lambda acting, enquiry_id: house.near)
    monkeypatch.setattr(release, "has_wishes", lambda enquiry_id: house.wishes)
    return house


def released(house, *codes, name="registrar", bag="", **changed):
    labels = [LabelsRead(on_body=one, on_bag=bag or one, on_paper=one) for one in codes]
    given = {"enquiry_id": "E-1", "happened_at": house.clock()} | SAID | changed
    return release_remains(house.by(name), labels=labels, **given)


def test_refuses_without_the_board_the_telling_the_labels_and_with_a_packet_that_is_kept(known):
    first, second = known.codes
    with pytest.raises(OpenGuardError) as refused:
        released(known, second)
    assert lacks(refused) == {"board_concluded"}
    with pytest.raises(OpenGuardError) as refused:
        released(known, first, enquiry_id="")
    assert "board_concluded" in lacks(refused)
    with pytest.raises(OpenGuardError) as refused:
        released(known, second, person_id="P-2")
    assert lacks(refused) == {"board_concluded"}, "she is not linked with whom the board named"
    known.told = False
    with pytest.raises(OpenGuardError) as refused:
        released(known, first, bag=second)
    assert lacks(refused) == {"family_told", "release_labels", "release_effects"}
    with pytest.raises(RoleForbidsError):
        released(known, first, name="caseworker-1")


def test_refuses_without_a_receiver_his_paper_and_two_who_stand_for_it(known):
    with pytest.raises(UnstatedParticularsError) as refused:
        released(known)
    assert "release_items" in lacks(refused)
    with pytest.raises(RuleError) as refused:
        released(known, known.codes[0], receiver="", document=" - ", second=SAID["by"])
    assert {"release_receiver", "release_document", "by_two"} <= lacks(refused)
    with pytest.raises(RuleError) as refused:
        released(known, known.codes[0], is_herself=False, named_by="-")
    assert "release_named" in lacks(refused), "a dash names nobody"
    assert issubclass(SecondPersonError, RuleError)


def test_goes_once_with_the_list_of_what_was_found_and_never_beside_a_batch(known):
    first = known.codes[0]
    by = known.by("registrar")
    on = {"found_id": known.found, "happened_at": known.clock(), "reference": "9"}
    move_finds(by, step=FindStep.FORWARDED, by="the post", **on)
    with pytest.raises(OpenGuardError) as refused:
        released(known, first)
    assert lacks(refused) == {"release_effects"}, "sent on, and nobody has receipted it"
    move_finds(by, step=FindStep.RECEIPTED, by="her", **on)
    batch = known.planned().put(first).lines()[0].pk
    with pytest.raises(OpenGuardError) as refused:
        released(known, first)
    assert lacks(refused) == {"release_here"}
    take_out(by, line_id=batch, reason="it goes to the family")
    known.near, known.wishes = False, True
    with pytest.raises(UnstatedParticularsError) as refused:
        released(known, first)
    assert lacks(refused) == {"release_named", "release_wishes"}, "another stands nearer, and she said what she wishes"
    number = released(known, first, named_by="the wife's letter 7", as_wished="buried at home, as she asked")
    view = remains_release(by, number)
    assert (view.items, view.receiver, view.as_wished) == ((first,), "a mother", "buried at home, as she asked")
    with pytest.raises(AwayItemError):
        record_step(
            by, item_code=first, step=ItemStep.MOVED, happened_at=known.clock(), by="a", from_whom="b",
            seal_number="S", purpose="c",
        )  # fmt: skip
    assert [one.contents for one in view.packets] == ["a watch\na letter"]
    with pytest.raises(OpenGuardError) as refused:
        released(known, first)
    assert "release_here" in lacks(refused)
    with pytest.raises(UnknownRemainsReleaseError):
        remains_release(by, "NR-1")
    assert [one.items for one in remains_releases(known.by("auditor"))] == [1]
