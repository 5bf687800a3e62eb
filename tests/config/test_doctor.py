"""The doctor names what would go wrong, says what to do, and mends nothing itself."""

from __future__ import annotations

import re
import socket
import sqlite3
import subprocess
import sys
import textwrap

import pytest

from repatria.config import doctor
from repatria.config.places import Places
from tests.config.conftest import Cli, contents
from tests.config.test_backup_under_load import ROOT
from tests.journeys.house import free_port


@pytest.fixture
def quiet(demo):
    """The small demonstration on ports where nobody answers."""
    for door in ("PORTAL", "DESK"):
        demo.given[f"REPATRIA_{door}_ADDRESS"] = f"127.0.0.1:{free_port()}"
    return demo


def run_here(cli, lines):
    """Lets something happen in this folder, in a process of its own; `bound` is its outside."""
    head = f"""
        from pathlib import Path
        from repatria.config.places import Places
        from repatria.config.session import open_folder
        open_folder(Places(Path({str(cli.data)!r})), make=False)
        from repatria.config.outside import outside
        bound = outside()
    """
    program = textwrap.dedent(head) + textwrap.dedent(lines)
    done = subprocess.run(
        [sys.executable, "-c", program], env=cli.environment, capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert 0 == done.returncode, done.stderr


def test_a_folder_that_is_none_is_a_fault_with_advice(tmp_path):
    said = Cli(tmp_path / "none").expect(1, "doctor")

    assert re.search(r"FAULT +.* is not initialised\n +repatria init --data", said)
    assert not (tmp_path / "none").exists()


def test_a_sound_house_has_nothing_to_mend(quiet):
    said = quiet.expect(0, "doctor")

    assert "nothing to mend" in said
    assert "keys of a demonstration" in said
    assert "both stores are durable" in said
    assert "last round: number 1" in said
    assert "portal is not served" in said
    assert "everybody who is held is held by an open place" in said


def test_a_holder_that_is_no_open_place_is_named_with_the_way_to_open_it(quiet):
    run_here(
        quiet,
        """
        from repatria.records.register.models import ProtectedPerson
        held = list(ProtectedPerson.objects.exclude(holder="").values_list("pk", flat=True)[:3])
        ProtectedPerson.objects.filter(pk__in=held[:2]).update(holder="Полк 9")
        ProtectedPerson.objects.filter(pk=held[2]).update(holder="camp 2")
        """,
    )
    said = quiet.expect(1, "doctor")

    assert re.search(r"FAULT +2 held by 'Полк 9', which is no open place\n +open it under this code", said)
    assert re.search(r"FAULT +1 held by 'camp 2', which is no open place\n +it is read as CAMP-2", said)


def test_a_production_house_says_how_its_keys_lie(bureau):
    assert "keys sealed under a passphrase" in bureau.expect(0, "doctor")


def test_it_changes_nothing(quiet):
    before = contents(quiet.data)

    quiet.expect(0, "doctor")

    assert before == contents(quiet.data)


@pytest.mark.parametrize("name", ["keyring.json", "portal", "data"])
def test_what_others_can_read_is_a_fault(quiet, name):
    path = {"keyring.json": quiet.places.keyring, "portal": quiet.places.portal, "data": quiet.data}[name]
    path.chmod(path.stat().st_mode | 0o044)

    said = quiet.expect(1, "doctor")

    assert f"FAULT  {name} is readable by others" in said
    assert f"chmod go= {path}" in said


@pytest.mark.parametrize("store", ["bureau", "intake"])
def test_a_store_that_is_gone_is_a_fault(quiet, store):
    path = quiet.places.bureau_store if store == "bureau" else quiet.places.intake_store
    path.unlink()

    said = quiet.expect(1, "doctor")

    assert f"FAULT  {path} is gone" in said
    assert "restore a backup" in said
    assert not path.exists()


def test_a_store_without_its_tables_is_a_fault(quiet):
    with sqlite3.connect(quiet.places.intake_store) as store:
        store.execute("DELETE FROM django_migrations")

    assert "FAULT  store intake lacks tables" in quiet.expect(1, "doctor")


def test_a_wrong_passphrase_ends_it(bureau, tmp_path):
    (tmp_path / "wrong").write_text("another")
    bureau.given["REPATRIA_PASSPHRASE_FILE"] = str(tmp_path / "wrong")

    assert "does not open this keyring" in bureau.expect(2, "doctor")


def test_a_stranger_on_the_portals_port_is_named(quiet):
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        quiet.given["REPATRIA_PORTAL_ADDRESS"] = f"127.0.0.1:{stranger.getsockname()[1]}"

        said = quiet.expect(0, "doctor")

    assert "something answers" in said
    assert "choose another port" in said


def test_a_malformed_address_is_named(quiet):
    quiet.given["REPATRIA_DESK_ADDRESS"] = "nowhere"

    assert "REPATRIA_DESK_ADDRESS: must be host:port" in quiet.expect(2, "doctor")


def test_what_the_house_could_not_do_is_to_mend_with_its_reason(quiet):
    run_here(
        quiet,
        """
        from repatria.doors.jobs.consequences import draw_consequences
        from tests.doors.jobs.test_consumers import capture_nameless
        capture_nameless(bound)
        while draw_consequences(bound):
            pass
    """,
    )

    said = quiet.expect(1, "doctor")

    assert "2 to mend" in said
    assert re.search(r"FAULT +notices_power set act \d+ aside on \S+: notices\.E004, about P-", said)
    assert "at least one particular [GC III 122(4)]; owed by the registrar" in said


def test_reports_of_the_door_that_no_call_took_are_told(tmp_path, monkeypatch):
    monkeypatch.setenv("REPATRIA_RELAY", f"turn:127.0.0.1:{free_port()}")
    monkeypatch.setenv("REPATRIA_RELAY_SECRET_FILE", str(tmp_path / "secret"))
    (tmp_path / "secret").write_text("s" * 64)
    reports = tmp_path / "calls" / "reports"
    reports.mkdir(parents=True)
    assert 1 == len(list(doctor._calls(Places(tmp_path))))
    (reports / "ff.unknown").write_text("{}")

    told = next(iter(doctor._calls(Places(tmp_path))))
    assert "1 reports of the door were taken by no call" == told.what and "repatria calls list" in told.advice


@pytest.mark.django_db
def test_a_gateway_of_notes_that_fails_is_a_fault_and_one_that_is_not_named_is_nothing(monkeypatch):
    assert [] == list(doctor._gateways())
    monkeypatch.setenv("REPATRIA_SMS_GATEWAY", "http://127.0.0.1:1/send")
    (finding,) = doctor._gateways()
    assert finding.is_fault and finding.what.startswith("the sms gateway of notes fails")
    monkeypatch.setenv("REPATRIA_SMS_GATEWAY", "http://there.invalid/send")
    (finding,) = doctor._gateways()
    assert finding.is_fault and "REPATRIA_SMS_GATEWAY" in finding.advice
    monkeypatch.delenv("REPATRIA_SMS_GATEWAY")
    monkeypatch.setenv("REPATRIA_NOTE_WAYS", "sms")
    (finding,) = doctor._gateways()
    assert finding.is_fault and "offers notes by sms, and no gateway carries them" in finding.what
