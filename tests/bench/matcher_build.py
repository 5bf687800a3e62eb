"""How long a matcher takes from a store to its first answer: `python -m tests.bench.matcher_build --persons N`.

Fills a store in a temporary folder through the register's own service, then times the selectors (every page a reading
act, every cell opened) and the building of the index apart.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import random
import shutil
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from repatria.doors.jobs.ports import Outside

AIM_SECONDS = 10.0  # for 100,000 persons
_PAGE = 2000


def _fill(bound: Outside, persons: int, seed: int) -> None:
    from repatria.core.vocabulary.particulars import Category, Given, Particular, ParticularKind, Source
    from repatria.records.access.role_table import Role
    from repatria.records.ledger.services import bulk_acts
    from repatria.records.register.services import record_capture
    from tests.core.linkage.generator import make_register
    from tests.house import lay_places

    acting = bound.house(Role.CLERKWORK)
    source = Source(kind="list", reference="bench")
    rows = list(make_register(persons, seed))
    lay_places(acting.at, "UNIT-1")
    for start in range(0, persons, _PAGE):
        with bulk_acts():
            for number, row in enumerate(rows[start : start + _PAGE], start):
                told = {
                    ParticularKind.SURNAME: row.surname or row.name, ParticularKind.FIRST_NAMES: row.given_name,
                    ParticularKind.RANK: "soldier", ParticularKind.BIRTH_DATE: row.birth_date,
                    ParticularKind.SERVICE_NUMBER: f"N-{number:07d}", ParticularKind.PATRONYMIC: row.patronymic,
                    ParticularKind.BIRTH_PLACE: row.place, ParticularKind.MOTHER_MAIDEN_NAME: "",
                }  # fmt: skip
                particulars = [
                    Particular(
                        kind=kind, value=value or None, given=Given.GIVEN if value else Given.UNKNOWN, source=source
                    )
                    for kind, value in told.items()
                ]
                record_capture(
                    acting, category=Category.PRISONER_OF_WAR, power="PA", card_number=f"{number:07d}",
                    captured_on=None, captured_at="", holder="UNIT-1", particulars=particulars,
                )  # fmt: skip


def main() -> None:
    """Fills, builds, prints seconds, and takes the store away."""
    asked_for = argparse.ArgumentParser(description=__doc__)
    asked_for.add_argument("--persons", type=int, default=100_000)
    asked_for.add_argument("--profile", action="store_true")
    told = asked_for.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "repatria.config.settings.tests"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from repatria.adapters.keystore import new_keyring
    from repatria.doors.jobs.matcher import Matcher
    from repatria.doors.jobs.matcher_rows import register_row
    from repatria.records.access.role_table import Role
    from repatria.records.register.names import names
    from repatria.records.vault import keyring as vault
    from tests.records.staff import outside

    try:
        for alias in ("default", "intake"):
            call_command("migrate", database=alias, verbosity=0)
        import pyrage

        vault.install(new_keyring("log.bench.invalid", str(pyrage.x25519.Identity.generate()), is_demo=True))
        bound = outside(lambda: datetime(2026, 5, 3, 9, 0, tzinfo=UTC), random.Random(1).randbytes)
        started = time.perf_counter()
        _fill(bound, told.persons, 20261124)
        print(f"filled with {told.persons} persons in {time.perf_counter() - started:.0f} s", flush=True)
        profile = cProfile.Profile()
        if told.profile:
            profile.enable()
        started, busy = time.perf_counter(), time.process_time()
        rows = [register_row(row, date(2026, 5, 3)) for page in names(bound.house(Role.MATCHER)) for row in page]
        opened, busy = time.perf_counter() - started, time.process_time() - busy
        if told.profile:
            profile.disable()
            pstats.Stats(profile).sort_stats("tottime").print_stats(18)
        print(f"{len(rows)} rows opened through the selectors in {opened:.1f} s ({busy:.1f} s of one core)", flush=True)
        for _ in range(2):  # the second time nothing is compiled
            started, busy = time.perf_counter(), time.process_time()
            matcher = Matcher(bound)
            matcher.build()
            seconds, busy = time.perf_counter() - started, time.process_time() - busy
            print(f"Matcher.build, opening included: {seconds:.1f} s ({busy:.1f} s of one core)", flush=True)
        print(f"aimed at: {AIM_SECONDS:.0f} s for 100,000 persons")
    finally:
        folder = Path(connections["default"].settings_dict["NAME"]).parent
        connections.close_all()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
