"""A leaflet as words to be read out on the radio or by telephone: short lines, no code, no address of a page."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import worded
from repatria.adapters.printing.forms import form_of
from repatria.core.vocabulary.papers_public import LeafletPaper


def leaflet_aloud(paper: LeafletPaper) -> str:
    """Returns the lines in the first language of its mark: what was withdrawn is said, and not what it said."""
    with worded(paper.mark.words):
        form = form_of(paper)
    words = form.texts[paper.mark.languages[0]]
    said = [words["withdrawn"], words["holds_no_more"]] if form.values["is_withdrawn"] else list(paper.paragraphs)
    if paper.conditions and not form.values["is_withdrawn"]:
        said.append(f"{words['conditions']}: {paper.conditions}")
    return "\n".join([words["title"] + ".", *said, words["dated"], words["whom"] + ":", *paper.whom]) + "\n"
