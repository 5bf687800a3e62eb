"""Receiving sealed items (portal) and replacing what lies ready (courier).

Each call is one transaction on the intake database. Nothing here opens anything.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import sha256

from django.db import connections, models, transaction

from repatria.records.intake.chain import FIRST_LINK, InboxRow, chain_value, link_of
from repatria.records.intake.errors import (
    FullDayError,
    MalformedItemError,
    RepeatedRoundStateError,
    UnequalLettersError,
)
from repatria.records.intake.files import normalise_file_times
from repatria.records.intake.models import (
    DayOfPapers,
    Letterbox,
    PaperCheck,
    PaperCode,
    PapersOfReceipt,
    PublicText,
    RoundState,
    SealedEnquiry,
    SealedLine,
)
from repatria.records.intake.papers import PAPER_ENTRY_BYTES
from repatria.records.intake.sealing import LETTER_BLOB_BYTES
from repatria.records.intake.together import Item, Writer

ALIAS = "intake"
INBOX_LOCK = 0x52_45_50_49  # "REPI": one transaction at a time extends the chain
_BATCH = 500
MOST_BYTES_A_DAY = 2 * 1024**3
"""Of papers for receipts without a letterbox, all together: some five hundred families' on their first day."""
MOST_ITEMS_A_DAY = 24
"""Papers and words that one receipt sends on a day: a family has fewer, and each is a file that somebody looks at."""
_RULE = "practice rule 4"


@contextmanager
def one_writer() -> Iterator[None]:
    """SQLite's transactions are IMMEDIATE by the settings; PostgreSQL needs the lock named."""
    with transaction.atomic(using=ALIAS):
        connection = connections[ALIAS]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [INBOX_LOCK])
        yield


def receive_sealed(*, form_id_sha256: bytes, ciphertext: bytes, on: date, mac_key: bytes) -> bool:
    """Keeps one sealed item.

    Given:    `mac_key` of the portal's keys; `on` a day, never a time.
    Returns:  True when it was new, False when this form was received before: then nothing is written.
    Raises:   MalformedItemError for a hash that is none or an empty item.
    """
    if len(form_id_sha256) != 32 or not ciphertext:
        raise MalformedItemError("an item has a SHA-256 of its form id and a ciphertext", (("item", "form"),))
    item = Item(form_id_sha256, ciphertext, on, mac_key)
    if _together is not None:
        return _together[0].keep(item, _together[1])
    return keep_all([item])[0]


def receive_paper(
    *, locator: str, content: bytes, ciphertext: bytes, on: date, secret: bytes, mac_key: bytes, is_word: bool = False
) -> bool:  # fmt: skip
    """Keeps one sealed paper; the same paper for the same receipt is kept once, whoever sends it again.

    Given:    `secret` of the portal: without it nobody finds by the inbox which file a paper was. `is_word` of a yes,
              a no or a letter: only what this receipt sent last on this day, sent again, is a button pressed twice.
    Returns:  True when it was new.
    Raises:   MalformedItemError; FullDayError where this receipt sent as many as one sends on a day, or papers for
              receipts without a letterbox fill the day. Others never stop those who have one.
    """
    mark = hmac.digest(secret, b"items of a day" + f"{on.isoformat()} {locator}".encode(), sha256)[:16]
    today = PapersOfReceipt.objects.using(ALIAS)
    count = today.filter(pk=mark).values_list("count", flat=True).first() or 0
    last, form = (
        hmac.digest(secret, b"paper" + locator.encode() + sha256(turn.encode() + content).digest(), sha256)
        for turn in (f"{on.isoformat()} {one} " if is_word else "" for one in (count, count + 1))
    )
    if SealedEnquiry.objects.using(ALIAS).filter(form_id_sha256=last).exists():
        return False
    if count >= MOST_ITEMS_A_DAY:
        raise FullDayError("this receipt sent as many as one sends on a day")
    has_box = Letterbox.objects.using(ALIAS).filter(pk=locator).exists()
    if not has_box:
        day = DayOfPapers.objects.using(ALIAS).filter(pk=on.isoformat()).values_list("size_bytes", flat=True).first()
        if (day or 0) + len(ciphertext) > MOST_BYTES_A_DAY:
            raise FullDayError("papers without a letterbox fill this day")
    is_new = receive_sealed(form_id_sha256=form, ciphertext=ciphertext, on=on, mac_key=mac_key)
    if is_new:
        with one_writer():
            today.get_or_create(pk=mark, defaults={"on": on.isoformat()})
            today.filter(pk=mark).update(count=models.F("count") + 1)
            today.exclude(on=on.isoformat()).delete()
            if not has_box:
                days = DayOfPapers.objects.using(ALIAS)
                days.get_or_create(pk=on.isoformat())
                days.filter(pk=on.isoformat()).update(size_bytes=models.F("size_bytes") + len(ciphertext))
                days.exclude(pk=on.isoformat()).delete()
        normalise_file_times(on)
    return is_new


_together: tuple[Writer, float] | None = None


def write_together(patience: float) -> None:
    """From here on one thread of this process writes the inbox, and all that waits is one commit.

    Units:    `patience` in seconds, until an item that was not written is told so.
    """
    global _together
    _together = (Writer(keep_all), patience)


def keep_all(items: Sequence[Item]) -> list[bool]:
    """Keeps sealed items in one transaction, in their order.

    Returns:  of each whether it was new.
    """
    rows = SealedEnquiry.objects.using(ALIAS)
    with one_writer():
        known = set(_known(rows, [one.form_id_sha256 for one in items]))
        last = rows.order_by("-sequence").values_list("sequence", "chain").first()
        sequence, link = (last[0], link_of(bytes(last[1]))) if last else (0, FIRST_LINK)
        made, are_new = [], []
        for one in items:
            is_new = one.form_id_sha256 not in known
            are_new.append(is_new)
            if not is_new:
                continue
            known.add(one.form_id_sha256)
            sequence += 1
            row = InboxRow(
                sequence=sequence, form_id_sha256=one.form_id_sha256, ciphertext=one.ciphertext,
                received_on=one.on.isoformat(),
            )  # fmt: skip
            chain = chain_value(one.mac_key, link, row)
            link = link_of(chain)
            made.append(
                SealedEnquiry(
                    sequence=sequence, form_id_sha256=row.form_id_sha256, ciphertext=row.ciphertext,
                    received_on=row.received_on, chain=chain,
                )
            )  # fmt: skip
        rows.bulk_create(made)
    if made:
        normalise_file_times(items[0].on)
    return are_new


def _known(rows: models.QuerySet[SealedEnquiry], forms: list[bytes]) -> Iterator[bytes]:
    for form in rows.filter(form_id_sha256__in=forms).values_list("form_id_sha256", flat=True):
        yield bytes(form)


def keep_chained(
    table: type[SealedEnquiry] | type[SealedLine], form_id_sha256: bytes, ciphertext: bytes, on: date, mac_key: bytes
) -> bool:
    """Writes one row of an inbox behind its last one, bound to it.

    Given:    within `one_writer`.
    Returns:  False when this form lies there already: then nothing is written.
    """
    rows = table._default_manager.using(ALIAS)
    if rows.filter(form_id_sha256=form_id_sha256).exists():
        return False
    last = rows.order_by("-sequence").values_list("sequence", "chain").first()
    sequence, link = (last[0] + 1, link_of(bytes(last[1]))) if last else (1, FIRST_LINK)
    row = InboxRow(sequence=sequence, form_id_sha256=form_id_sha256, ciphertext=ciphertext, received_on=on.isoformat())
    rows.create(
        sequence=sequence, form_id_sha256=form_id_sha256, ciphertext=ciphertext, received_on=row.received_on,
        chain=chain_value(mac_key, link, row),
    )  # fmt: skip
    return True


def empty_items(sequences: Sequence[int], on: date) -> int:
    """Empties items of the inbox.  As `empty_chained`."""
    return empty_chained(SealedEnquiry, sequences, on)


def empty_chained(table: type[SealedEnquiry] | type[SealedLine], sequences: Sequence[int], on: date) -> int:
    """Empties what lies in an inbox at these numbers: row, day and chain stay, and acts hold its digest.

    Given:    an act by which it is destroyed. The chain binds the rows behind as before.
    Returns:  how many held something still.
    """
    connection = connections[ALIAS]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # overwritten, not merely unlinked
            cursor.execute("PRAGMA secure_delete = ON")
    with one_writer():
        rows = table._default_manager.using(ALIAS).filter(sequence__in=list(sequences))
        emptied = rows.exclude(ciphertext=b"").update(ciphertext=b"")
    normalise_file_times(on)
    return emptied


def _digest_of(key: bytes, value: bytes) -> bytes:
    """Of one row: the key's half and the value's half, so that a changed column can be named."""
    return sha256(key).digest()[:16] + sha256(value).digest()[:16]


def digest_of_all(entries: Mapping[str, bytes] | Mapping[bytes, bytes]) -> str:
    """The digest of a whole table in the order of its keys, as the round's act holds it.  Units: 64 hexadecimal."""
    total = sha256()
    for key, value in sorted((k.encode() if isinstance(k, str) else k, v) for k, v in entries.items()):
        total.update(len(key).to_bytes(8, "big") + key + len(value).to_bytes(8, "big") + value)
    return total.hexdigest()


def replace_letterbox(
    *, round_number: int, on: date, blobs: Mapping[str, bytes], codes: Mapping[bytes, bytes]
) -> tuple[str, str]:
    """Replaces every letterbox and every paper code at once: this is a round.

    Given:    a blob for every enquiry, with news or without; `codes` as `papers.padded_codes` gives them.
    Returns:  the digests of the letterboxes and of the codes, for the round's act.
    Raises:   UnequalLettersError when any two sizes differ or a locator or hash has not its form;
              RepeatedRoundStateError when the number does not rise. Then what lay there still lies there.
    """
    if any(len(blob) != LETTER_BLOB_BYTES for blob in blobs.values()):
        raise UnequalLettersError(f"every letterbox holds {LETTER_BLOB_BYTES} bytes", provision=_RULE)
    if any(len(locator) != 64 for locator in blobs):
        raise UnequalLettersError("a locator has 64 hexadecimal characters", provision=_RULE)
    if len(codes) & (len(codes) - 1) or any((len(k), len(v)) != (32, PAPER_ENTRY_BYTES) for k, v in codes.items()):
        raise UnequalLettersError("paper codes are of one size and padded to a power of two", provision=_RULE)
    digest, code_digest = digest_of_all(blobs), digest_of_all(codes)
    with one_writer():
        last = RoundState.objects.using(ALIAS).aggregate(models.Max("number"))["number__max"]
        if last is not None and round_number <= last:
            raise RepeatedRoundStateError(f"round {round_number} does not come after round {last}")
        for table in (Letterbox, PaperCode, RoundState):
            table._default_manager.using(ALIAS).all().delete()
        # In the order of the keys: the order of rows on disk tells nothing about who asked first.
        Letterbox.objects.using(ALIAS).bulk_create(
            [Letterbox(locator=k, blob=v, digest=_digest_of(k.encode(), v)) for k, v in sorted(blobs.items())], _BATCH
        )
        PaperCode.objects.using(ALIAS).bulk_create(
            [PaperCode(code_hash=k, entry=v, digest=_digest_of(k, v)) for k, v in sorted(codes.items())], _BATCH
        )
        RoundState.objects.using(ALIAS).create(
            number=round_number, on=on.isoformat(), digest=digest, code_digest=code_digest
        )
    normalise_file_times(on)
    return digest, code_digest


def count_check(code_hash: bytes, *, on: date) -> int:
    """Counts that this paper was checked once more.  Returns: how often by now."""
    with one_writer():
        PaperCheck.objects.using(ALIAS).get_or_create(code_hash=code_hash)
        PaperCheck.objects.using(ALIAS).filter(pk=code_hash).update(count=models.F("count") + 1)
        count = PaperCheck.objects.using(ALIAS).values_list("count", flat=True).get(pk=code_hash)
    normalise_file_times(on)
    return int(count)


def lay_public_text(*, name: str, text: str, signature: bytes, on: date) -> bool:
    """Lays a signed public text where the portal shows it, in place of the one before.

    Returns:  False where the same lies there already: then nothing is written.
    """
    rows = PublicText.objects.using(ALIAS)
    found = rows.filter(pk=name).values_list("text", "signature").first()
    if found is not None and (found[0], bytes(found[1])) == (text, signature):
        return False
    with one_writer():
        rows.update_or_create(name=name, defaults={"text": text, "signature": signature})
    normalise_file_times(on)
    return True
