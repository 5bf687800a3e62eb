"""Devices of the field: who enrols and revokes, what is compared, and that a key is enrolled once."""

from __future__ import annotations

from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from repatria.core.vocabulary.errors import InputError
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.arrivals.errors import (
    DeviceKeyError,
    OtherFingerprintError,
    RevokedDeviceError,
    UnknownDeviceError,
)
from repatria.records.arrivals.models import Device
from repatria.records.arrivals.selectors.nights import devices, line_fingerprint, night, shifts
from repatria.records.arrivals.services.nights import enrol_device, revoke_device
from repatria.records.intake.line_sealing import public_point
from repatria.records.ledger.reading import tree_size
from repatria.records.places.errors import NoSuchHolderError

pytestmark = pytest.mark.django_db(databases=["default", "intake"])


def _point():
    return b64encode(public_point(ec.generate_private_key(ec.SECP256R1()))).decode()


def _enrol(acting, **changed):
    given = {"place": "CAMP-2", "label": "tent 1", "public_key": _point(), "compared": line_fingerprint()}
    return enrol_device(acting, **given | changed)


@pytest.mark.parametrize("name", ["officer", "caseworker", "administrator-1"])
def test_only_a_registrar_enrols(staff, name):
    with pytest.raises(RoleForbidsError):
        _enrol(staff.acting(name))


@pytest.mark.parametrize(
    ("changed", "error", "field"),
    [
        ({"public_key": "AAAA"}, DeviceKeyError, "public_key"),
        ({"public_key": b64encode(b"\x04" + bytes(64)).decode()}, DeviceKeyError, "public_key"),
        ({"public_key": "not base 64!"}, DeviceKeyError, "public_key"),
        ({"compared": ""}, OtherFingerprintError, "compared"),
        ({"compared": "AAAAA-AAAAA-AAAAA-AAAAA"}, OtherFingerprintError, "compared"),
        ({"place": ""}, InputError, "place"),
        ({"place": "CAMP-77"}, NoSuchHolderError, "place"),
        ({"label": "x" * 81}, InputError, "label"),
    ],
)
def test_refuses_and_writes_nothing(staff, changed, error, field):
    registrar = staff.acting("registrar")
    size = tree_size()
    with pytest.raises(error) as refused:
        _enrol(registrar, **changed)
    assert ([field], size) == ([name for name, _ in refused.value.faults], tree_size())


def test_a_key_is_enrolled_once(staff):
    point = _point()
    _enrol(staff.acting("registrar"), public_key=point)
    with pytest.raises(DeviceKeyError):
        _enrol(staff.acting("registrar"), public_key=point)


def test_the_fingerprint_is_read_as_people_copy_it(staff):
    written = line_fingerprint().replace("-", " ").lower()
    assert _enrol(staff.acting("registrar"), compared=f" {written} ") == Device.objects.get().pk


def test_an_unknown_or_revoked_device_is_not_revoked_again(staff):
    registrar = staff.acting("registrar")
    with pytest.raises(UnknownDeviceError):
        revoke_device(registrar, device_id="X-1", reason="lost")
    number = _enrol(registrar)
    revoke_device(registrar, device_id=number, reason="lost")
    with pytest.raises(RevokedDeviceError):
        revoke_device(registrar, device_id=number, reason="lost")


def test_an_administrator_revokes_and_an_officer_does_not(staff):
    number = _enrol(staff.acting("registrar"))
    with pytest.raises(RoleForbidsError):
        revoke_device(staff.acting("officer"), device_id=number, reason="lost")
    revoke_device(staff.acting("administrator-1"), device_id=number, reason="stolen")
    (line,) = devices(staff.acting("registrar"))
    assert (True, "stolen") == (line.is_revoked, line.reason)


def test_an_administrator_sees_computers_and_nobody_who_came(staff):
    number = _enrol(staff.acting("registrar"))
    administrator = staff.acting("administrator-1")
    assert [number] == [one.device_id for one in devices(administrator)]
    for reading in (night, shifts):
        with pytest.raises(RoleForbidsError):
            reading(administrator)


def test_an_officer_sees_his_own_place_alone(staff):
    _enrol(staff.acting("registrar"))
    assert (1, 0) == (len(devices(staff.acting("officer"))), len(devices(staff.acting("stranger"))))
    with pytest.raises(RoleForbidsError):
        night(staff.acting("caseworker"))


def test_out_of_scope_is_said_at_the_field(staff):
    from repatria.records.arrivals.services.nights import open_shift

    with pytest.raises(OutOfScopeError) as refused:
        open_shift(staff.acting("stranger"), place="CAMP-2", opened_at=staff.clock(), head_count=0)
    assert (("place", "not_own_place"),) == refused.value.params["faults"]
