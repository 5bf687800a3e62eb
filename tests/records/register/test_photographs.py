"""A photograph of him: who keeps and who sees it, that it stands sealed, and that it can be destroyed alone."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta

import pytest

from repatria.adapters.pictures import draw_anew
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.pictures import PictureRefusedError
from repatria.records.access.calls import answer_question, call_service, plain
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.access.questions import question_named
from repatria.records.access.role_table import Role
from repatria.records.access.services import destroy_key, destroy_reference, record_approval
from repatria.records.ledger.catalogue import services
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.models import Part
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.register import drawing
from repatria.records.register.errors import UnknownPersonError, UnknownPhotographError
from repatria.records.register.selectors.photographs import photograph, photographs
from repatria.records.register.services.photographs import keep_photograph
from repatria.records.vault.keyring import Purpose
from tests.adapters.test_pictures import picture
from tests.doors.desk.bureau import readings_since
from tests.records.register.releasing import Releasing

pytestmark = pytest.mark.django_db


@pytest.fixture
def man(clock, randomness):
    drawing.drawn_by(draw_anew)
    yield Releasing(clock, randomness)
    drawing.drawn_by(None)


def kept(man, name="camp", **more):
    acting = man.by(name)
    given = {"person_id": man.person, "taken_at": acting.at, "taken_by": "Bondar", "picture": picture(), **more}
    return keep_photograph(acting, **given)


def test_refuses_another_role_another_camp_and_what_is_no_photograph(man):
    man.staff.on_call("other camp", Role.CAMP_OFFICER, branch="CAMP-9")
    for name, error, more in (
        ("delegate", RoleForbidsError, {}), ("doctor", RoleForbidsError, {}), ("other camp", OutOfScopeError, {}),
        ("camp", PictureRefusedError, {"picture": b"<svg/>"}), ("camp", InputError, {"taken_by": " "}),
        ("camp", InputError, {"taken_at": man.by("camp").at + timedelta(hours=1)}),
        ("registrar", UnknownPersonError, {"person_id": "P-0000000-X"}),
    ):  # fmt: skip
        with pytest.raises(error):
            kept(man, name, **more)
    drawing.drawn_by(None)
    with pytest.raises(RuntimeError):
        kept(man)

    assert () == photographs(man.by("registrar"), man.person)


def test_a_face_is_shown_to_few_and_each_time_is_a_leaf(man):
    number = kept(man)

    (line,) = photographs(man.by("camp"), man.person)
    assert (number, "Bondar", False) == (line.photograph_id, line.taken_by, line.is_destroyed)
    for name in ("camp", "interviewer", "delegate"):
        with pytest.raises(RoleForbidsError):
            photograph(man.by(name), number)
    acting, size = man.by("registrar"), tree_size()
    assert draw_anew(picture()) == photograph(acting, number).content
    assert [("register.?photograph", (number, man.person))] == readings_since(size)
    assert b64encode(draw_anew(picture()))[:60] not in b"".join(bytes(one.ciphertext) for one in Part.objects.all())


def test_two_persons_destroy_it_alone(man):
    first, second = kept(man), kept(man, "registrar")
    for name in ("head", "head-2"):
        record_approval(
            man.by(name), action="access.destroy_key", object_reference=destroy_reference(Purpose.VOLUNTARY, first)
        )  # fmt: skip
    destroy_key(man.by("head"), purpose=Purpose.VOLUNTARY, subject=first, reason="he asked for it")

    with pytest.raises(UnknownPhotographError):
        photograph(man.by("registrar"), first)
    assert photograph(man.by("registrar"), second).content
    assert [False, True] == [one.is_destroyed for one in photographs(man.by("registrar"), man.person)]
    assert verify(log_verifier()).is_equal


def test_a_machine_keeps_one_and_asks_for_it(man):
    acting = man.by("registrar")
    number = call_service(acting, services()["register.keep_photograph"], {
        "person_id": man.person, "taken_at": acting.at.isoformat(), "taken_by": "Bondar",
        "picture": b64encode(picture()).decode(),
    })  # fmt: skip
    told = plain(answer_question(acting, question_named("register.photograph"), {"photograph_id": number}))

    assert b64encode(draw_anew(picture())).decode() == told["content"]
