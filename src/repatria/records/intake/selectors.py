"""What doors and the courier ask the intake."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date

from repatria.records.intake.chain import InboxRow, StoreDifference, first_broken
from repatria.records.intake.models import Letterbox, PaperCheck, PaperCode, PublicText, RoundState, SealedEnquiry
from repatria.records.intake.services import ALIAS, _digest_of, digest_of_all

Raw = bytes | memoryview  # SQLite's driver gives the one, PostgreSQL's the other
_INBOX, _BOX, _ROUND, _CODE = "intake_sealedenquiry", "intake_letterbox", "intake_roundstate", "intake_papercode"


def sealed_since(sequence: int, *, limit: int = 500) -> tuple[InboxRow, ...]:
    """The items of the inbox after a number, oldest first: the courier's cursor."""
    return tuple(_rows(sequence, limit))


def sealed_after(sequence: int, *, limit: int) -> Iterator[InboxRow]:
    """The same one after the other: a paper of hers has 15 MB, and only one of them is in memory."""
    for _ in range(limit):
        found = next(_rows(sequence, 1), None)
        if found is None:
            return
        sequence = found.sequence
        yield found


def items_since(sequence: int) -> int:
    """How many items lie in the inbox after a number."""
    return SealedEnquiry.objects.using(ALIAS).filter(sequence__gt=sequence).count()


def _rows(after: int, limit: int | None) -> Iterator[InboxRow]:
    rows = SealedEnquiry.objects.using(ALIAS).filter(sequence__gt=after).order_by("sequence")
    columns = ("sequence", "form_id_sha256", "ciphertext", "received_on", "chain")
    found = rows.values_list(*columns)
    for number, form, ciphertext, on, chain in (found if limit is None else found[:limit]).iterator():
        yield InboxRow(
            sequence=number, form_id_sha256=bytes(form), ciphertext=bytes(ciphertext), received_on=on,
            chain=bytes(chain),
        )  # fmt: skip


def received_on(form_id_sha256: bytes) -> date | None:
    """The day on which this form was received, or None."""
    on = SealedEnquiry.objects.using(ALIAS).filter(form_id_sha256=form_id_sha256).values_list("received_on", flat=True)
    found = on.first()
    return date.fromisoformat(found) if found else None


def letter_for(locator: str) -> bytes | None:
    """The sealed letterbox of an enquiry, or None when no round has laid one there yet."""
    found = Letterbox.objects.using(ALIAS).filter(pk=locator).values_list("blob", flat=True).first()
    return None if found is None else bytes(found)


def paper_entry_of(code_hash: bytes) -> bytes | None:
    """The sealed entry of a paper, or None."""
    found = PaperCode.objects.using(ALIAS).filter(pk=code_hash).values_list("entry", flat=True).first()
    return None if found is None else bytes(found)


def times_checked(code_hash: bytes) -> int:
    found = PaperCheck.objects.using(ALIAS).filter(pk=code_hash).values_list("count", flat=True).first()
    return found or 0


def public_text(name: str) -> tuple[str, bytes] | None:
    """A public text and the signature beside it, as they lie there; None where the bureau laid none.

    Not:      a proof that the bureau wrote it: whoever shows it verifies the signature first.
    """
    found = PublicText.objects.using(ALIAS).filter(pk=name).values_list("text", "signature").first()
    return None if found is None else (found[0], bytes(found[1]))


def lying_round() -> int:
    """The number of the round that lies in the letterboxes; 0 before the first."""
    return RoundState.objects.using(ALIAS).order_by("-number").values_list("number", flat=True).first() or 0


def verify_chain(mac_key: bytes, emptied: Container[int] = ()) -> StoreDifference | None:
    """Names the first row and column of the inbox that differ from what was written or was destroyed, or None."""
    return first_broken(mac_key, _rows(0, None), _INBOX, emptied)


def verify_letterboxes(*, number: int, on: date, digest: str, code_digest: str) -> StoreDifference | None:
    """Compares letterboxes, paper codes and the round's row with what the last round's act holds.

    Returns:  the first differing table, row and column, or None.
    """
    states = list(RoundState.objects.using(ALIAS).order_by("number"))
    if len(states) != 1:
        reason = f"{len(states)} rows instead of one"
        return StoreDifference(table=_ROUND, row=str(number), column="number", reason=reason)
    state = states[0]
    expected = {"number": number, "on": on.isoformat(), "digest": digest, "code_digest": code_digest}
    for column, value in expected.items():
        if getattr(state, column) != value:
            reason = "the round's act says otherwise"
            return StoreDifference(table=_ROUND, row=str(state.number), column=column, reason=reason)
    boxes = [(b.locator.encode(), b.blob, b.digest) for b in Letterbox.objects.using(ALIAS).order_by("pk").iterator()]
    codes = [(c.code_hash, c.entry, c.digest) for c in PaperCode.objects.using(ALIAS).order_by("pk").iterator()]
    return _differing(_BOX, "locator", "blob", boxes, digest) or _differing(
        _CODE, "code_hash", "entry", codes, code_digest
    )


def _differing(
    table: str, key_column: str, value_column: str, rows: Iterable[tuple[Raw, Raw, Raw]], digest: str
) -> StoreDifference | None:
    held = [(bytes(key), bytes(value), bytes(row_digest)) for key, value, row_digest in rows]
    for key, value, row_digest in held:
        computed = _digest_of(key, value)
        if computed == row_digest:
            continue
        halves = (computed[:16] == row_digest[:16], computed[16:] == row_digest[16:])
        column = {(False, True): key_column, (True, False): value_column}.get(halves, "digest")
        name = key.decode(errors="replace") if key_column == "locator" else key.hex()
        return StoreDifference(table=table, row=name, column=column, reason="does not fit the row's digest")
    if digest_of_all({key: value for key, value, _ in held}) != digest:
        return StoreDifference(table=table, row="all", column=key_column, reason="rows are missing, added or exchanged")
    return None
