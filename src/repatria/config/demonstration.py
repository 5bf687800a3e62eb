"""The demonstration: made in one command, filled while it answers, started again as it was."""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from repatria.config import demonstration_calls, install
from repatria.config.one_round import one_round
from repatria.config.places import Places
from repatria.config.process import address_of
from repatria.config.session import DONE, open_folder, progress, say, wake
from repatria.config.settings.environment import SettingError, env_number
from repatria.config.supervise import Supervisor
from repatria.core.vocabulary.receipts import read_receipt
from repatria.records.vault import keyring as vault
from repatria.records.vault.keyring import Keyring

_KEY = "demonstration sign-ins"

TRY_FIRST = """
Try this first
 1. Portal: ask for "Шевчинко Сережа", born 1999, as his mother would; keep number and words.
 2. Desk, as registrar-1: register Шевченко Сергій, born 1999-04-12, held by UNIT-3; then record that he was
    evacuated (list L-1, 1 of 1) and arrived at CAMP-2.
 3. Desk, as reviewer-1 and then reviewer-2: judge the pair; neither sees what the other said.
 4. Desk, as interviewer-1: ask him openly first; then he recognises her words and says yes.
 5. Desk, as caseworker-1 and head-of-bureau-1: approve; as caseworker-2: decide the answer.
 6. `repatria demo round`, then the portal: open the letter with number and words.
 7. Portal: check the letter's code and check word; change one letter and check again.
 8. Desk, as handover-officer-1: the hand-over that stands open, its next step and what is missing.
 9. `repatria verify --data {data}`: nothing differs. Change one byte with SQL and verify again.
10. Stop with Ctrl-C, start again: everything is as you left it.
"""


def _marker(places: Places) -> Path:
    return places.data / "demonstration.json"


def _key(keyring: Keyring) -> bytes:
    return keyring.derived(_KEY)


def start(places: Places, persons: int, enquiries: int, seed: int, *, has_incident: bool = False) -> int:
    """Makes the demonstration where there is none, and serves it until a signal."""
    started = time.monotonic()
    keyring = open_folder(places, is_demo=True)
    if not keyring.is_demo:
        raise SettingError(str(places.data), "holds real keys: a demonstration is never started on them")
    install.write_portal_keys(places, keyring)
    os.environ.setdefault("REPATRIA_CHECKPOINT_SECONDS", "300")  # who tries it wants to see one
    os.environ |= {
        "REPATRIA_DEMO_PERSONS": str(persons), "REPATRIA_DEMO_ENQUIRIES": str(enquiries),
        "REPATRIA_DEMO_SEED": str(seed), "REPATRIA_DEMO_INCIDENT": str(int(has_incident)),
    }  # fmt: skip
    demonstration_calls.lay_relay()
    demonstration_calls.keep_told(places)
    is_filled = _marker(places).exists()
    from django.db import connections

    connections.close_all()
    supervisor = Supervisor(places, keyring, say, with_filler=not is_filled)

    def tell() -> None:
        say(_welcome(places, keyring, time.monotonic() - started))
        say(_receipts(places) if is_filled else "It is being filled; the receipts to try come at the end.")

    return supervisor.run(tell)


def _welcome(places: Places, keyring: Keyring, seconds: float) -> str:
    from repatria.doors.jobs.demo.sign_ins import SIGN_INS, password_of

    portal, desk = (":".join(map(str, address_of(door))) for door in ("portal", "desk"))
    rows = [f"  {one.name:22} {password_of(one.name, _key(keyring)):34} {one.language}" for one in SIGN_INS]
    lines = [
        "", f"DEMO: everybody in it is invented. Answering after {seconds:.1f} s.", "",
        f"  families   http://{portal}/", f"  staff      http://{desk}/", demonstration_calls.how_to_call(places), "",
        "Sign-ins (name, password, language); the second factor: repatria demo code NAME", *rows,
        TRY_FIRST.format(data=places.data),
    ]  # fmt: skip
    return "\n".join(lines)


def _receipts(places: Places) -> str:
    held = json.loads(_marker(places).read_text(encoding="utf-8"))
    lines = ["Three receipts to try on the portal (number, words):"]
    lines += [f"  {one['number']}   {one['words']}\n      {one['shows']}" for one in held["receipts"]]
    return "\n".join(lines)


def open_staff(keyring: Keyring, at: datetime) -> int:
    """Opens the invented staff, as the demonstration has it, at a stated time.  Returns: how many there are."""
    from repatria.config.outside import outside
    from repatria.doors.jobs.demo.sign_ins import open_sign_ins
    from repatria.records.access.credentials import provision_credentials

    return len(open_sign_ins(at, outside().randomness, provision_credentials, _key(keyring)).numbers)


def fill(
    places: Places, keyring: Keyring, persons: int, enquiries: int, seed: int, first_letter_day: int,
    at: datetime | None = None, *, has_incident: bool = False,
) -> None:  # fmt: skip
    """Fills an opened store with invented people and keeps the receipts to try beside it.

    Given:    `at` the moment up to which their history goes, where that is not now.
    """
    from repatria.config.outside import outside
    from repatria.doors.jobs.demo.filling import Filler, Plan
    from repatria.records.access.credentials import provision_credentials

    started = time.monotonic()
    plan = Plan(persons=persons, enquiries=enquiries, seed=seed, first_letter_day=first_letter_day,
                has_incident=has_incident)  # fmt: skip
    portal = install.portal_keys_of(keyring)
    bound = replace(outside(), now=lambda: at) if at else outside()
    filled = Filler(bound, portal, plan, provision_credentials, _key(keyring), progress).fill()
    content = {
        "persons": filled.persons, "receipts": [asdict(one) for one in filled.receipts],
        "call": asdict(filled.of_call) if filled.of_call else None,
    }  # fmt: skip
    _marker(places).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    say(
        f"\nFilled in {time.monotonic() - started:.0f} s: {filled.persons} persons, {filled.enquiries} enquiries, "
        f"{filled.links} confirmed links.\n{_receipts(places)}"
    )


def fill_from_environment() -> None:
    """The filler process of a starting demonstration."""
    from django.conf import settings

    places = Places(settings.DATA)
    if _marker(places).exists():
        return
    fill(
        places, vault.current(), env_number("REPATRIA_DEMO_PERSONS", 300), env_number("REPATRIA_DEMO_ENQUIRIES", 120),
        env_number("REPATRIA_DEMO_SEED", 417), settings.FIRST_LETTER_DAY,
        has_incident=bool(env_number("REPATRIA_DEMO_INCIDENT", 0)),
    )  # fmt: skip


def show_code(places: Places, name: str) -> int:
    """Prints the second factor's code of a demonstration's sign-in."""
    keyring = _demo_keyring(places)
    wake(places)
    from repatria.doors.jobs.demo.sign_ins import SIGN_INS, totp_secret_of
    from repatria.records.access.credentials import TOTP_SECONDS, current_code

    names = [one.name for one in SIGN_INS]
    if name not in names:
        raise SettingError(name, f"is no sign-in of the demonstration; there are {', '.join(names)}")
    now = datetime.now(UTC)
    say(current_code(totp_secret_of(name, _key(keyring)), now))
    say(f"good for {TOTP_SECONDS - int(now.timestamp()) % TOTP_SECONDS} s, once")
    return DONE


def _demo_keyring(places: Places) -> Keyring:
    os.environ["REPATRIA_DEMO"] = "1"
    return install.unlock(places, None)


def hold_round_now(places: Places) -> int:
    """Fetches what came in, draws what follows from it and holds a round, at once."""
    _demo_keyring(places)
    wake(places)
    from django.conf import settings

    from repatria.config.outside import outside
    from repatria.doors.jobs.consequences import draw_consequences
    from repatria.doors.jobs.courier import fetch_enquiries
    from repatria.doors.jobs.rounds import hold_round

    bound = outside()
    while fetch_enquiries(bound, settings.FIRST_LETTER_DAY):
        pass
    while draw_consequences(bound):
        pass
    with one_round(places, waits=True):  # the house beside would take one that is half laid for one that was cut off
        number = hold_round(bound)
    say(f"round {number} is held: every letterbox was replaced, changed or not")
    return DONE


def call_now(places: Places) -> int:
    """Makes a call ready that two windows of this machine can hold at once."""
    keyring = _demo_keyring(places)
    demonstration_calls.take_told(places)
    held = json.loads(_marker(places).read_text(encoding="utf-8")) if _marker(places).exists() else {}
    if not held.get("call"):
        raise SettingError(str(places.data), "has no family that waits for a call, or is not filled yet")
    wake(places)
    from repatria.config.outside import outside
    from repatria.doors.jobs.demo.sign_ins import open_sign_ins
    from repatria.records.access.credentials import provision_credentials

    bound = outside()
    staff = open_sign_ins(bound.now(), bound.randomness, provision_credentials, _key(keyring))
    receipt = read_receipt(held["call"]["number"], held["call"]["words"])
    return demonstration_calls.hold_call_now(places, receipt, staff, install.portal_keys_of(keyring))
