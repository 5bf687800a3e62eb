"""Whom else one family seeks: open enquiries of one who is the same to two who are missing."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock

from repatria.records.enquiries.models import Enquiry
from repatria.records.ledger.following import BEFORE_ALL, Head, head_of_log, still_stands
from repatria.records.ledger.rows import rows_where
from repatria.records.vault.opening import open_rows

_COLUMNS = ("enquirer_name", "telephone", "reach_by", "post_to", "relation")
_DIGITS, _PAGE = 7, 1000
Cells = Mapping[str, str | None]


def _contact(cells: Cells) -> set[str]:
    digits = (re.sub(r"\D", "", cells[name] or "") for name in ("telephone", "reach_by"))
    return {one[-_DIGITS:] for one in digits if len(one) >= _DIGITS}


def _folded(cells: Cells, name: str) -> str:
    return " ".join((cells[name] or "").split()).casefold()


def _ways(cells: Cells) -> set[str]:
    """By what she is reached: whoever shares one of these with her is she."""
    return _contact(cells) | ({f"post {post}"} if (post := _folded(cells, "post_to")) else set())


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtBeside:
    """Another open enquiry under the same relation, by who may be the same asker.

    Given:    `is_sure` where more than the name says that she is the same: a number or an address at which she is
              reached. One name alone is perhaps another.
    """

    enquiry_id: str
    relation: str
    is_sure: bool


@dataclass(slots=True)
class _Askers:
    """Under which digest of a contact or a name which enquiries lie, read once and then only what came since.

    Given:    what she said of herself stands in the act of her enquiry and changes in none. Digests lie in memory,
              under a key of this process; whose was erased or closed since is told by the rows, which are asked again.
    """

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    head: Head = BEFORE_ALL
    last: int = -1
    under: dict[bytes, list[str]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def _digests(self, cells: Cells) -> Iterator[bytes]:
        for said in (*sorted(_ways(cells)), _folded(cells, "enquirer_name")):
            if said:
                yield hmac.digest(self.secret, said.encode(), "sha256")[:16]

    def beside(self, cells: Cells) -> list[str]:
        """The enquiries that share a contact or a name with these cells."""
        with self.lock:
            self._read_on()
            return sorted({one for digest in self._digests(cells) for one in self.under.get(digest, ())})

    def _read_on(self) -> None:
        head = head_of_log()
        if not still_stands(self.head):
            self.last, self.under = -1, {}
        while rows := list(
            Enquiry.objects.filter(recorded_index__gt=self.last).order_by("recorded_index")[:_PAGE]
        ):  # fmt: skip
            for row, cells in zip(rows, open_rows(rows, _COLUMNS), strict=True):
                for digest in self._digests(cells):
                    self.under.setdefault(digest, []).append(row.pk)
            self.last = rows[-1].recorded_index
        self.head = head


_askers = _Askers()


def sought_beside(enquiry_id: str) -> tuple[SoughtBeside, ...]:
    """The other open enquiries of whoever asks in this one under the same relation: a mother of two, a sister of two.

    Given:    one number or address at which she is reached is one who asks. One name is perhaps one: it is handed on
              as unsure, and whoever decides on it looks further.
    """
    own = rows_where(Enquiry, pk=enquiry_id)
    if not own:
        return ()
    (mine,) = open_rows(own, _COLUMNS)
    near = [one for one in _askers.beside(mine) if one != enquiry_id]
    rows = rows_where(Enquiry, pk=near, closed_for=None, order="recorded_index")
    found = []
    for row, cells in zip(rows, open_rows(rows, _COLUMNS), strict=True):
        is_sure, own_name = bool(_ways(mine) & _ways(cells)), _folded(mine, "enquirer_name")
        is_perhaps = bool(own_name) and own_name == _folded(cells, "enquirer_name")
        if (is_sure or is_perhaps) and cells["relation"] == mine["relation"]:
            found.append(SoughtBeside(enquiry_id=row.pk, relation=cells["relation"] or "", is_sure=is_sure))
    return tuple(found)
