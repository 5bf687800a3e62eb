"""Coffins, bags and boxes of a batch as they are shown: how far each is, and what was found of it."""

from __future__ import annotations

from collections import Counter

from repatria.core.law.return_scans import SEALED_AGAINST
from repatria.records.returns.models import BatchContainer, BatchLine, BatchScan, CountEntry
from repatria.records.returns.views import ContainerView


def container_views(
    boxes: dict[str, BatchContainer], lines: list[BatchLine], aboard: dict[str, BatchScan], entries: list[CountEntry],
    kinds: dict[str, list[str]], open_of: set[str],
) -> tuple[ContainerView, ...]:  # fmt: skip
    """Each container in the order of the list.

    Given:    `boxes` by their numbers; `aboard` what lies on the vehicle; `kinds` the differences by the line or the
              container that they are about, `open_of` those of which one is open.
    """
    within = Counter(one.container for one in lines)
    counted = {one.label for one in entries if one.is_container}
    loaded = {one.label: one.at for one in aboard.values() if one.flag not in SEALED_AGAINST}
    return tuple(
        ContainerView(
            box_id=one.pk,
            batch_id=one.batch_id,
            number=number,
            is_ours=bool(one.kept_id),
            seal_number=one.seal_number,
            resealed=one.resealed,
            lines=within[number],
            loaded_at=loaded.get(number, ""),
            is_spot_checked=one.is_spot_checked,
            is_counted=number in counted,
            differences=tuple(kinds.get(one.pk, ())),
            has_open=one.pk in open_of,
        )
        for number, one in boxes.items()
    )
