"""What may be put on a batch: things of ours as they are, rows of theirs as they came, and numbers for both."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.core.law.effects import EffectsState
from repatria.core.law.remains_containers import ContainerState
from repatria.core.law.remains_path import ItemState
from repatria.core.law.return_batch import RULE
from repatria.core.law.return_list import BatchRow
from repatria.core.law.return_scans import container_of
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import fold_number, record_number
from repatria.records.access.acting import Acting
from repatria.records.ledger.rows import row_numbered
from repatria.records.remains.errors import UnknownFindError
from repatria.records.remains.models import FoundPacket, Item
from repatria.records.remains.reading import container_row, item_row
from repatria.records.returns.acts import AddedContainer, SaidRow
from repatria.records.returns.errors import NotReadyError
from repatria.records.returns.reading import PACKET
from repatria.records.returns.release_reading import is_given


def this_minute(acting: Acting) -> str:
    """Now, by the minute: the step that follows is typed so, and a second ago would lie after it."""
    return instant_text(acting.at.replace(second=0, microsecond=0))


def thing_of(code: str) -> tuple[str, str]:
    """A thing of ours by its code, with the seal that it has: an item, or a sealed packet of what was found."""
    if fold_number(code).startswith(PACKET):
        packet = row_numbered(FoundPacket, fold_number(code))
        if packet is None:
            raise UnknownFindError("no such packet of what was found")
        if packet.state != EffectsState.SEALED.value:
            raise NotReadyError("a packet goes on sealed", provision="GC I 16")
        return packet.pk, packet.seal_number
    item = item_row(code)
    check_fit(item)
    if item.container_id and container_row(item.container_id).state == ContainerState.SEALED.value:
        raise NotReadyError("it lies in a sealed container, which is put on whole", provision=RULE)
    return item.pk, ""


def check_fit(item: Item) -> None:
    """Raises: NotReadyError for an item that went to a family, is buried or was not recovered yet."""
    if is_given(item.pk):
        raise NotReadyError("it was given to the family", provision="house rule 6.3")
    if item.state in (ItemState.BURIED.value, ItemState.FOUND.value):
        raise NotReadyError("it is buried, or was not recovered yet", provision="house rule 6.3")


def their_containers(
    acting: Acting, rows: Sequence[BatchRow], standing: frozenset[str]
) -> tuple[AddedContainer, ...]:  # fmt: skip
    """The coffins, bags and boxes that their rows name and that do not stand on the list yet, each with its seal."""
    seals: dict[str, str] = {}
    for row in rows:
        number = container_of(row.container)[0]
        if number and number not in standing:
            seals[number] = seals.get(number) or row.container_seal.strip()
    return tuple(
        AddedContainer(box_id=fresh_box(acting), number=number, kept_id="", seal_number=seal)
        for number, seal in seals.items()
    )


def fresh_box(acting: Acting) -> str:
    """A number for a coffin, bag or box on a list."""
    box_id = record_number("NC", acting.randomness(7))
    return box_id


def fresh_line(acting: Acting) -> str:
    """A number for a thing on a list."""
    thing_id = record_number("NE", acting.randomness(7))
    return thing_id


def said_of(row: BatchRow) -> SaidRow:
    """What a row of theirs says, and each of its cells as it came."""
    raw = row.raw or tuple(
        (name, text) for name, text in (("label", row.label), ("seal", row.seal), ("container", row.container)) if text
    )
    return SaidRow(says=row.says.strip(), raw=raw)
