"""Explanations: a candidate in words and as a drawing, in Ukrainian, Russian and English.

Reach for it where somebody has to understand why a record was proposed:

- `waterfall_text` and `waterfall_svg` show field by field what agreed, how, and what it is worth in bits;
- `explanation_line` says the same in one line, for tables;
- `probability_in_words` says how sure the sum makes it, `prior_in_words` on which share of enquiries about somebody
  registered that rests, `level_sentence` what a comparison level means;
- `words_at` and `places_of` say which words of a name written in one line were read as a field;
- `shown` makes a value from outside harmless for a page, a terminal, a drawing.

The words stand in `explanations.toml` and `waterfall.toml`; the pieces of a drawing (`text_at`, `line_at`, colours) are
shared with the plots of `evaluation`.

Returns:  text and SVG. Nothing is compiled here, so that the desk loads it quickly.
Not:      any computing: every number was there before. Not a promise either: "may be meant" is the most that is said.
"""

from __future__ import annotations

from repatria.core.linkage.explanation.drawing import (
    AGAINST,
    FOR,
    INK,
    LINE,
    PAPER,
    QUIET,
    line_at,
    lines_of,
    signed,
    text_at,
    text_width,
)
from repatria.core.linkage.explanation.read_words import places_of, words_at
from repatria.core.linkage.explanation.waterfall import waterfall_svg
from repatria.core.linkage.explanation.wording import (
    counted,
    explanation_line,
    grouped,
    level_sentence,
    prior_in_words,
    probability_in_words,
    reach_in_words,
    script_remark,
    share_source,
    shown,
    waterfall_text,
    word,
)

__all__ = [
    "AGAINST",
    "FOR",
    "INK",
    "LINE",
    "PAPER",
    "QUIET",
    "counted",
    "explanation_line",
    "grouped",
    "level_sentence",
    "line_at",
    "lines_of",
    "places_of",
    "prior_in_words",
    "probability_in_words",
    "reach_in_words",
    "script_remark",
    "share_source",
    "shown",
    "signed",
    "text_at",
    "text_width",
    "waterfall_svg",
    "waterfall_text",
    "word",
    "words_at",
]
