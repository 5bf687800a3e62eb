"""Labels of the dead with their square codes."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, prints, texts_in
from repatria.adapters.printing.squares import strokes_of
from repatria.core.vocabulary.papers_remains import LabelSize, RemainsLabelsPaper


@prints(RemainsLabelsPaper)
def remains_labels(paper: RemainsLabelsPaper) -> Form:
    labels = []
    for code in paper.codes:
        width, runs = strokes_of(code)
        labels.append({"code": code, "width": width, "runs": runs})
    # By place and not by word: every word that a sheet is given stands on it.
    values = {"size": list(LabelSize).index(paper.size), "labels": labels}
    return Form(texts=texts_in(paper.mark.languages, "remains_labels"), values=values)
