"""What is theirs and goes back as a batch of its own: the word on whose it is, and what the sender said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from repatria.core.law.return_power import RULE, STANDING, GoingFacts, PowerState, check_goes_to
from repatria.core.vocabulary.errors import naming
from repatria.records.identification.selectors.concluded import identified_items
from repatria.records.identification.selectors.whose import whose_is
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.remains.models import FoundPacket
from repatria.records.returns.acts import ListSaid, SaidRow
from repatria.records.returns.errors import NotReadyError, UnknownPowerError
from repatria.records.returns.models import Batch, BatchLine, CountEntry
from repatria.records.returns.power_models import PowerClaim
from repatria.records.returns.reading import PACKET
from repatria.records.vault.opening import open_rows


def claim_row(claim_id: str) -> PowerClaim:
    """Raises: UnknownPowerError."""
    row = row_numbered(PowerClaim, claim_id)
    if row is None:
        raise UnknownPowerError("nobody said whose this is")
    return row


def standing_claim(item_code: str) -> PowerClaim | None:
    """The word on whose dead an item is that stands, reviewed or not."""
    rows = rows_where(PowerClaim, item_code=item_code, order="-recorded_index", at_most=1)
    return rows[0] if rows and PowerState(rows[0].state) in STANDING else None


def going_back(item_codes: Iterable[str]) -> tuple[str, ...]:
    """Which of these two agreed to be the other side's: off a batch, they wait for another."""
    claims = ((code, standing_claim(code)) for code in item_codes if code)
    return tuple(code for code, claim in claims if claim is not None and claim.state == PowerState.REVIEWED.value)


def came_as(item_code: str) -> CountEntry | None:
    """As which counted thing an item came last: what went back and came again lay in two batches."""
    return next(iter(rows_where(CountEntry, item_code=item_code, order="-recorded_index id", at_most=1)), None)


def is_named_here(item_code: str) -> bool:
    """Whether the board gave an item a name that was not taken back."""
    return any(not one.is_annulled for one in identified_items(item_code))


def _item_of(code: str) -> str:
    if not code.startswith(PACKET):
        return code
    packet = row_numbered(FoundPacket, code)
    return packet.item_code if packet is not None else ""


def check_side(batch: Batch, codes: Sequence[str]) -> None:
    """Lets what is theirs go back as theirs alone, and nobody to another Power whose family or whose own is elsewhere.

    Source:   law-and-practice section 6.3, 6.7; practice rule 23.
    Given:    asked when a thing is put on a batch, and again at every step before it leaves.
    Raises:   NotReadyError; OpenGuardError.
    """
    for code in codes:
        with naming(code):
            _check_one(batch, _item_of(code))


def _check_one(batch: Batch, item: str) -> None:
    claim = standing_claim(item)
    if batch.is_theirs:
        entry = came_as(item)
        is_reviewed = claim is not None and claim.state == PowerState.REVIEWED.value and claim.power == batch.power
        if not is_reviewed or entry is None or entry.batch_id != batch.origin_id:
            raise NotReadyError("two did not agree that it is theirs, or it lay in another batch", provision=RULE)
        if is_named_here(item):
            raise NotReadyError("the board gave it a name since: it does not go back as theirs", provision=RULE)
        return
    if claim is not None:
        raise NotReadyError("somebody said that it is theirs: it goes back as theirs", provision=RULE)
    whose = whose_is(item)
    check_goes_to(GoingFacts(
        receiver=batch.power, is_hypothesis_open=whose.is_hypothesis_open, is_named=whose.is_named,
        powers=whose.powers, own_power=whose.own_power,
    ))  # fmt: skip


def their_words(batch: Batch, codes: Sequence[str]) -> ListSaid | None:
    """What the sender's list said of each of these things, carried on as its word; nothing for a batch of ours."""
    if not batch.is_theirs:
        return None
    lines = rows_where(BatchLine, batch_id=batch.origin_id)
    said = {
        one.label: cells["says"] or "" for one, cells in zip(lines, open_rows(lines, ("says",)), strict=True)
        if one.label
    }  # fmt: skip
    entries = (came_as(_item_of(code)) for code in codes)
    return ListSaid(
        supplied_by="",
        rejected=(),
        rows=tuple(SaidRow(says=said.get(one.label, "") if one is not None else "", raw=()) for one in entries),
    )
