"""What the house itself knows to speak against a name: items and what a family told that cannot be one person.

Nobody types it: it is read each time, has an id, and counts until the board has said by that id what it was. Whatever
is seen or told anew afterwards is asked anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from repatria.core.bodies.beside import EXCLUDES, Around, lay_beside
from repatria.core.bodies.said_beside import Reason
from repatria.records.identification.hypothesis import Standing, linked_parts
from repatria.records.identification.one_sought import seek_one
from repatria.records.ledger.rows import rows_where
from repatria.records.matching.selectors import links_of_person
from repatria.records.remains.all_bodies import every_body
from repatria.records.remains.examination_models import AnteMortem, Examination


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseSays:
    """One thing that cannot be, by what was seen and what was told.

    Given:    `since` the act by which either was said last; `resolved_by` the words of the board on it since then.
    """

    word_id: str
    item_code: str
    enquiry_id: str
    reason: Reason
    since: int
    resolved_by: tuple[str, ...]


def families_of(one: Standing) -> tuple[str, ...]:
    """The enquiries whose families told of whom a hypothesis is: those that seek one, and those linked with him."""
    found = list(seek_one(one.row.enquiry_id))
    if one.row.person_id:
        linked = [link.enquiry_id for link in links_of_person(one.row.person_id) if not link.is_doubted]
        found += [other for number in linked for other in seek_one(number)]
    return tuple(dict.fromkeys(found))


def _last(model: type[Examination] | type[AnteMortem], **asked: Any) -> int:
    return max((row.recorded_index for row in rows_where(model, **asked)), default=-1)


def house_says(one: Standing) -> tuple[HouseSays, ...]:
    """What cannot be, of these items and whoever seeks him; each once, whichever of the enquiries told it.

    Source:   practice rule 23: contradictions are resolved; INTERPOL DVI Guide: what nothing explains excludes.
    """
    examined, told = every_body()
    items = [code for code in linked_parts(one.items) if code in examined]
    families = [number for number in families_of(one) if number in told]
    found: dict[str, HouseSays] = {}
    for code in items:
        for number in families:
            ante = told[number]
            laid = lay_beside(examined[code].record, ante.record, sought=Around(told_on=ante.on))
            for reason in laid.reasons:
                if reason.word not in EXCLUDES:
                    continue
                word_id = ":".join(filter(None, ("beside", code, reason.word.value, reason.about)))
                since = max(_last(Examination, item_code=code), _last(AnteMortem, enquiry_id=number))
                if word_id in found:
                    since = max(since, found[word_id].since)
                found[word_id] = HouseSays(
                    word_id=word_id, item_code=code, enquiry_id=number, reason=reason, since=since,
                    resolved_by=tuple(
                        word.word_id for word in one.of("resolved") if word.about == word_id and word.act_index > since
                    ),
                )  # fmt: skip
    return tuple(found.values())


def unresolved_by_house(one: Standing) -> tuple[HouseSays, ...]:
    """What of it no act has resolved."""
    return tuple(said for said in house_says(one) if not said.resolved_by)
