"""Finding one person by a name written down wrongly, with a match weight in bits and its reasons, field by field.

`rows` says what goes in and what comes out, `prior` how many enquiries are about somebody registered; eight rooms do
the work, each with one window, its `__init__`:

| room | what it does |
|---|---|
| `comparison` | comparison levels, m and u, what agreement is worth in bits; learning m |
| `forms` | the words of a name and the forms of a register: roles, groups, places, term frequency |
| `candidates` | who is looked at (blocking), and what each weighs: compiled |
| `chances` | from bits to a calibrated probability, nobody registered included |
| `index` | the register in memory: build, find, add, remove, keep. Begin here |
| `explanation` | a candidate in words and as a waterfall, in three languages |
| `evaluation` | recall, calibration, false ones at a threshold, with plots |
| `duplicates` | records of one list that may be about one person, in groups for review |

What another program needs stands here, loaded when it is first asked for:

    from repatria.core.linkage import EnquiryRow, LinkageIndex, RegisterRow, waterfall_text
    index = LinkageIndex.build([RegisterRow(person_id="1", surname="Шевченко", given_name="Сергій")])
    for candidate in index.find(EnquiryRow(enquiry_id="E", name="Шевчинко Сережа")):
        print(waterfall_text(candidate, "en"))

Not here: judging. A candidate is never a link.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from repatria.core.linkage.duplicates import DuplicatePair, clusters_of, find_duplicates
    from repatria.core.linkage.explanation import (
        explanation_line,
        prior_in_words,
        probability_in_words,
        waterfall_svg,
        waterfall_text,
    )
    from repatria.core.linkage.index import LinkageIndex
    from repatria.core.linkage.prior import Prior, given_prior
    from repatria.core.linkage.rows import Candidate, EnquiryRow, FieldWeight, Ranked, RegisterRow

__all__ = [
    "Candidate",
    "DuplicatePair",
    "EnquiryRow",
    "FieldWeight",
    "LinkageIndex",
    "Prior",
    "Ranked",
    "RegisterRow",
    "clusters_of",
    "explanation_line",
    "find_duplicates",
    "given_prior",
    "prior_in_words",
    "probability_in_words",
    "waterfall_svg",
    "waterfall_text",
]
_ROOMS = {
    "duplicates": ("DuplicatePair", "clusters_of", "find_duplicates"),
    "explanation": (
        "explanation_line", "prior_in_words", "probability_in_words", "waterfall_svg", "waterfall_text",
    ),
    "index": ("LinkageIndex",),
    "prior": ("Prior", "given_prior"),
    "rows": ("Candidate", "EnquiryRow", "FieldWeight", "Ranked", "RegisterRow"),
}  # fmt: skip
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    """Returns what the window names; its room is loaded then, so that a process that asks no index compiles nothing."""
    room = _ROOM_OF.get(name)
    if room is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{room}"), name)
