"""The commands behind `repatria`, each a function of the data folder and what was typed; they return an exit code."""

from __future__ import annotations

import os
import shutil
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

from repatria.config import demonstration, install
from repatria.config.calls import is_asked_for
from repatria.config.calls_commands import calls
from repatria.config.kinship_commands import kinship
from repatria.config.law_commands import law
from repatria.config.link_commands import link
from repatria.config.machine_commands import acts, apply, ask
from repatria.config.places import Places
from repatria.config.process import address_of
from repatria.config.publishing import publish
from repatria.config.session import (
    DIFFERS,
    DONE,
    is_demo_folder,
    open_folder,
    passphrase,
    progress,
    say,
    wake,
)
from repatria.config.settings.environment import SettingError
from repatria.config.supervise import BusyFolderError, Supervisor, folder_is_served
from repatria.records.vault.keyring import Keyring


def init(places: Places, given: Namespace) -> int:
    """Makes stores, keys and the first two administrators."""
    if places.is_initialised:
        raise FileExistsError(17, "is initialised already; nothing was changed", str(places.data))
    if given.at and not given.demo:
        raise SettingError("--at", "sets the clock of a demonstration: say --demo, or leave it out")
    keyring = open_folder(places, is_demo=given.demo)
    if given.demo:
        count = demonstration.open_staff(keyring, given.at or datetime.now(UTC))
        say(f"{count} sign-ins of invented staff are open, two a role: registrar-1, ...")
        say(f"next: repatria apply EVENTS.jsonl --data {places.data}, or repatria demo --data {places.data}")
        return DONE
    for one in install.found_administrators(tuple(given.administrators)):
        say(f"\n  sign-in   {one.sign_in_name}\n  password  {one.password}\n  second    {one.totp_secret}")
        say(f"            otpauth://totp/Repatria:{one.sign_in_name}?secret={one.totp_secret}&issuer=Repatria")
    say("\nEach of the two writes hers down now: they are shown once. Next: repatria serve --data " + str(places.data))
    return DONE


def demo(places: Places, given: Namespace) -> int:
    """Starts the demonstration, prints a code, holds a round, or makes a call ready."""
    if given.action == "code":
        if not given.name:
            raise SettingError("demo code", "needs a sign-in's name: repatria demo code registrar-1")
        return demonstration.show_code(places, given.name)
    if given.action in ("round", "call"):
        return (demonstration.hold_round_now if given.action == "round" else demonstration.call_now)(places)
    if min(given.persons, given.enquiries) < 1:
        raise SettingError("--persons and --enquiries", "must be at least 1")
    return demonstration.start(
        places, given.persons, given.enquiries, given.seed, has_incident=given.incident
    )  # fmt: skip


def serve(places: Places, given: Namespace) -> int:
    """Serves a production installation until a signal."""
    if is_demo_folder(places):
        raise SettingError(str(places.data), "holds a demonstration's keys, which production refuses: repatria demo")
    keyring = open_folder(places)
    install.write_portal_keys(places, keyring)
    from django.db import connections

    connections.close_all()
    doors = "  ".join(f"{door} http://{':'.join(map(str, address_of(door)))}/" for door in _doors())
    return Supervisor(places, keyring, say).run(lambda: say(f"answering: {doors}"))


def _doors() -> tuple[str, ...]:
    return ("portal", "desk", "calls") if is_asked_for() else ("portal", "desk")


def import_list(places: Places, given: Namespace) -> int:
    """Brings lists in."""
    open_folder(places)
    from repatria.config.outside import outside
    from repatria.doors.jobs.importing.report import report_text
    from repatria.doors.jobs.importing.running import run_import

    bound, rejected = outside(), 0
    for path in given.file:
        report = run_import(bound, path, given.profile, progress, places.reports)
        say(report_text(report))
        rejected += report.rejected
    say("next: repatria verify --data " + str(places.data))
    return DIFFERS if rejected else DONE


def sample(places: Places, given: Namespace) -> int:
    """Fills a store with invented people and starts nothing."""
    if not places.is_initialised:
        keyring = open_folder(places, is_demo=True)
    elif is_demo_folder(places):
        keyring = open_folder(places)
    else:
        raise SettingError(str(places.data), "holds real keys: invented people are never mixed with real ones")
    demonstration.fill(
        places, keyring, given.persons, given.enquiries, given.seed, 0, given.at, has_incident=given.incident
    )  # fmt: skip
    say(f"next: repatria verify --data {places.data}, or repatria demo --data {places.data}")
    return DONE


def _mac_key(keyring: Keyring) -> bytes:
    return install.portal_keys_of(keyring).mac_key


def verify(places: Places, given: Namespace) -> int:
    """Verifies both stores and names the first difference."""
    noted = dict(_noted_root(one) for one in given.root)
    return _verify_opened(open_folder(places, make=False, is_verified_next=True), noted, is_mark_asked=True)


def _noted_root(text: str) -> tuple[int, bytes]:
    size, _, root = text.partition(":")
    try:
        return int(size), bytes.fromhex(root)
    except ValueError:
        raise SettingError("--root", "must be SIZE:ROOT, as `repatria verify` prints them") from None


def _verify_opened(
    keyring: Keyring, noted: Mapping[int, bytes] = MappingProxyType({}), *, is_mark_asked: bool = False
) -> int:
    from repatria.doors.jobs.renewing import form_difference
    from repatria.doors.jobs.verifying import verify_house

    started = datetime.now(UTC)
    report = verify_house(_mac_key(keyring), progress, noted)
    if is_mark_asked and (mark := form_difference()):
        report = replace(report, passed_over=(*report.passed_over, mark))
    seconds = (datetime.now(UTC) - started).total_seconds()
    bureau = report.bureau
    say(
        f"{bureau.entries} acts, {bureau.checkpoints} checkpoints, {bureau.rows} rows, {bureau.cells} cells in "
        f"{seconds:.1f} s\nroot {bureau.entries}:{bureau.root_hash.hex()}"
    )
    if report.is_equal:
        say("equal: every table says what the acts say")
        say("write the root down where nobody here can change it; `repatria verify --root SIZE:ROOT` compares")
        return DONE
    say(f"DIFFERS in {report.count} places. First:\n  {report.first}{_hour_of(report.first)}")
    say("next: leave the store as it is, make a copy, call the auditor; `repatria rebuild` mends rows, never the log")
    return DIFFERS


def _hour_of(first: object) -> str:
    """When the act was recorded that a difference names, where the log itself still says so."""
    from repatria.records.ledger.errors import BrokenLogError
    from repatria.records.ledger.reading import act_at
    from repatria.records.ledger.verify import Difference

    if not isinstance(first, Difference) or first.act_index is None:
        return ""
    try:
        return f" (of {act_at(first.act_index).at})"
    except BrokenLogError:
        return ""


def rebuild(places: Places, given: Namespace) -> int:
    """Writes the projected tables again from the log, and lets every reader of it read again."""
    keyring = open_folder(places, make=False)
    from repatria.doors.jobs.renewing import write_tables_again

    say(f"{write_tables_again(progress)} acts were replayed")
    return _verify_opened(keyring)


def backup(places: Places, given: Namespace) -> int:
    """Copies both stores and the keyring at one moment."""
    keyring = open_folder(places, make=False)
    from repatria.doors.jobs.backup import make_backup

    now = datetime.now(UTC)
    work = given.to.absolute().parent / f".{given.to.name}.work"
    make_backup(
        given.to.absolute(), keyring=places.keyring, made_at=now.isoformat(timespec="seconds"),
        is_demo=keyring.is_demo, progress=say, work=work,
    )  # fmt: skip
    size = given.to.stat().st_size / 1e6
    say(f"{given.to}: {size:.1f} MB. Carry it out of the house; next: repatria restore {given.to} --data A-NEW-FOLDER")
    return DONE


def restore(places: Places, given: Namespace) -> int:
    """Verifies a backup in a folder of its own, then puts it in place."""
    if not places.is_empty and not given.replace:
        raise FileExistsError(17, "is not empty; say --replace to move it aside", str(places.data))
    if folder_is_served(places):
        raise BusyFolderError(f"{places.data} is being served; stop it first")
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    trial = Places(places.data.with_name(f"{places.data.name}.restoring-{stamp}"))
    install.make_folders(trial)
    wake(trial)
    from repatria.doors.jobs.backup import restore_postgres, unpack_backup  # only an awakened Django knows the rooms

    try:
        manifest = unpack_backup(given.file, trial.data)
        os.replace(trial.data / "keyring.json", trial.keyring)
        if manifest.vendor == "sqlite":
            os.replace(trial.data / "intake.sqlite3", trial.intake_store)
        else:
            restore_postgres(trial.data)
        if manifest.is_demo:
            os.environ["REPATRIA_DEMO"] = "1"
        keyring = install.unlock(trial, passphrase(trial))
        install.write_portal_keys(trial, keyring)
        install.make_stores(say, progress)  # a backup of an earlier version takes today's form; its log says the rest
        if _verify_opened(keyring) != DONE:
            say(f"the backup does not verify: nothing was replaced; it lies in {trial.data}")
            return DIFFERS
    except BaseException:
        shutil.rmtree(trial.data, ignore_errors=True)
        raise
    from django.db import connections

    connections.close_all()
    if not places.is_empty:
        aside = places.data.with_name(f"{places.data.name}.before-{stamp}")
        os.rename(places.data, aside)
        say(f"what stood there lies in {aside}")
    elif places.data.exists():
        places.data.rmdir()
    os.rename(trial.data, places.data)
    say(f"restored the backup of {manifest.made_at}; next: repatria serve or demo --data {places.data}")
    return DONE


def doctor(places: Places, given: Namespace) -> int:
    """Looks for what would go wrong."""
    from repatria.config.doctor import look

    faults = 0
    for finding in look(places):
        faults += finding.is_fault
        say(f"{'FAULT' if finding.is_fault else 'look ' if finding.advice else 'ok   '}  {finding.what}")
        if finding.advice:
            say(f"       {finding.advice}")
    say("nothing to mend" if not faults else f"{faults} to mend")
    return DIFFERS if faults else DONE


COMMANDS: Mapping[str, Callable[[Places, Namespace], int]] = {
    "init": init, "demo": demo, "serve": serve, "import": import_list, "sample": sample, "verify": verify,
    "rebuild": rebuild, "backup": backup, "restore": restore, "doctor": doctor, "kinship": kinship,
    "link": link, "acts": acts, "apply": apply, "ask": ask, "law": law, "publish": publish,
    "calls": calls,
}  # fmt: skip
