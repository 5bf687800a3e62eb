"""Names in Latin letters, by the standards of states and libraries.

One engine reads every standard from its table in `standards/`; nothing of a standard stands in code.

Reach for it:

- `romanise` for a form that can be read aloud by somebody without Cyrillic: the resolution of 2010 for Ukrainian, ICAO
  9303 for Russian and Belarusian;
- `general_romanisation` for names in further scripts (Georgian, Armenian, Arabic, Hebrew, Greek and others), so that
  nothing is unfindable: rough and lower case.

Returns:  text. A letter is never dropped silently.
Not:      comparing: two spellings of one name differ by standard, and `readings` is what they have in common. Never put
          a romanised form in the place of what was written.
"""

from __future__ import annotations

from repatria.core.names.transliteration.other_scripts import general_romanisation
from repatria.core.names.transliteration.romanisation import romanise

__all__ = [
    "general_romanisation",
    "romanise",
]
