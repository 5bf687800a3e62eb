"""When it is established who somebody is, as far as the particulars of the register say."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.core.vocabulary.particulars import Particular, ParticularKind

AGREEING_KINDS = (ParticularKind.SURNAME, ParticularKind.SERVICE_NUMBER, ParticularKind.BIRTH_DATE)
"""Of the five items of art. 17(1) those that tell one man from another."""

AGREEING_SOURCES = 2
"""How many sources must say the same; one source is a claim, his own or a list's."""


def is_identity_established(particulars: Sequence[Particular]) -> bool:
    """Whether two different sources give his surname, number or date of birth alike.

    Source:   GC III art. 17(5): identity is established by all possible means; law-and-practice section 6.1.
    Given:    a source is its kind and its reference; what he declined counts for nothing and against nothing.
    Returns:  False where one source alone speaks: a confirmed link or a second source establishes it.
    """
    saying: dict[tuple[ParticularKind, str], set[tuple[str, str]]] = {}
    for one in particulars:
        if one.kind in AGREEING_KINDS and one.value:
            said = (one.kind, one.value.strip().casefold())
            saying.setdefault(said, set()).add((one.source.kind, one.source.reference))
    return any(len(sources) >= AGREEING_SOURCES for sources in saying.values())
