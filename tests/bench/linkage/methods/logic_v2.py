"""rigour's name keys to find candidates, nomenklatura's logic-v2 to score them, and the common re-rank."""

from __future__ import annotations

import gc
import math
import time
from array import array
from collections import Counter
from collections.abc import Iterable

from followthemoney import EntityProxy, model
from nomenklatura.matching import LogicV2
from nomenklatura.matching.types import ScoringConfig
from rigour.names import NameTypeTag, analyze_names

from tests.bench.linkage.methods import common

_SCORED = 60
"""Candidates by key that logic-v2 compares."""
_TOO_COMMON = 0.05


def keys_of(row: common.Row) -> set[str]:
    """Returns rigour's keys of a name (symbols of known names, words, sounds), romanised words and the birth date."""
    keys = {"=" + word for word in row.name.split()} | ({row.birth_date} - {""})
    for name in analyze_names(NameTypeTag.PER, [row.written]):
        keys.update(str(symbol) for symbol in name.symbols)
        for part in name.parts:
            keys.add(part.comparable)
            if part.metaphone:
                keys.add("/" + part.metaphone)
    return keys


def entity(row: common.Row) -> EntityProxy:
    """Makes the entity that logic-v2 compares."""
    made = model.make_entity("Person")
    made.id = row.id
    made.add("name", row.written)
    made.add("birthDate", row.birth_date or None)
    made.add("birthPlace", row.place or None)
    return made


def main() -> None:
    """Files the register by keys and asks."""
    trial, out, seconds, _ = common.arguments()
    rows, enquiries = common.read_rows(trial / "register.tsv"), common.read_rows(trial / "enquiries.tsv")
    keys_of(rows[0])  # loads rigour's own tables, which no register makes larger
    gc.collect()
    before, started = common.resident_bytes(), time.perf_counter()
    filed: dict[str, array[int]] = {}
    for at, row in enumerate(rows):
        for key in keys_of(row):
            filed.setdefault(key, array("i")).append(at)
    gc.collect()
    summary = common.Summary(time.perf_counter() - started, max(common.resident_bytes() - before, 0))
    config, entities = ScoringConfig.defaults(), dict[int, EntityProxy]()

    def candidates(enquiry: common.Row) -> Iterable[int]:
        worth: Counter[int] = Counter()
        lists = sorted((filed[key] for key in keys_of(enquiry) if key in filed), key=len)
        for places in lists:
            if len(places) > max(_TOO_COMMON * len(rows), 2000) and worth:
                continue
            rare = math.log(len(rows) / len(places)) + 0.1
            for at in places:
                worth[at] += rare
        return [at for at, _ in worth.most_common(_SCORED)]

    def ask(enquiry: common.Row) -> list[tuple[str, float]]:
        asked, found = entity(enquiry), []
        for at in candidates(enquiry):
            if at not in entities:
                entities[at] = entity(rows[at])
            found.append((rows[at], LogicV2.compare(asked, entities[at], config).score))
        return common.reranked(enquiry, found)

    for enquiry in enquiries[:3]:  # the first comparison loads its tables
        ask(enquiry)
    common.answer_all(out, enquiries, ask, seconds, summary)


if __name__ == "__main__":
    main()
