"""A demonstration's keys never serve a bureau, real keys never a demonstration, and the portal is told nothing more."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys

import pytest

from repatria.adapters.keystore import keyring_to_bytes, new_keyring
from repatria.config import keys
from repatria.config.places import Places
from repatria.config.settings.environment import SettingError
from repatria.config.supervise import HOUSE, environment_of
from repatria.records.vault import keyring as vault
from tests.config.conftest import contents


def import_portal(environment):
    return subprocess.run(
        [sys.executable, "-c", "import repatria.config.portal_wsgi"], env=environment, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(("is_demo", "said"), [(True, "production refuses them"), (False, "these are real keys")])
def test_keys_and_mode_must_agree(monkeypatch, is_demo, said):
    monkeypatch.setenv("REPATRIA_DEMO", "0" if is_demo else "1")

    with pytest.raises(SettingError, match=said):
        keys.refuse_demo_keys(new_keyring("log.test.invalid", "AGE-SECRET-KEY-1", is_demo))


def test_a_production_process_refuses_inherited_demo_keys(monkeypatch):
    vault.install(None)
    monkeypatch.delenv("REPATRIA_DEMO", raising=False)
    made = new_keyring("log.test.invalid", "AGE-SECRET-KEY-1", True)
    monkeypatch.setenv(keys.KEYS_FD, str(keys.offer(made)))

    with pytest.raises(SettingError, match="production refuses them"):
        keys.install_inherited()


def test_a_process_that_was_handed_no_keys_does_not_start(monkeypatch):
    vault.install(None)
    monkeypatch.delenv(keys.KEYS_FD, raising=False)

    with pytest.raises(SettingError, match="no keys were handed over"):
        keys.install_inherited()


def test_an_inherited_keyring_is_whole_and_its_pipe_is_empty_afterwards(monkeypatch):
    vault.install(None)
    monkeypatch.setenv("REPATRIA_DEMO", "1")
    made = new_keyring("log.test.invalid", "AGE-SECRET-KEY-1", True)
    descriptor = keys.offer(made)
    monkeypatch.setenv(keys.KEYS_FD, str(descriptor))

    keys.install_inherited()

    assert keyring_to_bytes(made) == keyring_to_bytes(vault.current())
    assert keys.KEYS_FD not in os.environ
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)


def test_serve_refuses_a_demonstrations_folder(demo):
    before = contents(demo.data)

    assert "production refuses" in demo.expect(2, "serve")
    assert before == contents(demo.data)


@pytest.mark.parametrize("words", [("demo",), ("sample",)])
def test_invented_people_are_never_mixed_with_real_ones(bureau, words):
    before = contents(bureau.data)

    said = bureau.expect(2, *words)

    assert "holds real keys" in said
    assert before == contents(bureau.data)


@pytest.mark.parametrize("words", [("demo", "code", "registrar-1"), ("demo", "round")])
def test_a_demonstrations_commands_open_no_real_keys(bureau, words):
    bureau.expect(2, *words)


def test_a_production_portal_refuses_a_demonstrations_key_file(demo):
    environment = environment_of("portal", demo.places, demo.environment)

    refused = import_portal(environment)
    taken = import_portal(environment | {"REPATRIA_DEMO": "1"})

    assert "demonstration keys and REPATRIA_DEMO do not go together" in refused.stderr
    assert 0 != refused.returncode
    assert (0, "") == (taken.returncode, taken.stderr)


def test_a_portal_without_its_key_file_does_not_start(demo):
    demo.places.portal_keys.unlink()

    assert 0 != import_portal(environment_of("portal", demo.places, demo.environment)).returncode


def test_the_portal_is_told_no_word_of_the_bureau(tmp_path):
    places = Places(tmp_path / "data")
    given = {
        "PATH": "/usr/bin", "HOME": "/nowhere", "REPATRIA_DATA": str(places.data), "REPATRIA_DEMO": "1",
        "REPATRIA_BUREAU_DATABASE": "postgresql://bureau/secret", "REPATRIA_INTAKE_DATABASE": "postgresql://intake/x",
        "REPATRIA_PASSPHRASE_FILE": "/run/word", keys.KEYS_FD: "7", "REPATRIA_DESK_ADDRESS": "127.0.0.1:1",
        "REPATRIA_PORTAL_ADDRESS": "127.0.0.1:2", "PGPASSWORD": "secret", "AWS_SECRET": "secret",
        "DJANGO_SETTINGS_MODULE": "repatria.config.settings.jobs",
    }  # fmt: skip

    told = environment_of("portal", places, given)

    bureaus = (places.bureau_store, places.keyring, places.keyring.parent, places.run, places.matcher_socket)
    assert not [value for value in told.values() for path in bureaus if str(path) in value]
    assert not [value for value in told.values() if "bureau" in value or "secret" in value or "/run/word" in value]
    assert str(places.data) not in told.values()
    assert str(places.portal) == told["REPATRIA_DATA"]
    assert {
        "PATH", "HOME", "REPATRIA_DEMO", "REPATRIA_DATA", "REPATRIA_PORTAL_KEYS", "REPATRIA_INTAKE_DATABASE",
        "REPATRIA_PORTAL_ADDRESS",
    } == set(told)  # fmt: skip


def test_the_other_processes_are_told_their_folder(tmp_path):
    for name in set(HOUSE) - {"portal"}:
        told = environment_of(name, Places(tmp_path), {"REPATRIA_BUREAU_DATABASE": "x"})
        assert {"REPATRIA_BUREAU_DATABASE": "x", "REPATRIA_DATA": str(tmp_path)} == told


def test_staff_passwords_are_hashed_with_argon2id_and_nothing_else():
    from django.contrib.auth.hashers import check_password, make_password
    from django.test import override_settings

    from repatria.config.settings import sign_in

    with override_settings(PASSWORD_HASHERS=sign_in.PASSWORD_HASHERS):
        made = make_password("five words of one's own")
        # RFC 9106: no less than 64 MiB; what a demonstration saves is no real house's.
        assert re.match(r"argon2\$argon2id\$v=19\$m=102400,t=2,p=8\$", made), made
        assert check_password("five words of one's own", made)
        assert not check_password("another", made)


def test_a_demonstration_hashes_cheaply_and_knows_what_was_hashed_dearly(monkeypatch):
    from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
    from django.test import override_settings

    from repatria.config.settings import sign_in

    monkeypatch.setenv("REPATRIA_DEMO", "1")
    try:
        hashers = importlib.reload(sign_in).PASSWORD_HASHERS
    finally:
        monkeypatch.undo()
        importlib.reload(sign_in)
    dear = Argon2PasswordHasher().encode("word", "a salt of today")
    with override_settings(PASSWORD_HASHERS=hashers):
        made = make_password("five words of one's own")
        assert made.startswith("argon2$argon2id$")
        assert "m=64,t=1,p=1" in made
        assert [True, False, True] == [
            check_password("five words of one's own", made), check_password("another", made),
            check_password("word", dear),
        ]  # fmt: skip
    assert ["django.contrib.auth.hashers.Argon2PasswordHasher"] == sign_in.PASSWORD_HASHERS
