"""A telling rests on the signed certificate of the house, which is read, and typed by nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.errors import OpenGuardError
from repatria.core.law.telling import DeathKnown
from repatria.core.vocabulary.certificates import CertificateField
from repatria.records.telling import concluded
from repatria.records.telling.concluded import Identified
from repatria.records.telling.selectors.cases import telling
from repatria.records.telling.services.opening import open_telling
from tests.records.certificates.conftest import board
from tests.records.certificates.test_certifying import draw, signed

pytestmark = pytest.mark.django_db
__all__ = ["board"]


def test_a_case_opens_on_the_certificate_that_the_house_signed(board, monkeypatch):
    code = board.body()
    board.names(code, enquiry_id=board.mother)
    found = Identified(act_index=3, person_id="", enquiries=(board.mother,), items=(code,), methods=("dna",))
    monkeypatch.setattr(concluded, "_answers", [lambda person_id, enquiry_id: [found]])
    given = {
        "known": DeathKnown.PROVEN, "enquiry_id": board.mother, "visit_by": board.clock().date() + timedelta(days=5),
    }  # fmt: skip
    number = draw(board, code, attested={CertificateField.POWER: "PA"}, told_by="she who asks")
    with pytest.raises(OpenGuardError) as refused:
        open_telling(board.by("caseworker-1"), **given)
    assert ["death_certified"] == [what for what, _ in refused.value.params["guards"]], "nobody has signed it"
    signed(board, number)
    case = open_telling(board.by("caseworker-1"), **given)
    assert number == telling(board.by("head"), case).certificate
