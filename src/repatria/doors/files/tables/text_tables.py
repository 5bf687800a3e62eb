"""Separated text as a table: blocks that are clean and even are split as they are, the others record by record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from repatria.doors.files.tables.encoding import Encoding
from repatria.doors.files.tables.header import SEPARATORS, Wanted, check_width, find_header
from repatria.doors.files.tables.lines import (
    BLOCK_BYTES,
    Block,
    blocks_of,
    broken_byte,
    likely_rows,
    recoded,
    was_replaced,
)
from repatria.doors.files.tables.records import Record, Records
from repatria.doors.files.tables.rows import (
    LONGEST_ROW,
    TOO_LONG,
    UNCLOSED,
    BadRow,
    Chunk,
    Marks,
    Table,
    fitted,
    named_columns,
)

_KEPT_TEXT = 1_000


class TextTable(Table):
    """A file of separated text whose header was found."""

    def __init__(self, path: Path, wanted: Wanted, encoding: Encoding) -> None:
        super().__init__()
        self.path, self.encoding, self.block_bytes = path, encoding, BLOCK_BYTES
        found = find_header(self._blocks, wanted, path.suffix)
        cells = found.rows.cells
        check_width(cells)
        self.header, self.columns, self.separator = cells, named_columns(cells), found.separator
        self.header_line = found.rows.last_line
        sign = SEPARATORS.get(found.separator, repr(found.separator))
        self.reading = f"encoding {encoding}; separated by {sign} ({found.told_by}){found.rows.told}"

    @property
    def likely_rows(self) -> int:
        return max(0, likely_rows(self.path) - self.header_line)

    def _blocks(self) -> Iterator[Block]:
        codec = "utf-8" if self.encoding.is_recoded else self.encoding.codec
        with self.path.open("rb") as raw:
            stream: BinaryIO = recoded(raw, self.encoding.codec) if self.encoding.is_recoded else raw
            yield from blocks_of(stream, codec, self.block_bytes)

    def chunks(self) -> Iterator[Chunk]:
        blocks = (rest for block in self._blocks() if (rest := block.after(self.header_line)) is not None)
        for block in blocks:
            if block.is_overlong:
                yield self._overlong(block)
            elif block.is_blank or (block.is_clean and not self._may_hold(block.text)):
                continue
            elif block.is_clean and (even := [chunk for chunk in (self._even(block),) if chunk]):
                yield even.pop()  # held by nobody here: its room is used again for the next block
            else:
                records = Records(block, blocks, self.separator, width=self.width, number_at=self.number_at)
                yield self._careful(records)
                if records.handed_back is not None:
                    yield self._overlong(records.handed_back)

    def _may_hold(self, text: str) -> bool:
        return not self.sought or any(one in text for one in self.sought)

    def _even(self, block: Block) -> Chunk | None:
        """Takes a clean block as it is; None where a row is blank, long, or not as long as the header."""
        lines = block.text.split("\n")
        longest = max(map(len, lines))
        if longest > LONGEST_ROW // 4:
            return None
        rows = [line.split(self.separator) for line in lines]
        if set(map(len, rows)) != {self.width}:
            return None
        firsts = [row[0] for row in rows]
        if (not all(firsts) or any(map(str.isspace, firsts))) and not all(any(map(str.strip, row)) for row in rows):
            return None
        self.sheet_rows[""] += len(rows)
        return Chunk(range(block.first_line, block.first_line + len(lines)), rows, longest=longest, is_plain=True)

    def _careful(self, records: Records) -> Chunk:
        lines: list[int] = []
        rows: list[list[str]] = []
        marks: dict[int, Marks] = {}
        bad: list[BadRow] = []
        longest = 0
        for record in records:
            if not record.text.strip():
                continue
            read = self._read(record)
            if isinstance(read, BadRow):
                bad.append(read)
            elif any(cell.strip() for cell in read):
                if record.cells is not None and len(record.cells) < self.width:
                    marks[len(rows)] = Marks(cells=len(record.cells))
                lines.append(record.line)
                rows.append(read)
                longest = max(longest, len(record.text))
        self.sheet_rows[""] += len(rows) + len(bad)
        return Chunk(lines, rows, marks, bad, longest)

    def _read(self, record: Record) -> list[str] | BadRow:
        shown = record.text[:_KEPT_TEXT]
        if record.is_long:
            return BadRow(line=record.line, reason=TOO_LONG, text=shown)
        if record.cells is None:
            return BadRow(line=record.line, reason=UNCLOSED, text=shown)
        if not record.text.isascii() and (broken := self._broken(record.text)):
            reason = f"holds bytes that are not {self.encoding.name}"
            return BadRow(line=record.line, reason=reason, detail=broken, cells=tuple(record.cells), text=shown)
        return fitted(record.line, record.cells, self.width, text=shown)

    def _broken(self, text: str) -> str:
        if self.encoding.is_recoded:
            return "shown as \ufffd" if was_replaced(text) else ""
        return broken_byte(text, self.encoding.codec)

    def _overlong(self, block: Block) -> Chunk:
        self.sheet_rows[""] += 1
        return Chunk((), [], bad=(BadRow(line=block.first_line, reason=TOO_LONG, text=block.text[:_KEPT_TEXT]),))
