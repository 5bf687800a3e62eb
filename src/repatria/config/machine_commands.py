"""The machine's door: `repatria acts` lists what may be called, `apply` calls it line by line, `ask` asks."""

from __future__ import annotations

import json
import signal
import sys
import textwrap
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from repatria.config import terminal
from repatria.config.places import Places
from repatria.config.session import DIFFERS, DONE, INTERRUPTED, open_folder, say, wake
from repatria.config.settings.environment import SettingError, env_number
from repatria.config.supervise import take_folder

if TYPE_CHECKING:
    from repatria.doors.jobs.applying.callers import Callers
    from repatria.doors.jobs.applying.house import House, HouseRhythm
    from repatria.doors.jobs.applying.lines import FileFacts
    from repatria.doors.jobs.applying.running import FileOfCalls, Tally
    from repatria.records.access.files_of_calls import FileProgress

_WIDTH = 118
_INDENT = " " * 4
_DAY_SECONDS = 86_400
_TOLD_EVERY = 5000  # lines, where nobody looks at a terminal


def acts(places: Places, given: Namespace) -> int:
    """Lists every service and question.  Given: no store is opened; the list is the same for all."""
    wake(places)
    from repatria.records.access.offered import described

    offered = described()
    if given.schema:
        say(json.dumps(offered, ensure_ascii=False, indent=1))
        return DONE
    for title, key in (("SERVICES: each call is one act", "services"), ("QUESTIONS: `repatria ask`", "questions")):
        say(f"{title}\n")
        for one in offered[key]:
            say("\n".join(_told(one)))
    say(f"{len(offered['services'])} services, {len(offered['questions'])} questions; what goes in and comes out: "
        "repatria acts --schema")  # fmt: skip
    return DONE


def _told(one: dict[str, Any]) -> Iterator[str]:
    yield f"{one['name']:<40} {one['provision']}".rstrip()
    yield from _wrapped("", one["does"])
    for who in one["who_may"]:
        yield from _wrapped("who may   ", _who_may(who, one["name"]))
    yield from _wrapped("with      ", ", ".join(_parameters(one["parameters"])) or "nothing")
    if one["returned"]:
        yield from _wrapped("returns   ", one["returned"])
    if one.get("migration"):
        fit = one["migration"]
        some = "" if fit is True else "; ".join(f"where {name} is {' or '.join(v)}" for name, v in fit.items())
        yield from _wrapped("migration ", some or "every call")
    yield ""


def _who_may(who: dict[str, Any], name: str) -> str:
    said = ", ".join(who["roles"]) or "nobody"
    if who.get("when"):
        ((parameter, values),) = who["when"].items()
        said = f"{said} ({parameter}: {values if isinstance(values, str) else ', '.join(values)})"
    if who.get("second_persons"):
        said += f"; approved by {who['second_persons']} of {', '.join(who['approved_by'])}"
    return said if who["action"] == name else f"{said} [{who['action']}]"


def _parameters(schema: dict[str, Any]) -> Iterator[str]:
    return (name if name in schema["required"] else f"[{name}]" for name in schema["properties"])


def _wrapped(label: str, text: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=_INDENT + label, subsequent_indent=_INDENT + " " * len(label),
        break_on_hyphens=False,
    )  # fmt: skip


def apply(places: Places, given: Namespace) -> int:
    """Goes through a file of calls.  Returns: 1 where a refusal was not announced, or an announced one did not come."""
    keyring = open_folder(places, make=False, settings=terminal.SETTINGS)
    if keyring.is_demo and given.account:
        raise SettingError("--as", "is for a store with real keys: here each line names its account")
    if not keyring.is_demo and not given.account:
        raise SettingError("--as", "must name the account that brings in what another system held")
    with closing(take_folder(places)), given.file.open("rb") as file, _stopping() as is_stopped:
        from repatria.doors.jobs.applying.lines import facts_of

        facts = facts_of(file)
        begun = _in_demonstration(facts) if keyring.is_demo else _moving_in(facts, given.account)
        with _results(given.out, is_begun=begun.reached.next_line > 1) as write:
            calls = begun.calls(file, write)
            tally = calls.go(is_stopped, _progress(facts.lines))
    return _told_end(tally, calls.reached.next_line, given.file)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """A file of calls that is begun or gone on with: how far it is, who may be named, and the house under its clock."""

    reached: FileProgress
    callers: Callers
    house: House | None

    def calls(self, file: BinaryIO, write: Callable[[str], None]) -> FileOfCalls:
        from repatria.doors.jobs.applying.lines import raw_lines
        from repatria.doors.jobs.applying.running import FileOfCalls
        from repatria.doors.jobs.loop import checkpoint_sqlite

        return FileOfCalls(self.reached, raw_lines(file), self.callers, self.house, write, checkpoint_sqlite)


def _in_demonstration(facts: FileFacts) -> _Begun:
    """Anybody may be named, and time is the file's."""
    from repatria.config.outside import outside
    from repatria.doors.jobs.applying.callers import AnyAccount
    from repatria.doors.jobs.applying.house import FileClock, House
    from repatria.records.access.files_of_calls import begin_file
    from repatria.records.ledger.reading import last_instant

    bound = outside()
    reached = begin_file(facts.digest, by="", at=last_instant() or bound.now())
    clock = FileClock(max(reached.clock, last_instant() or reached.clock))
    return _Begun(reached=reached, callers=AnyAccount(bound.randomness), house=House(bound, clock, _rhythm()))


def _moving_in(facts: FileFacts, name: str) -> _Begun:
    """The migration account alone, signed in; time and jobs are the store's.

    Raises:   SignInRefusedError; NoMigrationError, MigrationOverError, LinesUsedError. No file is begun then.
    """
    from repatria.config.outside import outside
    from repatria.doors.jobs.applying.callers import MigrationAccount
    from repatria.records.access.acting import acting_in_migration
    from repatria.records.access.files_of_calls import begin_file

    bound = outside()
    account_id = terminal.sign_in(name)
    acting_in_migration(account_id, bound.now(), bound.randomness)
    reached = begin_file(facts.digest, by=account_id, at=bound.now())
    return _Begun(reached=reached, callers=MigrationAccount(account_id, name, bound.randomness), house=None)


def _rhythm() -> HouseRhythm:
    """A round a day, as in a bureau that works: the demonstration's rhythm of a minute would hold 1,440 of them."""
    from django.conf import settings

    from repatria.doors.jobs.applying.house import HouseRhythm

    seconds = env_number("REPATRIA_ROUND_SECONDS", _DAY_SECONDS)
    return HouseRhythm(round_seconds=seconds, first_letter_day=settings.FIRST_LETTER_DAY)


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """Hears the signals that stop a command, and lets it end its line; the second one ends it at once."""
    heard: list[int] = []

    def hear(number: int, _: object) -> None:
        if heard:
            raise KeyboardInterrupt
        heard.append(number)

    before = {number: signal.signal(number, hear) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield lambda: bool(heard)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _results(path: Path | None, *, is_begun: bool) -> Iterator[Callable[[str], None]]:
    """Where results are written, each as soon as it stands.

    Given:    a file that was begun is written anew from its first line: what is noted of it is written again first.
    Raises:   FileExistsError rather than writing over something else.
    """
    if path is None:
        yield lambda text: print(text, flush=True)
        return
    if path.exists() and path.stat().st_size and not (is_begun and _holds_results(path)):
        raise FileExistsError(17, "is there already; name another file for the results", str(path))
    with path.open("w", encoding="utf-8", buffering=1) as out:
        yield lambda text: print(text, file=out)


def _holds_results(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(8) == b'{"line":'


def _progress(total: int) -> Callable[[int], None]:
    told = [0]

    def tell(done: int) -> None:
        if sys.stderr.isatty():
            print(f"\rline {done} of {total}   ", end="", file=sys.stderr, flush=True)
        elif done // _TOLD_EVERY > told[0] // _TOLD_EVERY:
            told[0] = done
            print(f"line {done} of {total}", file=sys.stderr, flush=True)

    return tell


def _told_end(tally: Tally, next_line: int, file: Path) -> int:
    """Says on standard error what the run came to, since standard output may be the results."""

    def tell(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    tell(f"\n{tally.done} done, {tally.refused} refused, {tally.skipped} done before" if sys.stderr.isatty() else
         f"{tally.done} done, {tally.refused} refused, {tally.skipped} done before")  # fmt: skip
    for line, code in tally.first_unexpected:
        tell(f"  line {line}: {code}")
    if tally.over:
        tell(f"the approval ended before line {next_line} ({tally.over}); what was recorded stands: once two have "
             "approved more, say the same again to go on")  # fmt: skip
        return DIFFERS
    if tally.is_stopped:
        tell(f"stopped before line {next_line}; what was recorded stands: say the same again to go on")
        return INTERRUPTED
    if tally.unexpected:
        tell(f"{tally.unexpected} lines came otherwise than they announced; write what is mended to a file of its own: "
             f"{file.name} is done, and is skipped from now on")  # fmt: skip
        return DIFFERS
    return DONE


def ask(places: Places, given: Namespace) -> int:
    """Asks one question as an account, and prints the answer; without a question, lists them."""
    if not given.question:
        wake(places)
        from repatria.records.access.offered import described

        for one in described()["questions"]:
            say("\n".join(_told(one)))
        return DONE
    if not given.account:
        raise SettingError("--as", "must name the account that asks")
    keyring = open_folder(places, make=False, settings=terminal.SETTINGS)
    if given.at and not keyring.is_demo:
        raise SettingError("--at", "is for a demonstration: here the time is the store's own")
    from repatria.config.outside import outside
    from repatria.doors.jobs.applying.callers import named
    from repatria.doors.jobs.applying.lines import parameters
    from repatria.doors.jobs.asking import answered
    from repatria.records.access.acting import acting_numbered

    bound, parameters_given = outside(), parameters(given.given)
    if keyring.is_demo:
        acting = named(given.account, _asked_at(given.at), bound.randomness)
    else:
        acting = acting_numbered(terminal.sign_in(given.account), bound.now(), bound.randomness)
    answer = answered(acting, given.question, parameters_given, is_measured=not keyring.is_demo)
    say(json.dumps(answer, ensure_ascii=False, indent=1))
    return DONE


def _asked_at(at: datetime | None) -> datetime:
    """When a question is asked in a demonstration: as told, else now, else where a file has brought the clock.

    Raises:   ClockError for a time before the store's last act.
    """
    from repatria.doors.jobs.applying.errors import ClockError
    from repatria.records.access.files_of_calls import is_any_begun
    from repatria.records.ledger.reading import last_instant

    now = datetime.now(UTC)
    last = last_instant() or now
    if at is not None and at < last:
        raise ClockError(f"the clock stands at {last.isoformat()}", (("at", "order"),))
    return at or (last if is_any_begun() else max(now, last))
