"""The one loader of data tables that ship with the package; nothing else in core reads a file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_table(package: str, name: str) -> str:
    """Returns the text of a data file that lies in a package folder.

    Given:    UTF-8; `package` dotted, e.g. "repatria.core.names"; `name` relative, e.g. "tables/icao_ru.tsv".
    Raises:   FileNotFoundError when the package was built without it.
    """
    return files(package).joinpath(name).read_text(encoding="utf-8")
