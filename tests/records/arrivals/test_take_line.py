"""Lines of the field: what is refused and kept, what makes a man, and what a device learns of it."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from repatria.config.install import portal_keys_of
from repatria.core.vocabulary.arrivals import ArrivalCondition, Fact, LineAnswer
from repatria.core.vocabulary.particulars import Category, Given, ParticularKind
from repatria.doors.jobs.arrivals import LINES, fetch_lines, fetch_lines_set_aside
from repatria.doors.jobs.verifying import verify_house
from repatria.records.access.errors import RoleForbidsError
from repatria.records.arrivals.acts import RefusedLine
from repatria.records.arrivals.models import Line, LineTurnedAway
from repatria.records.arrivals.selectors.nights import answer_of, mailbox_key, night, night_counts
from repatria.records.arrivals.services.nights import open_shift, refuse_line, revoke_device, take_line
from repatria.records.consequences.selectors import open_consequences
from repatria.records.intake.line_sealing import public_point, sign_line
from repatria.records.intake.lines import Received, answers_to, lines_waiting, verify_lines
from repatria.records.intake.models import SealedLine
from repatria.records.ledger.reading import cursor_of
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.selectors import person

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)


def _equal(keyring):
    report = verify_house(portal_keys_of(keyring).mac_key, lambda *_: None)
    return report.first


def test_only_the_courier_takes_and_refuses_lines(staff, device):
    for name in ("registrar", "officer", "caseworker", "administrator-1"):
        with pytest.raises(RoleForbidsError):
            take_line(
                staff.acting(name), line=device.line(), device=None, person_id="P", clashes_with="", mailbox="1:a"
            )
        with pytest.raises(RoleForbidsError):
            refuse_line(
                staff.acting(name), line_id="", device_id="", reason=RefusedLine.UNREADABLE, mailbox="1:a"
            )  # fmt: skip


def test_the_door_keeps_nothing_of_an_unknown_device_nor_of_another_key(device):
    line = device.line()
    other = ec.generate_private_key(ec.SECP256R1())
    forged = sign_line(
        other, device_id=device.device_id, line_id=line.line_id, sealed=device.sealed(line).sealed
    )  # fmt: skip
    unknown = device.sealed(line, device_id="X-00000-00000-0")
    assert device.sends(forged) == {line.line_id: Received.REFUSED}
    assert device.sends(unknown) == {line.line_id: Received.UNHEARD}
    assert SealedLine.objects.using("intake").count() == 0


def test_a_line_makes_a_man_with_card_and_name_as_heard(staff, device, keyring):
    line = device.wrote("0417", "Бойко Тарас", condition=ArrivalCondition.LIMPING, facts=(Fact.MINOR,))
    (row,) = ProtectedPerson.objects.all()
    assert ("0417", "in_unit", "CAMP-2") == (row.card_number, row.custody_state, row.holder)
    view = person(staff.acting("registrar"), row.pk)
    said = {one.kind: (one.given, one.value) for one in view.particulars}
    assert said[ParticularKind.SURNAME] == (Given.GIVEN, "Бойко")
    assert said[ParticularKind.FIRST_NAMES] == (Given.GIVEN, "Тарас")
    assert said[ParticularKind.BIRTH_DATE][0] == Given.NOT_ASKED
    (shown,) = night(staff.acting("registrar"))
    assert ("Бойко Тарас", "limping", ("minor",)) == (shown.heard, shown.condition, shown.facts)
    assert answers_to([line.line_id]) == {line.line_id: "recorded"}
    assert _equal(keyring) is None


def test_somebody_who_does_not_speak_is_registered_all_the_same(staff, device):
    device.wrote("0424", "", condition=ArrivalCondition.UNCONSCIOUS)
    view = person(staff.acting("registrar"), ProtectedPerson.objects.get().pk)
    said = {one.kind: one.given for one in view.particulars}
    assert (said[ParticularKind.SURNAME], said[ParticularKind.RANK]) == (Given.UNKNOWN, Given.NOT_ASKED)


def test_a_line_sent_twice_and_a_night_sent_twice_make_nobody_twice(device, keyring):
    lines = [device.line(f"04{number}", f"Коваль {number}") for number in range(10, 20)]
    envelopes = [device.sealed(line) for line in lines]
    device.sends(*envelopes[:6])
    fetch_lines(device.outside)
    device.sends(*envelopes)
    device.sends(*envelopes)
    fetch_lines(device.outside)
    assert (10, 10, 0) == (ProtectedPerson.objects.count(), Line.objects.count(), LineTurnedAway.objects.count())
    assert _equal(keyring) is None


def test_another_line_under_a_used_number_is_refused_and_kept(device, keyring):
    first = device.wrote("0417", "Бойко Тарас")
    device.wrote("0418", "Гнатюк Роман", line_id=first.line_id)
    assert 1 == ProtectedPerson.objects.count()
    assert [RefusedLine.REPEATED.value] == list(LineTurnedAway.objects.values_list("reason", flat=True))
    assert 2 == SealedLine.objects.using("intake").count()
    assert LineAnswer.RECORDED is answer_of(first.line_id)
    assert _equal(keyring) is None


def test_two_lines_with_one_card_make_two_men_and_a_clash(staff, enrolled, keyring):
    one, other = enrolled(), enrolled()
    one.wrote("0421", "Коваль Іван")
    second = other.wrote("0421", "Гнатюк Роман")
    assert 2 == ProtectedPerson.objects.count()
    first_person = ProtectedPerson.objects.get(card_number="0421")
    (clash,) = night(staff.acting("registrar"), is_clashing=True)
    assert ("Гнатюк Роман", first_person.pk) == (clash.heard, clash.clashes_with)
    assert answers_to([second.line_id]) == {second.line_id: "clash"}
    assert (2, 1, 0) == (night_counts().lines, night_counts().clashes, night_counts().refused)
    assert _equal(keyring) is None


def test_a_revoked_device_is_refused_at_the_door_and_by_the_courier(staff, device, keyring):
    before = device.wrote("0417")
    waiting = device.sealed(device.line("0418", "Гнатюк Роман"))
    device.sends(waiting)
    revoke_device(staff.acting("registrar"), device_id=device.device_id, reason="lost on the road")
    fetch_lines(device.outside)  # it lay there already: the courier asks the acts
    later = device.sealed(device.line("0419", "Шульга"))
    assert device.sends(later) == {later.line_id: Received.REFUSED}
    assert 1 == ProtectedPerson.objects.count()
    assert answers_to([before.line_id, waiting.line_id]) == {before.line_id: "recorded", waiting.line_id: "refused"}
    assert ["revoked_device"] == list(LineTurnedAway.objects.values_list("reason", flat=True))
    assert _equal(keyring) is None


def test_what_was_sealed_to_another_key_or_is_no_line_is_refused_with_its_reason(device, keyring):
    elsewhere = public_point(ec.generate_private_key(ec.SECP256R1()))
    device.sends(device.sealed(device.line("1"), point=elsewhere))
    device.sends(device.sealed(device.line("2"), content=b"no json"))
    device.sends(device.sealed(device.line("3"), content=b'{"card": "3", "condition": "dancing"}'))
    fetch_lines(device.outside)
    assert ["unreadable"] * 3 == list(LineTurnedAway.objects.values_list("reason", flat=True))
    assert (0, 3) == (ProtectedPerson.objects.count(), SealedLine.objects.using("intake").count())
    assert _equal(keyring) is None


def test_a_fault_of_ours_leaves_no_man_without_his_line_and_is_tried_again(device, monkeypatch, keyring):
    def broken(*_, **__):
        raise KeyError("a name that must not be kept")

    with monkeypatch.context() as patched:
        patched.setattr("repatria.doors.jobs.arrivals.take_line", broken)
        line = device.wrote("0417")
    assert 0 == ProtectedPerson.objects.count()
    (aside,) = open_consequences(consumer=LINES)
    assert ("KeyError", "") == (aside.code, aside.reason)
    assert (0, _equal(keyring)) == (lines_waiting(cursor_of(LINES)), None)
    assert 1 == fetch_lines_set_aside(device.outside)
    assert (1, {line.line_id: "recorded"}) == (ProtectedPerson.objects.count(), answers_to([line.line_id]))
    assert _equal(keyring) is None


def test_a_man_is_written_under_the_shift_of_his_hour(staff, device, clock):
    night_shift = open_shift(staff.acting("officer"), place="CAMP-2", opened_at=clock(), head_count=0)
    device.wrote("0417")
    row = Line.objects.get()
    assert (night_shift, staff.numbers["officer"], device.device_id) == (row.shift_id, row.registrar, row.device_id)


def test_without_a_shift_it_is_whoever_enrolled_the_device(staff, device):
    device.wrote("0417")
    row = Line.objects.get()
    assert ("", staff.numbers["registrar"]) == (row.shift_id, row.registrar)


def test_a_changed_and_a_missing_row_of_the_mailbox_are_named(device, keyring):
    for number in range(3):
        device.wrote(f"041{number}", f"Коваль {number}")
    SealedLine.objects.using("intake").filter(sequence=2).update(received_on="2020-01-01")
    assert "received_on" == verify_lines(mailbox_key()).column
    SealedLine.objects.using("intake").filter(sequence=3).delete()
    found = _equal(keyring)
    assert "intake_sealedline" == found.table


def test_whoever_moves_the_courier_past_a_line_is_seen(device, keyring):
    from repatria.records.ledger.services import move_cursor

    device.sends(device.sealed(device.line()))
    move_cursor(LINES, 1)
    assert ("intake_sealedline", "1", "sequence") == (
        _equal(keyring).table,
        _equal(keyring).row,
        _equal(keyring).column,
    )


def test_a_line_of_a_man_who_was_registered_at_the_desk_meanwhile_clashes(staff, device):
    device.wrote("0417")
    (first,) = ProtectedPerson.objects.all()
    device.wrote("0417", "Бойко Т.")
    assert 2 == ProtectedPerson.objects.count()
    assert first.pk == Line.objects.latest("recorded_index").clashes_with
    assert Category.NOT_YET_DETERMINED.value == first.category
