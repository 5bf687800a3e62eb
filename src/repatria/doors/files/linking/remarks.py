"""What became of rows that are not as they should be: the first few on the screen, all of them in a file.

A rejected row was not taken. A kept row was taken, but for what the remark names: it is findable by the rest.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from repatria.core.vocabulary.disarming import disarmed, printable

_SHOWN = 10
_LONGEST = 1000
_HEADER = ("file", "line", "outcome", "field", "reason", "row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One row that is not as it should be.

    Given:    `field` "" where the whole row is meant; `reason` the same for all of its kind, `detail` of this row
              alone; `row` as far as it could be read.
    """

    line: int
    reason: str
    detail: str = ""
    field: str = ""
    row: str = ""
    is_rejected: bool = False
    sheet: str = ""

    @property
    def told(self) -> str:
        """The whole reason."""
        return f"{self.reason}: {self.detail}" if self.detail else self.reason

    @property
    def where(self) -> str:
        return f"{self.sheet}, {self.line}" if self.sheet else str(self.line)


class Remarks:
    """Counts remarks, shows the first ones and writes all of them down.

    Given:    `path` is made at the first remark, readable by its owner alone, written anew by every run; what an
              earlier run wrote there goes at once, unless `is_spared` leaves it until there is a remark.
    """

    def __init__(self, path: Path | None, show: Callable[[str], None], *, is_spared: bool = False) -> None:
        self.path, self._show = path, show
        self.rejected = self.kept = 0
        self.reasons: Counter[str] = Counter()
        self._stream: TextIO | None = None
        self._shown = 0
        if path is not None and not is_spared:
            path.unlink(missing_ok=True)

    def add(self, file: Path, remark: Remark) -> None:
        """Takes a remark down."""
        if remark.is_rejected:
            self.rejected += 1
        else:
            self.kept += 1
        self.reasons[remark.reason] += 1
        if self._shown < _SHOWN:
            self._shown += 1
            self._show(f"{file.name}: {_sentence(remark)}")
        elif self._shown == _SHOWN:
            self._shown += 1
            self._show("  further ones are written down, not shown")
        if self.path is not None:
            outcome = "rejected" if remark.is_rejected else "kept"
            cells = (file.name, remark.where, outcome, remark.field, remark.told, remark.row[:_LONGEST])
            self._opened().write("\t".join(map(_cell, cells)) + "\n")

    def _opened(self) -> TextIO:
        if self._stream is None:
            assert self.path is not None
            self.path.unlink(missing_ok=True)
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            self._stream = os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="")
            self._stream.write("\t".join(_HEADER) + "\n")
        return self._stream

    def close(self) -> Path | None:
        """Returns:  the file, or None where nothing was remarked or no file was wanted."""
        if self._stream is None:
            return None
        self._stream.close()
        return self.path


def _sentence(remark: Remark) -> str:
    outcome = "rejected" if remark.is_rejected else "kept"
    sheet = f"{printable(remark.sheet)}, " if remark.sheet else ""
    where = f"{sheet}line {remark.line:,}" + (f", {remark.field}" if remark.field else "")
    return f"{where}: {outcome}: {printable(remark.told)}"


def _cell(text: str) -> str:
    # A row keeps its tabs as arrows, so that the remark stays one row of a table.
    return disarmed("".join("→" if c == "\t" else c if c.isprintable() or c == " " else "?" for c in text))
