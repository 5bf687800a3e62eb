"""A sheet of a batch: what is listed, sealed, checked, counted, and what differs."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import section
from repatria.adapters.printing.forms import Form, each, moment, prints, texts_in
from repatria.core.vocabulary.paper_mark import PaperLanguage
from repatria.core.vocabulary.papers_returns import BatchPaper, BatchPaperCount, BatchSheet


def _counts(
    counts: list[BatchPaperCount], languages: tuple[PaperLanguage, ...], side: str, side_by_hand: str
) -> list[list[str]]:
    """The counts of a side that are on record; one row that is filled in by hand where it has none."""
    return [
        [side, str(one.number), " / ".join(dict.fromkeys(moment(languages, one.at))),
         "; ".join(filter(None, (one.by, one.second))), one.reference]
        for one in counts
    ] or [[side_by_hand, "", "", "", ""]]  # fmt: skip


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
    has_containers = which not in (BatchSheet.PROTOCOL, BatchSheet.RECEIPT)
    values = {
        "sheet": list(BatchSheet).index(which), "number": paper.number,
        "way": each(languages, lambda language: section(language, "batch")[f"way_{paper.way}"]), "power": paper.power,
        "place": paper.place, "vehicle_seal": paper.vehicle_seal, "count": str(len(paper.lines)),
        "digest": paper.manifest_digest, "is_compared": paper.is_compared,
        "lines": [
            [str(n), "" if which is BatchSheet.SEAL_LIST else one.label, one.seal, one.container] for n, one in lines
        ],
        "containers": [
            [one.number, one.seal, one.resealed, str(one.lines)] for one in paper.containers
            if has_containers and (one.is_spot_checked or which is not BatchSheet.SPOT_CHECK)
        ],
        "counts": [
            row for is_receiver in (False, True) if has_counts for row in _counts(
                [one for one in paper.counts if one.is_receiver is is_receiver], languages,
                word("receiver" if is_receiver else "sender_list"), word("receiver" if is_receiver else "sender"),
            )
        ],
        "differences": [
            [word(f"kind_{one.kind}"), one.listed, one.counted, word(f"end_{one.end}") if one.end else "", ""]
            for one in (paper.differences if which is BatchSheet.PROTOCOL else ())
        ],
        "steps": [
            [word(f"event_{one.event}"), " / ".join(dict.fromkeys(moment(languages, one.at))), one.place,
             one.seal_number, one.who, one.reference, one.said]
            for one in (paper.steps if has_steps else ())
        ],
    }  # fmt: skip
    return Form(texts=texts_in(languages, "batch"), values=values)
