"""What stands in his trace in words: on the page and on the paper alike."""

from __future__ import annotations

from repatria.doors.desk.frame.words import word_text
from repatria.records.contact.selectors.his import TraceEntry


def trace_words(language: str, one: TraceEntry) -> str:
    """One line of his trace as a sentence: which thing, what happened, why not, what became of it."""
    if one.of == "call":
        return f"{word_text(language, 'trace_of', 'call')}: {word_text(language, 'call_outcome', one.what)}"
    if one.of == "parcel":
        return _of_parcel(language, one)
    said = [
        f"{word_text(language, 'message_kind', one.kind)}, {word_text(language, 'message_way', one.way)}",
        word_text(language, "message_step", one.what),
    ]  # fmt: skip
    if one.verdict:
        said.append(word_text(language, "check_verdict", one.verdict))
    if one.because:
        said.append(word_text(language, "withheld_because", one.because))
    if one.why:
        said.append(word_text(language, "not_delivered", one.why))
    return ": ".join(said)


def _of_parcel(language: str, one: TraceEntry) -> str:
    kind = word_text(language, "parcel_kind", one.kind)
    if one.what == "refused":
        why, became = word_text(language, "part_why", one.why), word_text(language, "part_became", one.became)
        return f"{kind}: {word_text(language, 'trace_of', 'part')}: {one.thing} ({why}; {became})"
    return ": ".join(filter(None, (kind, word_text(language, "parcel_step", one.what), one.thing)))
