"""A certificate that fell is withdrawn by two, and whoever has it is told; none that stands, and none by one."""

from __future__ import annotations

import pytest

from repatria.core.law.certificates import CertificateOrderError, CertificateState, SendingStep
from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.vocabulary.certificates import DeathListKind
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.records.access.errors import RoleForbidsError
from repatria.records.certificates.errors import UnknownCertificateError
from repatria.records.certificates.models import Certificate
from repatria.records.certificates.selectors.certificates import certificate, certificate_of
from repatria.records.certificates.selectors.withdrawals import certificates_fallen, withdrawal, words_owed
from repatria.records.certificates.services.certifying import draw_certificate
from repatria.records.certificates.services.listing import draw_death_list
from repatria.records.certificates.services.withdrawing import (
    ask_withdrawal,
    decline_withdrawal,
    tell_withdrawal,
    withdraw_certificate,
)
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.register.models import CustodyEntry
from repatria.records.register.services import annul_custody
from tests.records.certificates.test_certifying import died, draw, guards, out, seen, signed

pytestmark = pytest.mark.django_db
AGENCY, POWER = NoticeRecipient.CENTRAL_TRACING_AGENCY, NoticeRecipient.PROTECTING_POWER


@pytest.fixture
def sent(board):
    """A signed certificate that the Agency receipted, and that came back from the Protecting Power."""
    code = board.body()
    board.code, board.certificate = code, signed(board, draw(board.names(code, person_id=board.prisoner), code))
    for step in (SendingStep.SENT, SendingStep.RECEIPTED):
        out(board, board.certificate, step)
    for step in (SendingStep.SENT, SendingStep.BOUNCED):
        out(board, board.certificate, step, recipient=POWER)
    return board


def fell(board):
    """The board's name was taken back by two."""
    board.named, board.taken_back = [], {3}
    return board


def asked(board, name="doctor", reason="the board took the name back"):
    return ask_withdrawal(board.by(name), certificate_id=board.certificate, reason=reason)


def test_whoever_has_one_that_was_replaced_is_owed_the_word_too(sent):
    sent.certificate = signed(sent, draw(sent, sent.code, reason="a letter of the name"))  # nobody was sent this one
    fell(sent)
    asked(sent)
    withdraw_certificate(sent.by("head"), certificate_id=sent.certificate)
    assert [AGENCY.value] == list(withdrawal(sent.by("adviser"), sent.certificate).recipients)
    assert [(sent.certificate, AGENCY.value)] == [one[:2] for one in words_owed(sent.by("registrar"))]
    told(sent)
    assert () == words_owed(sent.by("registrar"))


def test_a_man_who_lives_after_all_goes_out_on_no_certificate_and_no_list(board):
    died(board)
    seen(board)
    number = signed(board, draw_certificate(board.by("doctor"), person_id=board.prisoner))
    power = Certificate.objects.get().power
    entry = CustodyEntry.objects.filter(person_id=board.prisoner).latest("recorded_at_index")
    annul_custody(board.by("registrar"), person_id=board.prisoner, custody_id=entry.pk, reason="another man")
    assert [number] == [one.certificate_id for one in certificates_fallen(board.by("auditor"))]
    with pytest.raises(CertificateOrderError):
        out(board, number)
    with pytest.raises(OpenGuardError) as refused:
        draw_death_list(board.by("registrar"), kind=DeathListKind.DEAD, power=power)
    assert ["death_list_lines"] == guards(refused)


def declined(board, name="adviser", reason="another certificate is meant"):
    return decline_withdrawal(board.by(name), certificate_id=board.certificate, reason=reason)


def test_an_asking_is_declined_or_taken_back_with_a_reason_and_asked_anew(sent):
    fell(sent)
    with pytest.raises(CertificateOrderError):
        declined(sent)
    asked(sent, reason="a slip")
    with pytest.raises(UnstatedReasonError):
        declined(sent, reason=" . ")
    for name in ("registrar", "mortuary"):
        with pytest.raises(RoleForbidsError):
            declined(sent, name=name)
    declined(sent, name="doctor", reason="I meant another")  # one's own
    view = withdrawal(sent.by("head"), sent.certificate)
    assert ("", "I meant another") == (view.asked_by, view.declined_why)
    with pytest.raises(CertificateOrderError):
        withdraw_certificate(sent.by("head"), certificate_id=sent.certificate)
    with pytest.raises(CertificateOrderError):
        declined(sent)
    assert [""] == [one.asked_by for one in certificates_fallen(sent.by("auditor"))]
    asked(sent, name="adviser")
    view = withdrawal(sent.by("head"), sent.certificate)
    assert ("the board took the name back", "", "") == (view.reason, view.declined_by, view.declined_why)
    withdraw_certificate(sent.by("head"), certificate_id=sent.certificate)
    with pytest.raises(CertificateOrderError):
        declined(sent)
    assert verify(log_verifier()).is_equal


def test_an_asking_before_which_the_death_was_recorded_again_is_signed_by_nobody(board):
    died(board)
    seen(board)
    board.certificate = signed(board, draw_certificate(board.by("doctor"), person_id=board.prisoner))
    annulled(board)
    asked(board, reason="another man")
    died(board)
    with pytest.raises(OpenGuardError):  # it stands again
        asked(board, name="adviser")
    annulled(board)
    with pytest.raises(CertificateOrderError):  # it fell anew, for another reason
        withdraw_certificate(board.by("head"), certificate_id=board.certificate)
    asked(board, name="adviser", reason="he was seen alive")
    withdraw_certificate(board.by("head"), certificate_id=board.certificate)
    assert "he was seen alive" == withdrawal(board.by("head"), board.certificate).reason


def annulled(board):
    entry = CustodyEntry.objects.filter(person_id=board.prisoner).latest("recorded_at_index")
    annul_custody(board.by("registrar"), person_id=board.prisoner, custody_id=entry.pk, reason="another man")


def told(board, step=SendingStep.SENT, recipient=AGENCY, name="registrar", reference="letter 12"):
    return tell_withdrawal(
        board.by(name), certificate_id=board.certificate, recipient=recipient, step=step, reference=reference,
        happened_at=board.clock(),
    )  # fmt: skip


def test_refuses_to_withdraw_what_stands_without_a_reason_by_one_or_by_who_signs_none(sent):
    with pytest.raises(OpenGuardError) as refused:
        asked(sent)
    assert guards(refused) == ["certificate_fallen"]
    sent.names(sent.code, person_id=sent.prisoner, is_annulment_asked=True)
    with pytest.raises(OpenGuardError):  # one has taken it back, and a second has not
        asked(sent)
    assert certificates_fallen(sent.by("auditor")) == ()
    fell(sent)
    assert [(one.certificate_id, one.asked_by) for one in certificates_fallen(sent.by("auditor"))] == [
        (sent.certificate, "")
    ]
    with pytest.raises(CertificateOrderError):
        withdraw_certificate(sent.by("head"), certificate_id=sent.certificate)
    with pytest.raises(UnstatedReasonError):
        asked(sent, reason=" - ")
    for name in ("registrar", "mortuary", "caseworker-1"):
        with pytest.raises(RoleForbidsError):
            asked(sent, name=name)
    with pytest.raises(UnknownCertificateError):
        ask_withdrawal(sent.by("doctor"), certificate_id="GK-1", reason="x")
    asked(sent)
    with pytest.raises(CertificateOrderError):
        asked(sent, name="adviser")
    with pytest.raises(SecondPersonError) as refused:
        withdraw_certificate(sent.by("doctor"), certificate_id=sent.certificate)
    assert guards(refused) == ["certificate_two"]
    sent.taken_back = set()
    with pytest.raises(OpenGuardError):
        withdraw_certificate(sent.by("head"), certificate_id=sent.certificate)
    with pytest.raises(CertificateOrderError):
        told(sent)


def test_whoever_has_it_is_owed_a_word_and_nobody_else_and_another_certificate_needs_no_place_of_it(sent):
    fell(sent)
    asked(sent)
    withdraw_certificate(sent.by("head"), certificate_id=sent.certificate)
    view = withdrawal(sent.by("adviser"), sent.certificate)
    assert (view.reason, view.recipients) == ("the board took the name back", (AGENCY.value,))
    assert certificate(sent.by("head"), sent.certificate).summary.state is CertificateState.WITHDRAWN
    assert certificate_of(item_code=sent.code) is None and certificates_fallen(sent.by("auditor")) == ()
    assert [one[:2] for one in words_owed(sent.by("registrar"))] == [(sent.certificate, AGENCY.value)]
    with pytest.raises(CertificateOrderError):  # it came back from there
        told(sent, recipient=POWER)
    with pytest.raises(UnstatedParticularsError):
        told(sent, reference=" ")
    with pytest.raises(RoleForbidsError):
        told(sent, name="doctor")
    with pytest.raises(CertificateOrderError):
        out(sent, sent.certificate)
    told(sent)
    assert words_owed(sent.by("registrar")) == ()
    told(sent, SendingStep.BOUNCED)
    assert len(words_owed(sent.by("registrar"))) == 1, "nobody has it"
    for step in (SendingStep.SENT, SendingStep.RECEIPTED):
        told(sent, step)
    assert words_owed(sent.by("registrar")) == ()
    with pytest.raises(CertificateOrderError):
        withdraw_certificate(sent.by("adviser"), certificate_id=sent.certificate)
    again = draw(sent.names(sent.code, person_id=sent.prisoner, board_index=9), sent.code)
    assert certificate(sent.by("head"), again).summary.replaces == ""
    assert verify(log_verifier()).is_equal
