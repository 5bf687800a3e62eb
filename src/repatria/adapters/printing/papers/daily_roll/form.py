"""The sheet of a daily roll."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, day, moment_or_blank, prints, texts_in
from repatria.core.vocabulary.papers_roll import DailyRollPaper, RollSums


@prints(DailyRollPaper)
def daily_roll(paper: DailyRollPaper) -> Form:
    languages = paper.mark.languages
    names = ("before", "came", "left", "held", "expected")
    values = {
        "number": paper.number,
        "place": paper.place,
        "day": day(languages, paper.day),
        "read_at": moment_or_blank(languages, paper.read_at),
        "sums": {name: _count(paper.sums, name) for name in names},
        "lines": [[one.card_number, one.name, one.is_signed_out] for one in paper.lines],
    }
    return Form(texts=texts_in(languages, "daily_roll"), values=values)


def _count(sums: RollSums | None, name: str) -> str:
    """A sum that nobody read is reckoned by hand."""
    return "" if sums is None else str(getattr(sums, name))
