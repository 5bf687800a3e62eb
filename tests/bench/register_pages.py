"""How long pages of the register take in a large store: `python -m tests.bench.register_pages --data DIR --runs 20`.

Given a demonstration's store at rest (`repatria init --demo`, then `apply` or `import`), it opens pages through the
desk's own application as staff do, and prints for each the middle and the 95th of a hundred in milliseconds, by the
clock and by the processor: on a machine that does other work only the second says something of the page.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

BAR = 300  # milliseconds, of the 95th of a hundred


def _opened(data: Path) -> Callable[[str], Any]:
    """The desk over this store.  Returns: who signs in by a name."""
    os.environ |= {
        "REPATRIA_DEMO": "1", "REPATRIA_DATA": str(data), "REPATRIA_FIRST_LETTER_DAY": "21",
        "DJANGO_SETTINGS_MODULE": "repatria.config.settings.desk",
    }  # fmt: skip
    from repatria.adapters.keystore import read_keyring
    from repatria.config.places import Places
    from repatria.records.vault import keyring

    keyring.install(read_keyring(Places(data).keyring, None))
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.test import Client

    from repatria.config.outside import desk_outside
    from repatria.doors.desk.frame import ports

    ports.install(desk_outside())

    def signed_in(name: str) -> Any:
        browser = Client(HTTP_HOST="localhost")
        account = get_user_model().objects.get(sign_in_name=name)
        browser.force_login(account, backend="repatria.doors.desk.sign_in.backend.RecordedPasswordBackend")
        return browser

    return signed_in


def main() -> None:
    """Opens each page so many times and prints what it took."""
    asked_for = argparse.ArgumentParser(description=__doc__)
    asked_for.add_argument("--data", type=Path, required=True)
    asked_for.add_argument("--runs", type=int, default=20)
    told = asked_for.parse_args()
    signed_in = _opened(told.data.absolute())
    from repatria.records.ledger.reading import tree_size
    from repatria.records.register.models import ProtectedPerson

    rows = list(ProtectedPerson.objects.values_list("pk", "recorded_index"))
    print(f"{len(rows):,} persons, {tree_size():,} acts")
    chance = random.Random(5)
    pages: tuple[tuple[str, str, Callable[[], str]], ...] = (
        ("registrar-1", "persons, first page", lambda: "/persons"),
        ("registrar-1", "persons, anywhere", lambda: f"/persons?after={chance.choice(rows)[1]}"),
        ("registrar-1", "a person", lambda: f"/persons/{chance.choice(rows)[0]}"),
        ("registrar-1", "by number", lambda: f"/number?number={chance.choice(rows)[0]}"),
        ("registrar-1", "form of a capture", lambda: "/capture"),
        ("registrar-1", "notices", lambda: "/notices"),
        ("registrar-1", "sign-out book", lambda: "/sign-outs"),
        ("registrar-1", "first page, registrar", lambda: "/"),
        ("camp-officer-1", "men of a camp", lambda: "/roll"),
        ("camp-officer-1", "roll of today", lambda: "/rolls/today"),
        ("camp-officer-1", "first page, camp officer", lambda: "/"),
        ("interviewer-1", "whom to ask", lambda: "/interviews"),
        ("delegate-1", "first page, delegate", lambda: "/"),
        ("delegate-1", "list of a place", lambda: "/visit-list?place=CAMP-7"),
    )
    browsers: dict[str, Any] = {}
    for name, page, path in pages:
        browser = browsers.setdefault(name, signed_in(name))
        clock, processor, codes = [], [], set()
        for _ in range(told.runs + 1):
            began = time.perf_counter(), time.process_time()
            codes.add(browser.get(path()).status_code)
            clock.append(1000 * (time.perf_counter() - began[0]))
            processor.append(1000 * (time.process_time() - began[1]))
        last = [sorted(one[1:])[max(0, int(0.95 * told.runs) - 1)] for one in (clock, processor)]
        print(
            f"{page:26} {sorted(codes)} p50 {statistics.median(clock[1:]):7.1f} ms, p95 {last[0]:7.1f} ms,"
            f" of the processor {last[1]:7.1f} ms{'  OVER THE BAR' if last[1] > BAR else ''}", flush=True,
        )  # fmt: skip


if __name__ == "__main__":
    main()
