"""Which column of a list of a batch holds what, by the heads that such lists bear, in three languages.

A list of the other Party is its own spreadsheet, on paper typed over. What it says of whose remains lie there is that
side's word and is kept as such; every cell is kept as it came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from repatria.core.vocabulary.exchange_columns import plain_head

BATCH_HEADS: Mapping[str, tuple[str, ...]] = {
    "label": (
        "label", "code", "label code", "code of the label", "tag", "tag number", "body code", "body number", "item",
        "бирка", "код", "код бирки", "код із бирки", "номер бирки", "№ бирки", "номер тіла", "код тіла", "код тела",
        "номер тела", "код с бирки", "наш код", "ваш код", "your code", "our code",
    ),
    "seal": (
        "seal", "seal no", "seal number", "пломба", "номер пломби", "№ пломби", "номер пломбы", "№ пломбы",
    ),
    "container": ("container", "bag", "coffin", "box", "мішок", "мешок", "труна", "гроб", "контейнер", "ящик",
                  "bag or coffin", "мішок або труна", "мешок или гроб"),
    "container_seal": (
        "container seal", "seal of the container", "seal of the bag or coffin", "bag seal", "coffin seal",
        "пломба контейнера", "пломба мішка", "пломба труни", "пломба мішка або труни", "пломба мешка", "пломба гроба",
        "пломба мешка или гроба",
    ),
    "seal_state": ("seal state", "seal found", "стан пломби", "состояние пломбы"),
    "condition": ("condition", "condition as listed", "стан", "состояние"),
    "says": (
        "name", "full name", "піб", "фио", "remark", "remarks", "assertion", "said of it", "примітка", "примечание",
        "за їхніми словами", "по их словам", "ідентифікація", "идентификация",
    ),
}  # fmt: skip
"""What is read of such a list, and how its column may be called."""

_MEANT = {plain_head(head): field for field, heads in BATCH_HEADS.items() for head in heads}
_BROKEN = frozenset({"broken", "пошкоджено", "зламано", "повреждена", "сломана", "зірвано", "сорвана"})
_OTHER = frozenset(
    {"other", "differs", "not as listed", "інший", "інше", "иное", "иной", "не за списком", "не по списку"}
)


def batch_columns(columns: Sequence[str]) -> dict[str, str]:
    """What is read in which column: by its name the field, the first of several that are called for the same."""
    found: dict[str, str] = {}
    for column in columns:
        field = _MEANT.get(plain_head(column), "")
        if field and field not in found.values():
            found[column] = field
    return found


def is_batch_readable(columns: Sequence[str]) -> bool:
    """Whether a list has a column of labels or of seals: else nothing in it can be found again."""
    return bool({"label", "seal"} & set(batch_columns(columns).values()))


def read_batch_row(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """One row as fields of a line."""
    meant = batch_columns(columns)
    said: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column in meant and cell.strip():
            said.setdefault(meant[column], cell.strip())
    return said


def is_broken(said: str) -> bool:
    """Whether a cell says that a seal was broken."""
    return plain_head(said) in _BROKEN


def is_other_condition(said: str) -> bool:
    """Whether a cell says that the condition is another than the list's."""
    return plain_head(said) in _OTHER
