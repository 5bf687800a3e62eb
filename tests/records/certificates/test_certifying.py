"""A certificate of death: of nobody who may live, of nothing that the house knows and somebody types, never by one."""

from __future__ import annotations

from hashlib import sha256

import msgspec
import pytest

from repatria.core.law.certificates import CertificateOrderError, CertificateState, SendingStep
from repatria.core.law.custody_facts import CustodyAttested, CustodyEvent, DeathCause
from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedParticularsError
from repatria.core.vocabulary.certificates import CertificateField, DeathListKind, FieldFrom
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.records.access.errors import RoleForbidsError
from repatria.records.certificates.errors import KnownFieldError, NobodyCertifiedError
from repatria.records.certificates.selectors.certificates import (
    before_certificate,
    certificate,
    certificate_of,
    certificates,
    certificates_to_sign,
)
from repatria.records.certificates.selectors.lists import death_list, death_lists, lists_to_certify
from repatria.records.certificates.services import listing
from repatria.records.certificates.services.certifying import draw_certificate, send_death_paper, sign_certificate
from repatria.records.certificates.services.listing import certify_death_list, draw_death_list
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.register.services import record_custody
from repatria.records.register.services.death import record_death_seen
from repatria.records.remains.selectors.graves import rest_of
from repatria.records.remains.services.graves import mark_grave
from tests.records.remains.field import exhumed

pytestmark = pytest.mark.django_db
F = CertificateField


def guards(refused):
    return [one for one, _ in refused.value.params["guards"]]


def draw(board, code, name="doctor", **changed):
    return draw_certificate(board.by(name), item_code=code, **changed)


def signed(board, number):
    for name in ("doctor", "head"):
        sign_certificate(board.by(name), certificate_id=number)
    return number


def died(man):
    record_custody(
        man.by("registrar"), person_id=man.prisoner, event=CustodyEvent.DIED, happened_at=man.clock(),
        attested=CustodyAttested(doctor="the camp's physician", cause=DeathCause.NATURAL),
    )  # fmt: skip


def seen(man):
    record_death_seen(man.by("doctor"), person_id=man.prisoner, seen_at=man.clock(), cause=DeathCause.NATURAL)


def test_refuses_a_certificate_of_nobody_of_the_living_of_the_unnamed_and_while_an_enquiry_is_open(board):
    with pytest.raises(NobodyCertifiedError):
        draw_certificate(board.by("doctor"))
    for asked in (before_certificate, draw_certificate):
        with pytest.raises(OpenGuardError) as refused:
            asked(board.by("doctor"), person_id=board.prisoner)
        assert guards(refused)[0] == "certificate_death", "of the living nothing is read"
    code = board.body(cause=DeathCause.VIOLENT)
    with pytest.raises(OpenGuardError) as refused:
        draw(board, code)
    assert guards(refused) == ["certificate_death", "inquiry_reported", "certificate_power"]
    board.names(code, is_annulment_asked=True)
    with pytest.raises(OpenGuardError) as refused:
        draw(board, code)
    assert "certificate_death" in guards(refused)
    for name in ("mortuary", "caseworker-1", "laboratory"):
        with pytest.raises(RoleForbidsError):
            draw(board, code, name)


def test_what_the_house_knows_is_read_and_what_is_attested_names_who_told_it(board):
    code = board.body()
    board.names(code, person_id=board.prisoner)
    with pytest.raises(KnownFieldError) as refused:
        draw(board, code, attested={F.SURNAME: "another", F.CARED: "he slept"}, told_by="a nurse")
    assert refused.value.faults == (("surname", "known_to_house"),)
    with pytest.raises(UnstatedParticularsError) as refused:
        draw(board, code, attested={F.CARED: "he slept"})
    assert guards(refused) == ["certificate_told_by"]
    number = draw(board, code, attested={F.CARED: "he slept"}, told_by="a nurse, ward 2")
    said = {one.field: one for one in certificate(board.by("head"), number).lines}
    assert tuple(said) == tuple(F), "every field of the form"
    assert (said[F.CARED].read_from, said[F.CARED].told_by) == (FieldFrom.ATTESTED, "a nurse, ward 2")
    assert said[F.SURNAME].read_from is FieldFrom.HOUSE and said[F.SURNAME].records == (board.prisoner,)
    assert (said[F.CAUSE].word, said[F.CAUSE].text) == ("natural", "")
    assert "by the mill" in said[F.BURIAL].text and "2/17" in said[F.MARKED].text
    assert said[F.NEXT_OF_KIN].read_from is FieldFrom.BY_HAND


def test_refuses_one_signature_two_without_a_doctor_and_the_same_twice(board):
    code = board.body()
    number = draw(board.names(code, person_id=board.prisoner), code)
    assert sign_certificate(board.by("head"), certificate_id=number) is False
    assert certificate_of(item_code=code) is None, "one signature certifies nothing"
    for name, word in (("head", "certificate_two"), ("adviser", "certificate_doctor")):
        with pytest.raises(SecondPersonError) as refused:
            sign_certificate(board.by(name), certificate_id=number)
        assert word in guards(refused)
    with pytest.raises(CertificateOrderError):
        out(board, number)
    board.names()
    with pytest.raises(OpenGuardError):  # the name was taken back between the two
        sign_certificate(board.by("doctor"), certificate_id=number)
    board.names(code, person_id=board.prisoner)
    assert sign_certificate(board.by("doctor"), certificate_id=number) is True
    stands = certificate_of(person_id=board.prisoner)
    assert (stands.certificate_id, len(stands.signed_by)) == (number, 2) and certificate_of(item_code=code) == stands


def test_one_that_was_signed_is_replaced_with_a_reason_and_never_overwritten(board):
    died(board)
    with pytest.raises(OpenGuardError) as refused:  # whom the entry names is no doctor's own word
        draw_certificate(board.by("registrar"), person_id=board.prisoner)
    assert guards(refused) == ["certificate_death", "item_examined"]
    seen(board)
    first = signed(board, draw_certificate(board.by("registrar"), person_id=board.prisoner))
    with pytest.raises(UnstatedParticularsError) as refused:
        draw_certificate(board.by("doctor"), person_id=board.prisoner)
    assert guards(refused) == ["certificate_reason"]
    second = draw_certificate(board.by("doctor"), person_id=board.prisoner, reason="his number was misread")
    assert certificate_of(person_id=board.prisoner).certificate_id == first, "until the new one is signed"
    signed(board, second)
    states = {one.certificate_id: one.state for one in certificates(board.by("auditor"))}
    assert states == {first: CertificateState.REPLACED, second: CertificateState.SIGNED}
    assert certificate_of(person_id=board.prisoner).certificate_id == second
    assert certificate(board.by("head"), first).lines, "what was signed stands as it was"
    with pytest.raises(CertificateOrderError):
        sign_certificate(board.by("adviser"), certificate_id=first)


def test_refuses_the_signature_under_what_the_house_reads_otherwise_than_when_it_was_drawn(board):
    died(board)
    seen(board)
    one, other = (draw_certificate(board.by("doctor"), person_id=board.prisoner) for _ in range(2))
    sign_certificate(board.by("head"), certificate_id=other)
    signed(board, one)
    with pytest.raises(OpenGuardError) as refused:  # two drafts of one death: the first that is signed stands
        sign_certificate(board.by("doctor"), certificate_id=other)
    assert guards(refused) == ["certificate_as_drawn"]
    assert certificate_of(person_id=board.prisoner).certificate_id == one
    record_death_seen(board.by("doctor"), person_id=board.prisoner, seen_at=board.clock(), cause=DeathCause.UNKNOWN)
    again = draw_certificate(board.by("doctor"), person_id=board.prisoner, reason="its cause was read anew")
    record_death_seen(board.by("doctor"), person_id=board.prisoner, seen_at=board.clock(), cause=DeathCause.VIOLENT)
    with pytest.raises(OpenGuardError) as refused:
        sign_certificate(board.by("head"), certificate_id=again)
    assert guards(refused) == ["certificate_as_drawn"]


def test_a_name_that_was_taken_back_leaves_no_certificate_on_any_list_and_lends_none_to_another(board):
    code = board.body()
    with pytest.raises(UnstatedParticularsError) as refused:
        draw(board.names(code, enquiry_id=board.mother), code)
    assert guards(refused) == ["certificate_power"], "on no list without a Power"
    told = {"attested": {F.POWER: " P  A ", F.SURNAME: "Told"}, "told_by": "she who asks"}
    with pytest.raises(InputError):
        draw(board, code, **told | {"attested": {F.POWER: "p" * 41}})
    number = draw(board, code, **told)
    said = {one.field: one for one in certificate(board.by("head"), number).lines}
    assert said[F.SURNAME].read_from is FieldFrom.ATTESTED, "what she who asks wrote is no word of the house"
    assert (FieldFrom.BY_HAND,) * 2 == (said[F.BIRTH_PLACE].read_from, said[F.BIRTH_DATE].read_from)
    board.names(code, enquiry_id="E-2", board_index=9)
    with pytest.raises(OpenGuardError) as refused:  # drawn of another name than stands now
        sign_certificate(board.by("head"), certificate_id=number)
    assert guards(refused) == ["certificate_as_drawn"]
    signed(board.names(code, enquiry_id=board.mother), number)
    for kind in DeathListKind:
        listed = draw_death_list(board.by("registrar"), kind=kind, power="p a")
        assert [one.surname for one in death_list(board.by("head"), listed).lines] == ["Told"]
    board.names(code, enquiry_id="E-2", board_index=9)
    assert certificate_of(item_code=code) is None
    with pytest.raises(CertificateOrderError):
        out(board, number)
    listed = draw_death_list(board.by("registrar"), kind=DeathListKind.GRAVES, power="P A")
    assert [one.surname for one in death_list(board.by("head"), listed).lines] == [""]
    with pytest.raises(OpenGuardError):
        draw_death_list(board.by("registrar"), kind=DeathListKind.DEAD, power="P A")
    with pytest.raises(UnstatedParticularsError) as refused:
        draw(board, code, **told)
    assert guards(refused) == ["certificate_reason"], "the one that went out is replaced"


def out(board, number, step=SendingStep.SENT, name="registrar", **changed):
    given = {
        "recipient": NoticeRecipient.CENTRAL_TRACING_AGENCY, "reference": "letter 9", "happened_at": board.clock()
    } | changed  # fmt: skip
    return send_death_paper(board.by(name), document_id=number, step=step, **given)


def test_a_list_is_certified_by_another_while_it_says_what_is_on_record_and_goes_out_then(board, monkeypatch):
    with pytest.raises(OpenGuardError) as refused:
        draw_death_list(board.by("registrar"), kind=DeathListKind.DEAD, power="PA")
    assert guards(refused) == ["death_list_lines"]
    code, unnamed = board.body(), board.body(2)
    (lies,) = rest_of(board.by("head"), unnamed).burials
    mark_grave(
        board.by("mortuary"), grave_id=lies.grave_id, happened_at=board.clock(), marker="Вигаданий Іван 1999",
        by="a digger", reason="it fell",
    )  # fmt: skip
    number = signed(board, draw(board.names(code, person_id=board.prisoner), code))
    power = certificate(board.by("head"), number).summary.power
    listed = draw_death_list(board.by("registrar"), kind=DeathListKind.GRAVES, power=power)
    assert [one.item_code for one in death_list(board.by("head"), listed).lines] == [code, unnamed]
    assert [bool(one.surname) for one in death_list(board.by("head"), listed).lines] == [True, False]
    markers = [one.marker for one in death_list(board.by("head"), listed).lines]
    assert markers == ["2/17", ""], "words on a marker may be a name that no board gave"
    with pytest.raises(RoleForbidsError):
        certify_death_list(board.by("registrar"), death_list_id=listed)
    with pytest.raises(CertificateOrderError):
        out(board, listed)
    third = board.body(3)
    with pytest.raises(OpenGuardError) as refused:
        certify_death_list(board.by("head"), death_list_id=listed)
    assert guards(refused) == ["death_list_as_drawn"]
    again, beside = (
        draw_death_list(board.by("registrar"), kind=DeathListKind.GRAVES, power=power) for _ in range(2)
    )  # fmt: skip
    certify_death_list(board.by("head"), death_list_id=again)
    with pytest.raises(OpenGuardError) as refused:  # two drafts of one list: one of them is certified
        certify_death_list(board.by("head"), death_list_id=beside)
    assert guards(refused) == ["death_list_as_drawn"]
    monkeypatch.setattr(listing, "MOST_LISTED", 2)
    with pytest.raises(OpenGuardError) as refused:
        draw_death_list(board.by("registrar"), kind=DeathListKind.GRAVES, power=power, reason="anew")
    assert guards(refused) == ["death_list_most"]
    assert death_list(board.by("head"), again).lines[-1].item_code == third
    with pytest.raises(UnstatedParticularsError):
        out(board, again, reference=" ")
    for step in (SendingStep.SENT, SendingStep.BOUNCED, SendingStep.SENT, SendingStep.RECEIPTED):
        out(board, again, step)
    with pytest.raises(CertificateOrderError):
        out(board, again, SendingStep.BOUNCED)
    dead = draw_death_list(board.by("registrar"), kind=DeathListKind.DEAD, power=power)
    (line,) = death_list(board.by("head"), dead).lines
    assert (line.certificate, line.cause, bool(line.grave)) == ("1", "natural", True)
    exhumed(board, code)
    empty = draw_death_list(board.by("registrar"), kind=DeathListKind.DEAD, power=power)
    assert death_list(board.by("head"), empty).lines[0].grave == "", "the grave is empty now"
    assert [one.count for one in death_lists(board.by("auditor"))] == [1, 1, 3, 3, 2]
    assert verify(log_verifier()).is_equal


def test_who_has_a_name_and_no_certificate_stands_by_it_for_his_own_power_and_unnamed_for_others(board):
    code = board.body()
    board.names(code, person_id=board.prisoner)
    of_lists = {}
    for power in ("pa", "PB"):
        number = draw_death_list(board.by("registrar"), kind=DeathListKind.GRAVES, power=power)
        of_lists[power] = death_list(board.by("head"), number)
    (his,), (others,) = (of_lists[power].lines for power in ("pa", "PB"))
    assert (his.surname, his.service_number, his.item_code) == ("Шевченко", "PA-0417", code)
    assert (others.surname, others.first_names, others.service_number, others.item_code) == ("", "", "", code)
    board.names(code, person_id=board.prisoner, is_annulment_asked=True)
    number = draw_death_list(board.by("registrar"), kind=DeathListKind.GRAVES, power="PA")
    assert [one.surname for one in death_list(board.by("head"), number).lines] == [""], "one has taken it back"
    board.names(code, enquiry_id=board.mother)
    number = draw_death_list(board.by("registrar"), kind=DeathListKind.GRAVES, power="PA")
    assert [one.surname for one in death_list(board.by("head"), number).lines] == [""], "her word is no name of his"


def test_a_name_is_not_guessed_from_the_digest_of_a_list(board):
    code = board.body()
    board.names(code, person_id=board.prisoner)
    number = draw_death_list(board.by("registrar"), kind=DeathListKind.GRAVES, power="PA")
    found = death_list(board.by("head"), number)
    guessed = sha256(msgspec.json.encode(found.lines)).hexdigest()
    assert found.summary.digest != guessed and len(found.summary.digest) == len(guessed)
    assert found.summary.digest == listing.digest_of(found.lines)


def test_what_waits_for_a_signature_or_to_be_certified_is_known_by_numbers(board):
    code = board.body()
    number = draw(board.names(code, person_id=board.prisoner), code)
    (one,) = certificates_to_sign(board.by("adviser"))
    assert (one.certificate_id, one.signed_by, one.has_doctor) == (number, (), False)
    sign_certificate(board.by("doctor"), certificate_id=number)
    (one,) = certificates_to_sign(board.by("adviser"))
    assert (one.signed_by, one.has_doctor) == ((board.number("doctor"),), True)
    sign_certificate(board.by("adviser"), certificate_id=number)
    assert certificates_to_sign(board.by("adviser")) == ()
    listed = draw_death_list(board.by("registrar"), kind=DeathListKind.GRAVES, power="PA")
    assert [(one, by) for one, _, by in lists_to_certify(board.by("head"))] == [(listed, board.number("registrar"))]
    certify_death_list(board.by("head"), death_list_id=listed)
    assert lists_to_certify(board.by("head")) == ()
