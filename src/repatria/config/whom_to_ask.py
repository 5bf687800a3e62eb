"""The bureau's own file of whom to ask, which lies in the portal's folder and may move with it to another host."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from repatria.config.languages import further_codes
from repatria.config.settings.environment import SettingError
from repatria.core.vocabulary.whom_to_ask import LANGUAGES, WhomToAsk, WhomToAskError, read_whom_to_ask

NAME = "bureau.toml"


def whom_to_ask(folder: Path, *, is_demo: bool) -> WhomToAsk:
    """Reads the file, once, when a process starts.

    Given:    the portal's folder; a demonstration without a file has invented values.
    Raises:   SettingError for a file that does not read.
    """
    path = folder / NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        text = files("repatria.config").joinpath("bureau_of_a_demonstration.toml").read_text("utf-8") if is_demo else ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(str(path), "does not read as UTF-8 text") from error
    try:
        return read_whom_to_ask(text, (*LANGUAGES, *further_codes(folder)))
    except WhomToAskError as error:
        raise SettingError(str(path), str(error)) from error
