"""What a list says happened to him: each event with how certain the list is, and what it contradicts.

The event's own column says the kind; the wording beside it says how it is meant. "Shown dead by mistake, is a
prisoner" asserts a prisoner and contradicts a death; "not legally proven" is no death. Nothing here sets a state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from repatria.core.vocabulary.particulars import Grade
from repatria.doors.jobs.importing.profile import LONGEST_VALUE, EventColumns, EventRule
from repatria.records.register.services import AssertedEvent

NO_EVENT = "names no event"
_MOST_EVENTS = 20


def read_events(
    given: EventColumns, cells: Mapping[str, str], source_kind: str, reference: str, grade: Grade
) -> tuple[AssertedEvent, ...] | str:
    """Reads the events of one row.

    Returns:  the events in the row's order, added ones behind; or the reason why the row cannot be taken.
    """
    kinds = [part.strip() for part in cells[given.kinds].split(given.separator) if part.strip()] if given.kinds else []
    said = {word: cells[column] for word, column in _words_in(given, cells)}
    if not kinds and not given.always and not said:
        return NO_EVENT
    unknown = sorted({kind for kind in kinds if kind not in given.means})
    if unknown:
        return f"names an event that the profile does not know: {', '.join(map(repr, unknown))[:80]}"
    if len(kinds) > _MOST_EVENTS:
        return f"names more than {_MOST_EVENTS} events"
    told = (given.label, given.on, given.place, given.detail)
    long = [
        column for column in (*told, *given.also_read, *given.remarks) if column and len(cells[column]) > LONGEST_VALUE
    ]
    if long:
        return f"{long[0]} is longer than {LONGEST_VALUE:,} characters"
    parts = [_parts(given, cells, column, len(kinds or given.always)) for column in told]
    named = [given.means[kind] for kind in kinds] or list(given.always)
    rows = list(zip_longest(named, *parts, fillvalue="")) if named else []
    columns = (*told, *given.also_read, *given.remarks)
    of_row = " | ".join(cells[column] for column in columns if column)
    made: list[AssertedEvent] = []
    added: list[AssertedEvent] = []
    for kind, label, on, place, detail in rows:
        rules = [rule for rule in given.rules if _says(rule, kind, of_row, f"{label} {detail}")]
        made.append(
            AssertedEvent(
                kind=kind, certainty=next((r.certainty for r in rules if r.certainty), "asserted"), on=_plain(on),
                place=place, detail=" ".join(f"{label} {detail}".split()),
                contradicts=next((r.contradicts for r in rules if r.contradicts), ""), source_kind=source_kind,
                source_reference=reference, grade=grade,
            )
        )  # fmt: skip
        added += [
            AssertedEvent(
                kind=r.adds, certainty=r.adds_certainty, on="", place="", detail=" ".join(f"{label} {detail}".split()),
                source_kind=source_kind, source_reference=reference, grade=grade,
            )
            for r in rules
            if r.adds
        ]  # fmt: skip
    there = {event.kind for event in (*made, *added)}
    added += [
        AssertedEvent(
            kind=word, certainty="asserted", on="", place="", detail=" ".join(remark.split()),
            source_kind=source_kind, source_reference=reference, grade=grade,
        )
        for word, remark in said.items()
        if word not in there
    ]  # fmt: skip
    settled = {event.kind for event in made} | {event.contradicts for event in made}
    first = {event.kind: event for event in reversed(added) if event.kind not in settled}
    return (*made, *reversed(first.values()))


def _words_in(given: EventColumns, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What the words of the remarks assert, each with the column that says it."""
    for column in given.remarks:
        for pattern, word in given.words:
            if pattern.is_in(cells[column]):
                yield word, column


def _says(rule: EventRule, kind: str, of_row: str, of_event: str) -> bool:
    return kind in rule.kinds and rule.pattern.is_in(of_row if rule.reads_row else of_event)


def _parts(given: EventColumns, cells: Mapping[str, str], column: str, count: int) -> list[str]:
    """A cell parted among the row's events; where the parts are not as many as the events nothing is parted."""
    text = cells[column] if column else ""
    parts = [part.strip() for part in text.split(given.separator)]
    return parts if len(parts) == count else [text.strip().strip(given.separator).strip()]


def _plain(text: str) -> str:
    """A list's own words for a date, as the frame can hold them: without control signs and not beyond a line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:80]
