"""Further languages of the pages: files of the portal's folder, read once, when a process starts.

`python -m repatria.config.languages ru > languages/xx.toml` writes such a file with the texts of a language of the
house in it, to be written anew line by line.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from repatria.config.settings.environment import SettingError
from repatria.doors.furniture.further import DATES, FurtherLanguage, FurtherLanguageError, read_further
from repatria.doors.furniture.texts import read_texts
from repatria.doors.portal.texts import CATALOGUES, PACKAGE

FOLDER = "languages"


def further_codes(folder: Path) -> tuple[str, ...]:
    """Which languages files add.  Given: the portal's folder."""
    return tuple(sorted(path.stem for path in (folder / FOLDER).glob("*.toml")))


def further_languages(folder: Path) -> tuple[FurtherLanguage, ...]:
    """Reads them.

    Given:    the portal's folder.
    Raises:   SettingError with everything that a file lacks: no page is shown half in a language.
    """
    codes = further_codes(folder)
    if not codes:
        return ()
    wanted = read_texts(PACKAGE, *CATALOGUES)["en"]
    return tuple(_read(folder / FOLDER / f"{code}.toml", wanted) for code in codes)


def _read(path: Path, wanted: Mapping[str, str]) -> FurtherLanguage:
    try:
        return read_further(path.stem, path.read_text(encoding="utf-8"), wanted)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(str(path), "does not read as UTF-8 text") from error
    except FurtherLanguageError as error:
        raise SettingError(str(path), str(error)) from error


def template(language: str) -> str:
    """A file that is whole, in the words of a language of the house.  Raises: KeyError for another language."""
    texts = read_texts(PACKAGE, *CATALOGUES)[language]
    frames = {name: " ".join(f"{{{one}}}" for one in sorted(places)) for name, places in DATES.items()}
    lines = [
        'name = "?"', 'direction = "ltr"', f'records_in = "{language}"', 'records_said = "?"', "", "[dates]",
        f"months = {json.dumps([str(n) for n in range(1, 13)])}",
        *(f"{name} = {json.dumps(said)}" for name, said in frames.items()),
        "", "[texts]", *(f"{key} = {json.dumps(said, ensure_ascii=False)}" for key, said in texts.items()),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(template(sys.argv[1]), end="")
