"""Small functions that read the environment and refuse malformed values by name."""

from __future__ import annotations

import os
import re
from pathlib import Path


class SettingError(SystemExit):
    """A setting is missing or malformed; the process does not start."""

    def __init__(self, name: str, wanted: str) -> None:
        super().__init__(f"{name}: {wanted}")


def env_text(name: str, default: str | None = None) -> str:
    """Raises: SettingError when it is missing and has no default."""
    value = os.environ.get(name, default)
    if value is None:
        raise SettingError(name, "must be set")
    return value


def env_flag(name: str) -> bool:
    """Raises: SettingError for anything but 0, 1 or nothing."""
    value = os.environ.get(name, "") or "0"
    if value not in ("0", "1"):
        raise SettingError(name, "must be 0 or 1")
    return value == "1"


def env_number(name: str, default: int) -> int:
    """Raises: SettingError for anything but digits."""
    value = os.environ.get(name, "") or str(default)
    if not value.isdecimal():
        raise SettingError(name, "must be a whole number")
    return int(value)


def env_share(name: str) -> float | None:
    """Returns a share between 0 and 1, neither included, written with a point; None where it is not set.

    Raises:   SettingError for anything else.
    """
    value = os.environ.get(name, "")
    if not value:
        return None
    if not re.fullmatch(r"0\.[0-9]{1,6}", value, re.ASCII) or not float(value):
        raise SettingError(name, "must be a share between 0 and 1, written as 0.2")
    return float(value)


def env_words(name: str, *known: str) -> tuple[str, ...]:
    """Returns words parted by blanks, in the order in which they are known.

    Raises:   SettingError for one that is not known.
    """
    given = os.environ.get(name, "").split()
    if stray := set(given) - set(known):
        raise SettingError(name, f"knows {', '.join(known)}, not {min(stray)}")
    return tuple(one for one in known if one in given)


def env_path(name: str, default: Path | None = None) -> Path:
    """Raises: SettingError when it is missing and has no default."""
    value = os.environ.get(name, "")
    if not value and default is None:
        raise SettingError(name, "must be set to a path")
    return Path(value) if value else default  # type: ignore[return-value]
