"""A sheet of a batch: what is listed, sealed, checked, counted, and what differs."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import section
from repatria.adapters.printing.forms import Form, each, moment, prints, texts_in
from repatria.core.vocabulary.papers_returns import BatchPaper, BatchSheet


@prints(BatchPaper)
def batch(paper: BatchPaper) -> Form:
    languages = paper.mark.languages

    def word(key: str) -> str:
        return " / ".join(dict.fromkeys(section(language, "batch")[key] for language in languages))

    which = paper.sheet
    numbered = list(enumerate(paper.lines, 1)) if which not in (BatchSheet.PROTOCOL, BatchSheet.RECEIPT) else []
    lines = [(n, one) for n, one in numbered if one.is_spot_checked or which is not BatchSheet.SPOT_CHECK]
    has_steps = which in (BatchSheet.PROTOCOL, BatchSheet.SPOT_CHECK)
    has_counts = which in (BatchSheet.PROTOCOL, BatchSheet.RECEIPT)
    values = {
        "sheet": list(BatchSheet).index(which), "number": paper.number, "title": paper.title,
        "way": each(languages, lambda language: section(language, "batch")[f"way_{paper.way}"]), "power": paper.power,
        "place": paper.place, "vehicle_seal": paper.vehicle_seal, "count": str(len(paper.lines)),
        "digest": paper.manifest_digest,
        "lines": [
            [str(n), "" if which is BatchSheet.SEAL_LIST else one.label, one.seal, one.container] for n, one in lines
        ],
        "counts": [
            [word("receiver" if one.is_receiver else "sender"), str(one.number), " / ".join(dict.fromkeys(
                moment(languages, one.at))), "; ".join(filter(None, (one.by, one.second))), one.reference]
            for one in (paper.counts if has_counts else ())
        ],
        "differences": [
            [word(f"kind_{one.kind}"), one.listed, one.counted, word(f"end_{one.end}") if one.end else "", one.said]
            for one in (paper.differences if which is BatchSheet.PROTOCOL else ())
        ],
        "steps": [
            [word(f"event_{one.event}"), " / ".join(dict.fromkeys(moment(languages, one.at))), one.place,
             one.seal_number, one.who, one.reference]
            for one in (paper.steps if has_steps else ())
        ],
    }  # fmt: skip
    return Form(texts=texts_in(languages, "batch"), values=values)
