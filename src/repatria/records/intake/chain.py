"""The chain of the inbox: what binds its rows, and how a changed row and column are named.

Four values of 16 bytes stand beside each row: one for each of its three columns and the link, which is taken over the
row's number, these three values and the link before. Only the holder of the portal's chain key can compute them. The
chain does not show that the newest rows were cut off; what the courier has fetched is held by acts of the bureau.
"""

from __future__ import annotations

import hmac
from collections.abc import Container, Iterable
from dataclasses import dataclass
from hashlib import sha256

_TAG_BYTES = 16
CHAINED_COLUMNS = ("form_id_sha256", "ciphertext", "received_on")
FIRST_LINK = bytes(_TAG_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """A row of the inbox as it lies there."""

    sequence: int
    form_id_sha256: bytes
    ciphertext: bytes
    received_on: str
    chain: bytes = b""

    def column(self, name: str) -> bytes:
        value: bytes | str = getattr(self, name)
        return value.encode() if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreDifference:
    """A place where the intake does not say what was written."""

    table: str
    row: str
    column: str
    reason: str

    def __str__(self) -> str:
        return f"{self.table} row {self.row} column {self.column}: {self.reason}"


def _tag(mac_key: bytes, *parts: bytes) -> bytes:
    message = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return hmac.digest(mac_key, message, sha256)[:_TAG_BYTES]


def _tags(mac_key: bytes, row: InboxRow) -> bytes:
    return b"".join(_tag(mac_key, name.encode(), row.column(name)) for name in CHAINED_COLUMNS)


def _link(mac_key: bytes, link_before: bytes, sequence: int, tags: bytes) -> bytes:
    return _tag(mac_key, b"link", link_before, str(sequence).encode(), tags)


def chain_value(mac_key: bytes, link_before: bytes, row: InboxRow) -> bytes:
    """Computes the 64 bytes that stand beside a new row."""
    tags = _tags(mac_key, row)
    return tags + _link(mac_key, link_before, row.sequence, tags)


def link_of(chain: bytes) -> bytes:
    return chain[-_TAG_BYTES:]


def first_broken(
    mac_key: bytes, rows: Iterable[InboxRow], table: str, emptied: Container[int] = ()
) -> StoreDifference | None:  # fmt: skip
    """Names the first row and column of the inbox that differ from what was written, or None.

    Given:    rows in the order of their sequence, from the first one on; `emptied` are the numbers of those that acts
              had destroyed: of them the chain's value for what lay there still binds the rows behind.
    """
    link, expected = FIRST_LINK, 1
    for row in rows:
        is_emptied = not row.ciphertext and row.sequence in emptied
        column = _broken_column(mac_key, link, expected, row, is_emptied)
        if column:
            reason = "a row before it is missing or its number was changed" if column == "sequence" else "was changed"
            return StoreDifference(table=table, row=str(row.sequence), column=column, reason=reason)
        link, expected = link_of(row.chain), expected + 1
    return None


def _broken_column(mac_key: bytes, link_before: bytes, expected: int, row: InboxRow, is_emptied: bool) -> str:
    if row.sequence != expected:
        return "sequence"
    held, link = row.chain[:-_TAG_BYTES], link_of(row.chain)
    computed = _tags(mac_key, row)
    if link != _link(mac_key, link_before, row.sequence, held):
        # Either `chain` was changed, or the row was put in without the key.
        return "chain"
    for place, name in enumerate(CHAINED_COLUMNS):
        span = slice(place * _TAG_BYTES, (place + 1) * _TAG_BYTES)
        if held[span] != computed[span] and not (is_emptied and name == "ciphertext"):
            return name
    return ""
