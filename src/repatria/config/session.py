"""What every command does first: find the data folder, unlock the keys, wake Django; and how commands end."""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from repatria.config.places import Places
from repatria.config.settings.environment import SettingError
from repatria.records.vault.keyring import Keyring

DONE, DIFFERS, BAD_INPUT, REFUSED, BUSY, OUTSIDE, TAMPERED, INTERRUPTED = 0, 1, 2, 3, 4, 5, 6, 130
EXIT_CODES = """exit codes: 0 done · 1 verify, doctor or law found a fault, rows were rejected, or a line of apply came
otherwise than it announced · 2 bad input or setting · 3 refused by law or procedure · 4 somebody else is at work ·
5 the outside failed · 6 a proof or seal is broken · 70 a door fell again and again · 130 stopped by you"""

JOBS = "repatria.config.settings.jobs"


def say(text: str) -> None:
    """One line to the operator, at once."""
    print(text, flush=True)


def say_beside(text: str) -> None:
    """One line to the operator that is no part of the answer: `ask` and `acts` are read by programs."""
    print(text, file=sys.stderr, flush=True)


def progress(stage: str, done: int, total: int) -> None:
    """A line of progress that overwrites itself on a terminal, and a plain one now and then elsewhere."""
    if sys.stderr.isatty():
        end = "\n" if done >= total else ""
        print(f"\r{stage}: {done} of {total}   ", end=end, file=sys.stderr, flush=True)
    elif done >= total or done % 5000 == 0:
        print(f"{stage}: {done} of {total}", file=sys.stderr, flush=True)


def is_demo_folder(places: Places) -> bool:
    """Whether the keys that lie here are a demonstration's."""
    try:
        return str(json.loads(places.keyring.read_text())["repatria"]).startswith("DEMO")
    except (OSError, ValueError, KeyError):
        return False


def passphrase(places: Places, *, is_new: bool = False) -> str | None:
    """The passphrase of the keyring: from REPATRIA_PASSPHRASE_FILE, or asked for on the terminal.

    Returns:  None for a demonstration's keys.
    Raises:   SettingError where neither is there.
    """
    if not is_new and is_demo_folder(places):
        return None
    path = os.environ.get("REPATRIA_PASSPHRASE_FILE", "")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").rstrip("\n")
        except OSError as error:
            raise SettingError("REPATRIA_PASSPHRASE_FILE", f"cannot be read: {error.strerror}") from error
    if not sys.stdin.isatty():
        raise SettingError("REPATRIA_PASSPHRASE_FILE", "must name a file: there is no terminal to ask on")
    first = getpass.getpass("Passphrase of the keyring: ")
    if is_new and getpass.getpass("Once more: ") != first:
        raise SettingError("passphrase", "the two differ; nothing was made")
    return first


def wake(places: Places, settings: str = JOBS) -> None:
    """Names the data folder to the settings and starts Django with both stores."""
    os.environ["REPATRIA_DATA"] = str(places.data)
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    import django

    django.setup()


def open_folder(
    places: Places, *, is_demo: bool | None = None, make: bool = True, settings: str = JOBS,
    is_verified_next: bool = False,
) -> Keyring:  # fmt: skip
    """Opens an installation; an empty folder is initialised first.

    Given:    `is_demo` says what an empty folder becomes; where nothing is said, a production installation.
    Returns:  the keyring, installed in this process.
    Raises:   SettingError for a folder that holds something else, whose store is gone, or that `is_verified_next`
              and lacks tables of this version: a verification writes nothing.
    """
    from repatria.config import install
    from repatria.config.databases import check_durability, missing_stores

    if not places.is_initialised:
        if not make or not places.is_empty:
            raise SettingError(str(places.data), "is no data folder of Repatria; name an empty or new one")
        wants_demo = bool(is_demo)
        word = None if wants_demo else passphrase(places, is_new=True)
        install.make_folders(places)
        name = os.environ.get("REPATRIA_LOG_NAME", "log.demonstration.invalid" if wants_demo else "log.repatria")
        install.make_keys(places, is_demo=wants_demo, passphrase=word, log_name=name)
        say(f"initialised {places.data}" + (" as a demonstration" if wants_demo else ""))
    else:
        for path in missing_stores(places.data):
            raise SettingError(str(path), "is gone: restore a backup; if nothing was ever recorded, empty the folder")
    if is_demo_folder(places):
        os.environ["REPATRIA_DEMO"] = "1"
    install.make_folders(places)
    keyring = install.unlock(places, passphrase(places))
    wake(places, settings)
    install.make_stores(say_beside, progress, is_only_read=is_verified_next)
    check_durability()
    return keyring


def run_safely(command: Callable[[], int]) -> int:
    """Runs a command and turns what went wrong into one clear line and an exit code.

    Returns:  the exit code; that of a command that was stopped where whoever reads has had enough (`| head`).
    """
    try:
        return _run(command)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to be printed goes nowhere
        return INTERRUPTED


def _run(command: Callable[[], int]) -> int:
    from repatria.core.vocabulary.errors import ConflictError, InputError, OutsideError, RuleError, TamperError

    try:
        return command()
    except KeyboardInterrupt as stopped:
        say(str(stopped) or "stopped; what was recorded stands, run it again to go on")
        return INTERRUPTED
    except InputError as error:
        say(f"{error}" + "".join(f"\n  {field}: {fault}" for field, fault in error.faults))
        return BAD_INPUT
    except RuleError as error:
        say(f"refused: {error}")
        return REFUSED
    except ConflictError as error:
        say(f"{error}")
        return BUSY
    except OutsideError as error:
        say(f"{error}")
        return OUTSIDE
    except TamperError as error:
        say(f"BROKEN: {error}")
        return TAMPERED
    except (FileExistsError, FileNotFoundError, IsADirectoryError, PermissionError) as error:
        say(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return BAD_INPUT
    except SettingError as error:
        say(str(error))
        return BAD_INPUT
    except Exception as error:
        if not _is_of_the_store(error):
            raise
        say(f"the store does not answer or cannot be read: {error}")
        return OUTSIDE


def _is_of_the_store(error: Exception) -> bool:
    """Whether the store failed; a command that needs none has not loaded Django, and does not load it to ask."""
    django_db = sys.modules.get("django.db")
    return django_db is not None and isinstance(error, django_db.DatabaseError)
