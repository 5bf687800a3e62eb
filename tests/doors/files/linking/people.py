"""Tables of invented people, written as a tracing service might write them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from repatria.doors.files.linking.columns import Reading
from repatria.doors.files.linking.remarks import Remark, Remarks
from repatria.doors.files.linking.rows import TableRows, read_enquiries, read_register
from repatria.doors.files.tables.text_tables import TextTable

HEADER = ("id", "surname", "given_name", "patronymic", "birth_date", "place")
PEOPLE = (
    ("p1", "Шевченко", "Сергій", "Олександрович", "1999-03-14", "Полтава"),
    ("p2", "Коваленко", "Микола", "Іванович", "1985-11-02", "Львів"),
    ("p3", "Іваненко", "Олена", "Петрівна", "1991", "Київ"),
    ("p4", "Щербина", "Юхим", "Гнатович", "", ""),
    ("p5", "Цимбалюк", "Євген", "Михайлович", "2001-07", "Суми"),
)


def table(rows: Sequence[Sequence[str]] = PEOPLE, header: Sequence[str] = HEADER, sign: str = "\t") -> str:
    return "".join(sign.join(row) + "\n" for row in (header, *rows))


class Taken:
    """What a reader took of a file, and what it remarked."""

    def __init__(
        self,
        path: Path,
        content: str | bytes,
        kind: str = "register",
        encoding: str = "",
        block: int = 0,
        columns: tuple[tuple[str, str], ...] = (),
    ) -> None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        self.said: list[str] = []
        self.remarked: list[Remark] = []
        remarks = _Kept(self)
        opened = read_register if kind == "register" else read_enquiries
        self.table: TableRows = opened(path, remarks, Reading(encoding=encoding, columns=columns))
        if block and isinstance(self.table.table, TextTable):
            self.table.table.block_bytes = block
        if kind == "register":
            self.rows = [columns.row(at) for columns in self.table.register_columns() for at in _all(columns)]
        else:
            self.rows = list(self.table.enquiries())

    @property
    def ids(self) -> list[str]:
        return [getattr(row, "person_id", "") or getattr(row, "enquiry_id", "") for row in self.rows]

    @property
    def reasons(self) -> list[tuple[int, str, str]]:
        return [(one.line, one.field, one.told) for one in self.remarked]


class _Kept(Remarks):
    def __init__(self, taken: Taken) -> None:
        super().__init__(None, taken.said.append)
        self._taken = taken

    def add(self, file: Path, remark: Remark) -> None:
        super().add(file, remark)
        self._taken.remarked.append(remark)


def _all(columns: object) -> range:
    return range(len(columns.person_id))  # type: ignore[attr-defined]
