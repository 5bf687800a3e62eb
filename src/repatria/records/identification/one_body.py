"""What was seen of several items, laid together: whether they may be one person's."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.core.bodies.one_body import SURE_SEX, NotOne, SeenBody, not_of_one
from repatria.core.law.remains import RemainsKind
from repatria.core.vocabulary.body_record import BodyRecord
from repatria.records.identification.reading import read_sex, waits
from repatria.records.ledger.rows import rows_where
from repatria.records.remains.all_bodies import every_body
from repatria.records.remains.models import Item
from repatria.records.remains.sample_models import Sample


def seen_by_code(item_codes: Iterable[str], *, with_profiles: bool = False) -> dict[str, SeenBody]:
    """What was seen under each of these codes; a body that nobody examined says nothing.

    Given:    `with_profiles` where the sexes that amelogenin shows are asked too, of profiles that do not wait.
    """
    codes = list(dict.fromkeys(item_codes))
    examined, _ = every_body()
    sexes: dict[str, str] = {}
    for sample in rows_where(Sample, item_code=codes) if with_profiles else ():
        if (sex := read_sex(sample.pk)) != "U" and not waits(sample.pk):
            sexes[sample.item_code] = sex
    return {
        row.pk: SeenBody(
            is_whole=row.kind == RemainsKind.WHOLE.value, profile_sex=sexes.get(row.pk, "U"),
            record=examined[row.pk].record if row.pk in examined else BodyRecord(),
        )
        for row in rows_where(Item, pk=codes)
    }  # fmt: skip


def sure_sex(item_code: str) -> str:
    """The sex of which the examinations of an item are sure, as amelogenin writes it; U where they are not."""
    seen = seen_by_code([item_code]).get(item_code)
    return SURE_SEX.get(seen.record.sex, "U") if seen is not None else "U"


def why_not_one(item_codes: Iterable[str], *, with_profiles: bool = False) -> tuple[NotOne, ...]:
    """Why these items are not one person's by what was seen of them; empty where nothing says so."""
    return not_of_one(seen_by_code(item_codes, with_profiles=with_profiles).values())
