"""What every suite shares: an installed keyring, a clock that stands still, and actings."""

from __future__ import annotations

import gc
import os
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core import management
from django.db import connections, transaction
from django.test import TransactionTestCase
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from repatria.adapters.keystore import new_keyring
from repatria.config.first_tables import make_first_tables
from repatria.core.vocabulary.paper_words import PaperClass
from repatria.core.vocabulary.texts import Texts
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import Role
from repatria.records.notices.paper_texts import papers_say
from repatria.records.vault import keyring as vault_keyring

_ROOT = Path(__file__).parents[1]
_PAGES = "tests/journeys/test_pages_in_the_browser.py"
_APART = (
    _PAGES, "tests/journeys/test_demonstration_in_the_browser.py", "tests/journeys/test_call.py",
    "tests/heavy/test_asking_in_a_browser.py", "tests/heavy/test_two_batches_in_a_browser.py",
)  # fmt: skip
"""Files of browsers that wait or work for long."""
_FIRST = (_PAGES, "tests/heavy/test_verify_beside_a_house.py", _APART[1])
_LONG = (
    *_APART[2:], "tests/heavy/test_month_of_a_camp.py",
    "tests/heavy/test_verify_counts.py", "tests/heavy/test_enumeration.py", "tests/doors/jobs/test_verifying.py",
    "tests/doors/jobs/test_filling.py", "tests/journeys/test_leaks.py", "tests/doors/files/linking/test_bad_input.py",
    "tests/core/linkage/test_recall.py", "tests/doors/desk/test_access.py", "tests/doors/desk/test_pages.py",
    "tests/migrations/test_old_store.py", "tests/records/ledger/test_rows.py",
    "tests/doors/desk/register/test_entering.py", "tests/doors/jobs/applying/test_running.py",
    "tests/records/register/test_joins_properties.py", "tests/doors/jobs/test_rounds.py",
    "tests/doors/importing/test_loss_lists.py", "tests/doors/jobs/test_asking.py",
)  # fmt: skip
"""Files of many seconds, the longest first: late, one process would work on them while the others have ended."""


def chromium_path() -> str | None:
    """The Chromium of this machine: REPATRIA_CHROMIUM, or the first one found, before all the one without windows."""
    named = os.environ.get("REPATRIA_CHROMIUM", "")
    names = (named, "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next(filter(None, map(shutil.which, names)), None)


def _texts_of_paper(paper: PaperClass) -> Texts:
    """What config binds in every process; the sheets are read by whoever asks."""
    from repatria.adapters.printing.catalogue import texts_of_paper

    return texts_of_paper(paper)


papers_say(_texts_of_paper)


_ON_POSTGRESQL = bool(os.environ.get("REPATRIA_TEST_DATABASE", ""))
_EXAMPLES = 400 if os.environ.get("REPATRIA_HEAVY") == "full" else 25 if _ON_POSTGRESQL else 40
"""How many examples a property is asked with that names no number: others at each run.  On PostgreSQL an example gives
the same statements other values.
"""


def pytest_configure(config: pytest.Config) -> None:
    """A script that runs the suites in its background makes them deaf to SIGINT; some tests are about hearing it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    TransactionTestCase._fixture_teardown = _empty_the_stores
    gc.disable()  # until all is collected: what is imported and listed meanwhile is kept to the end
    # Compiled loops take their time at the first call, and busy machines always; `timeout` ends what hangs.
    settings.register_profile("house", deadline=None, max_examples=_EXAMPLES, derandomize=False)
    settings.load_profile("house")
    _call_command = management.call_command

    def call_command(name: Any, *words: Any, **options: Any) -> Any:
        if name == "migrate" and options.get("run_syncdb"):  # a new database of the tests
            return make_first_tables(options["database"])
        return _call_command(name, *words, **options)

    management.call_command = call_command
    for plugin in config.pluginmanager.get_plugins():
        if type(plugin).__name__ == "WorkerInteractor" and config.option.verbose <= 0:
            plugin.sendevent = _worth_sending(plugin.sendevent)


def _worth_sending(send: Callable[..., None]) -> Callable[..., None]:
    """What a process of several tells: not that a test begins, nor that what stands around it went well in no time."""

    def sendevent(name: str, **told: Any) -> None:
        report = told.get("data", {})
        is_around = name == "testreport" and report["when"] != "call" and report["outcome"] == "passed"
        if name != "logstart" and not (is_around and report["duration"] < _NO_TIME and not report["sections"]):
            send(name, **told)

    return sendevent


_NO_TIME = 0.005
"""Seconds below which `--durations` names nothing."""
_OF_THE_LIBRARY = ("django_content_type", "auth_permission")
"""Rows that its migrations wrote, and that nothing changes."""


@cache
def _tables(alias: str) -> tuple[str, ...]:
    names = connections[alias].introspection.django_table_names(only_existing=True, include_views=False)
    return tuple(map(connections[alias].ops.quote_name, sorted(set(names) - set(_OF_THE_LIBRARY))))


def _empty_the_stores(test: TransactionTestCase) -> None:
    """Takes away what a test wrote that could not be rolled back.

    Why:      the library's own way makes every file of a PostgreSQL anew, and has the permissions of all its tables
              written again, which nobody asks for: half of what such a test cost.
    """
    for alias in test._databases_names(include_mirrors=False):
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            for table in _tables(alias):  # what points elsewhere is looked at when the transaction ends
                cursor.execute(f"DELETE FROM {table}")


@cache
def _share_of(file: str, is_whole: bool = False) -> str:
    """What runs in one process, one after another, when several share the suites.

    Given:    browsers share one house, but where the suites are whole: there what takes long has a share of its own,
              since a house is a copy; `repatria` commands, their ports and processes do not meet another of their
              kind; all others go by file, so that what a file builds is built once.
    """
    if "pytest.mark.browser" in (_ROOT / file).read_text(encoding="utf-8"):
        return file if is_whole and file in _APART else "browser"
    return "config" if file.startswith("tests/config/") else file


def is_whole(config: pytest.Config) -> bool:
    """Whether what is slow by nature is asked for."""
    return "not whole" not in str(config.getoption("markexpr"))


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One process more than cores where much of it waits: for browsers, and for houses that start and stop."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ or _ON_POSTGRESQL or not is_whole(config):
        return None
    return len(os.sched_getaffinity(0)) + 1


class _ByShare(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out shares whole.  (xdist's own groups are written into a name that pytest 9.2 no longer reads.)"""

    is_whole = False

    def _split_scope(self, nodeid: str) -> str:
        return _share_of(nodeid.partition("::")[0], self.is_whole)

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
        """Forgets a share that is done: the library counts all that a process ever had, at each word of it."""
        super().mark_test_complete(node, item_index, duration)
        shares = self.assigned_work[node]
        share = self._split_scope(self.registered_collections[node][item_index])
        if all(shares[share].values()):
            del shares[share]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _ByShare:
    """Called by xdist where several processes share the suites."""
    made = _ByShare(config, log)
    made.is_whole = is_whole(config)
    return made


def pytest_collection_finish() -> None:
    """What was imported for the tests is kept till their end: looking through it again and again took a tenth of it."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def _reaches_a_store(item: pytest.Item) -> bool:
    """Whether a test may open a store: the library refuses it to all others, and processes are told by name which."""
    asks = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or asks) or _names_the_database(str(item.path))


@cache
def _names_the_database(file: str) -> bool:
    return "REPATRIA_TEST_DATABASE" in Path(file).read_text(encoding="utf-8")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Puts the longest shares first, skips the browser journeys where there is no browser, and leaves out on PostgreSQL
    what opens no store: it says the same on every database, and is asked where the suites are SQLite's.
    """
    if _ON_POSTGRESQL:
        left_out = [item for item in items if not _reaches_a_store(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _reaches_a_store(item)]
    if "PYTEST_XDIST_WORKER" in os.environ:
        first = (*_FIRST, "browser", "config", *_LONG)
        shares = {item: _share_of(item.nodeid.partition("::")[0], is_whole(config)) for item in items}
        items.sort(key=lambda item: first.index(shares[item]) if shares[item] in first else len(first))
    if chromium_path() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no Chromium"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A line in capitals is read; a letter s among dots is not."""
    skipped = [r for r in terminalreporter.getreports("skipped") if "no Chromium" in str(r.longrepr)]
    if skipped:
        loud = f"NO CHROMIUM: {len(skipped)} BROWSER TESTS WERE SKIPPED. Install it: tools/install_chromium.sh"
        terminalreporter.write_sep("!", loud, red=True, bold=True)
    kept = os.environ.get("REPATRIA_TEST_KEPT")
    if kept and "PYTEST_XDIST_WORKER" not in os.environ:  # runs side by side are counted together
        counts = [len(terminalreporter.stats.get(kind, ())) for kind in ("passed", "failed", "error", "skipped")]
        Path(kept, f"counts-{os.getpid()}").write_text(" ".join(map(str, counts)) + "\n")


@pytest.fixture(autouse=True)
def keyring() -> Iterator[vault_keyring.Keyring]:
    """A demonstration keyring, one a process, installed for the test and taken away after it."""
    made = _keyring()
    vault_keyring.install(made)
    yield made
    vault_keyring.install(None)


@cache
def _keyring() -> vault_keyring.Keyring:
    """Keys at random; what one test sealed with them another may put back (`tests/kept.py`)."""
    import pyrage

    return new_keyring("log.test.invalid", str(pyrage.x25519.Identity.generate()), is_demo=True)


class Clock:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.at = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **delta: float) -> datetime:
        self.at += timedelta(**delta)
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def randomness() -> Callable[[int], bytes]:
    return random.Random(20260503).randbytes


@pytest.fixture
def acting_as(clock: Clock, randomness: Callable[[int], bytes]) -> Callable[..., Acting]:
    """Makes the acting of a service of the house: `acting_as(Role.CLERKWORK)`."""

    def make(role: Role) -> Acting:
        return Acting(account_id=role.value, roles=frozenset({role}), at=clock(), randomness=randomness)

    return make
