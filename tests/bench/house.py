"""The house of a bench: a bureau in a temporary store whose pages are opened, and how long each of them takes."""

from __future__ import annotations

import os
import random
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

BAR = 300  # milliseconds, of the 95th of a hundred


@contextmanager
def bench_bureau() -> Iterator[Any]:
    """A bureau of the desk's tests in a store of its own, which is gone afterwards."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "repatria.config.settings.tests"
    os.environ.pop("REPATRIA_TEST_DATABASE", None)
    import django

    django.setup()
    import pyrage
    from django.core.management import call_command
    from django.db import connections
    from django.test import override_settings

    from repatria.adapters.keystore import new_keyring
    from repatria.adapters.printing.printer import TypstPrinter
    from repatria.config.settings import desk as desk_settings
    from repatria.doors.desk.frame import ports
    from repatria.records.vault import keyring
    from tests.conftest import Clock
    from tests.doors.desk.bureau import Bureau
    from tests.doors.desk.conftest import TAKEN_OVER

    keyring.install(new_keyring("log.bench.invalid", str(pyrage.x25519.Identity.generate()), is_demo=True))
    folder = Path(connections["default"].settings_dict["NAME"]).parent
    try:
        for alias in ("default", "intake"):
            call_command("migrate", database=alias, verbosity=0)
        clock, dice = Clock(), random.Random(3).randbytes
        ports.install(ports.DeskOutside(
            printer=TypstPrinter(), bureau={"uk": "B", "ru": "B", "en": "B"}, telephone="000",
            check_address="https://check.invalid", is_demo=True, first_letter_day=21,
            matcher_socket=folder / "none.socket", now=clock, randomness=dice, lists=None,
        ))  # fmt: skip
        with override_settings(ALLOWED_HOSTS=["*"], **{name: getattr(desk_settings, name) for name in TAKEN_OVER}):
            yield Bureau(clock, dice)
    finally:
        connections.close_all()
        shutil.rmtree(folder, ignore_errors=True)


def open_often(page: str, opened: Callable[[Any], Any], browser: Any, *, runs: int, bar: int = BAR) -> None:
    """Opens a page once, counts what it asks of the store, then so many times, and prints what it took."""
    from django.db import connection

    opened(browser)
    asked: list[str] = []
    with connection.execute_wrapper(partial(_noted, asked)):
        code = opened(browser).status_code
    taken = [_taken(opened, browser) for _ in range(runs)]
    last = [sorted(one)[max(0, int(0.95 * runs) - 1)] for one in zip(*taken, strict=True)]
    print(
        f"{page:30} {code} {len(asked):5} statements, p50 {statistics.median(t for t, _ in taken):7.1f} ms,"
        f" p95 {last[0]:7.1f} ms, of the processor {last[1]:7.1f} ms"
        f"{'  OVER THE BAR' if last[1] > bar else ''}", flush=True,
    )  # fmt: skip


def _noted(asked: list[str], execute: Any, sql: str, *more: Any) -> Any:
    asked.append(sql)
    return execute(sql, *more)


def _taken(opened: Callable[[Any], Any], browser: Any) -> tuple[float, float]:
    began = time.perf_counter(), time.process_time()
    opened(browser)
    return 1000 * (time.perf_counter() - began[0]), 1000 * (time.process_time() - began[1])
