"""Codes from the field: given once, in their order, with their check character, and never without a recovery."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import UnstatedParticularsError
from repatria.core.law.remains import DiscFound, NeutralThere, RemainsKind
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.remains_codes import SIGNS, fold_remains_code, remains_code
from repatria.records.access.errors import RoleForbidsError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.verify import verify
from repatria.records.remains.errors import (
    CodeOrderError,
    TakenPlaceCodeError,
    UnknownRecoveryError,
    UnknownSiteError,
    UsedCodeError,
    WrongCodeError,
)
from repatria.records.remains.models import Item, Site
from repatria.records.remains.selectors.items import codes, item, recovery, site, sites
from repatria.records.remains.selectors.spoiled import spoiled_codes
from repatria.records.remains.services.recovering import spoil_code

pytestmark = pytest.mark.django_db


def what(refused):
    return [one for one, _ in refused.value.params["guards"]]


def test_refuses_a_code_that_was_given_whatever_it_was_given_to(dug):
    code = dug.item(1)
    with pytest.raises(UsedCodeError):
        dug.item(1, kind=RemainsKind.PART)
    spoil_code(dug.by("registrar"), recovered_id=dug.recovery, item_code=remains_code("KHR", "T2", 2), reason="torn")
    with pytest.raises(UsedCodeError):
        dug.item(2)
    with pytest.raises(UsedCodeError):
        spoil_code(dug.by("registrar"), recovered_id=dug.recovery, item_code=code, reason="lost")
    dug.recovered()  # the team's next day goes on where it stopped
    with pytest.raises(UsedCodeError):
        dug.item(1)
    assert dug.item(3) == remains_code("KHR", "T2", 3)


def test_refuses_why_a_code_was_spoiled_to_whoever_does_not_record_and_leaves_a_leaf_of_who_read_it(dug):
    first, why = remains_code("KHR", "T2", 1), "lay on one, shot at the mill"
    spoil_code(dug.by("registrar"), recovered_id=dug.recovery, item_code=first, reason=why)
    for name in ("auditor", "delegate", "head", "adviser", "caseworker-1"):
        with pytest.raises(RoleForbidsError):
            spoiled_codes(dug.by(name), dug.recovery)
    for name in ("auditor", "delegate", "registrar"):
        assert why not in repr(codes(dug.by(name), dug.recovery))
    size = tree_size()
    assert [(one.item_code, one.reason) for one in spoiled_codes(dug.by("registrar"), dug.recovery)] == [(first, why)]
    (leaf,) = entries_since(size, kinds=["access.reading_recorded"])
    assert (leaf.act.question, leaf.act.records) == ("remains.?spoiled", (dug.recovery,))


def test_refuses_a_wrong_check_character_another_teams_code_and_what_is_none(dug):
    good = remains_code("KHR", "T2", 1)
    wrong = good[:-1] + SIGNS[(SIGNS.index(good[-1]) + 1) % len(SIGNS)]
    for typed in (wrong, good[1] + good[0] + good[2:], "KHR-T2-1", "", remains_code("KHR", "T3", 1)):
        with pytest.raises(WrongCodeError):
            dug.item(1, item_code=typed)
    assert dug.item(1, item_code=good.lower().replace("-", " ").replace("0", "o")) == good


def test_refuses_counts_out_of_order(dug):
    for count in (2, 99_999):
        with pytest.raises(CodeOrderError):
            dug.item(count)
    with pytest.raises(CodeOrderError):
        spoil_code(dug.by("registrar"), recovered_id=dug.recovery, item_code=remains_code("KHR", "T2", 7), reason="x")
    dug.item(1)
    with pytest.raises(CodeOrderError):
        dug.item(3)


def test_refuses_an_item_without_a_recovery_and_a_recovery_without_a_place(field):
    field.recovery, field.site = "RV-NONE", "RS-NONE"
    with pytest.raises(UnknownRecoveryError):
        field.item(1)
    with pytest.raises(UnknownSiteError):
        field.recovered()


def test_refuses_a_disc_of_which_nobody_says_what_it_says_and_whether_it_stayed(dug):
    with pytest.raises(UnstatedParticularsError) as refused:
        dug.item(1, disc=DiscFound.DOUBLE, found_where=" ")
    assert what(refused) == ["remains_position", "disc_read", "disc_left"]
    assert refused.value.provision == "GC I 16"
    with pytest.raises(UnstatedParticularsError) as refused:
        dug.item(1, disc=DiscFound.SINGLE, disc_says="cannot be read")
    assert refused.value.provision == "GC I 17"
    dug.item(1, disc=DiscFound.SINGLE, disc_says="K 1", why_removed="it lay beside the body")
    dug.item(2, disc=DiscFound.DOUBLE, disc_says="K 2", is_disc_left=True)


def test_refuses_a_place_and_a_recovery_that_do_not_say_who_and_where(field):
    with pytest.raises(UnstatedParticularsError) as refused:
        field.reported(place=" ", reported_by="")
    assert what(refused) == ["remains_place", "remains_reporter"]
    for signs in ("KH", "KIL", "ХАР"):
        with pytest.raises(InputError):
            field.reported(signs)
    field.reported("khr")
    with pytest.raises(TakenPlaceCodeError):
        field.reported("KHR")
    with pytest.raises(UnstatedParticularsError) as refused:
        field.recovered(led_by="Sych", present=("Sych", " "), neutral=NeutralThere.PRESENT)
    assert what(refused) == ["recovery_second", "recovery_neutral"]
    for changed in ({"team": "T"}, {"day": field.clock().date().replace(year=2019)}):
        with pytest.raises(InputError):
            field.recovered(**changed)


@pytest.mark.parametrize("name", ["caseworker-1", "hotline", "interviewer", "camp", "reviewer-1", "auditor"])
def test_nobody_who_speaks_with_families_or_holds_men_records_or_reads_it(dug, name):
    code = dug.item(1)
    with pytest.raises(RoleForbidsError):
        dug.item(2, name=name)
    for ask, number in ((item, code), (site, dug.site), (recovery, dug.recovery)):
        with pytest.raises(RoleForbidsError):
            ask(dug.by(name), number)


def test_an_item_stands_as_it_was_said_and_reading_it_leaves_a_leaf(dug):
    code = dug.item(1, kind=RemainsKind.PART, found_where="under a wall", disc=DiscFound.HALF, disc_says="K 1",
                    is_disc_left=True)  # fmt: skip
    doctor = dug.by("doctor")
    before = tree_size()
    told = item(doctor, code)
    assert tree_size() == before + 1
    assert (told.kind, told.found_where, told.disc_says, told.is_disc_left) == ("part", "under a wall", "K 1", True)
    assert recovery(dug.by("head"), dug.recovery).next_code == remains_code("KHR", "T2", 2)
    assert site(dug.by("adviser"), dug.site).coordinates == "49 N 37 E"
    (line,) = sites(dug.by("auditor"))
    assert (line.place_code, line.recoveries, line.items) == ("KHR", 1, 1)
    assert [one.item_code for one in codes(dug.by("delegate"), dug.recovery)] == [code]
    stored = (*Site.objects.values_list("place", "coordinates"), *Item.objects.values_list("found_where", "disc_says"))
    assert not any(b"wall" in bytes(one) or b"49 N" in bytes(one) for row in stored for one in row if one)
    assert verify(log_verifier()).is_equal


def test_every_wrong_sign_and_every_swap_of_neighbours_shows():
    code = remains_code("KHR", "T2", 17)
    plain = code.replace("-", "")
    for place, sign in enumerate(plain):
        for other in SIGNS:
            if other != sign:
                assert not fold_remains_code(plain[:place] + other + plain[place + 1 :])
    for place in range(len(plain) - 2):
        if plain[place] != plain[place + 1]:
            assert not fold_remains_code(plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :])
    assert fold_remains_code(plain) == code
