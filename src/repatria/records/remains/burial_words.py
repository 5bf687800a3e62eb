"""What the house reads before a named man is laid into the ground."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.remains_named import BurialGround, NamedFacts
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import rows_where
from repatria.records.remains.burials import burials_where
from repatria.records.remains.grave_models import BurialWord
from repatria.records.remains.names_given import family_of_named


def word_on_burial(item_code: str) -> BurialWord | None:
    """What the head agreed to since this item was last laid into a grave."""
    rows = rows_where(BurialWord, item_code=item_code, order="-recorded_index", at_most=1)
    last = max((one.recorded_index for one in burials_where(item_code=item_code)), default=-1)
    return rows[0] if rows and rows[0].recorded_index > last else None


def named_facts(item_code: str, *, by: str, at: datetime) -> NamedFacts | None:
    """How it stands with the family of whom the board named of an item; None where no name stands."""
    family = family_of_named(item_code, at)
    if family is None:
        return None
    word, wished = word_on_burial(item_code), family.wished_index
    return NamedFacts(
        is_told=family.is_told, has_wishes=wished is not None,
        agreed=BurialGround(word.ground) if word else None,
        is_by_another=word is None or act_at(word.recorded_index).actor != by,
        has_wished_since=word is not None and wished is not None and wished > word.recorded_index,
    )  # fmt: skip
