"""Lines: a name as it comes in one line, read with what is known of names.

Reach for it where somebody wrote a whole name into one field:

- `read_line` parts it and mends what only a knowledge of names can mend: initials written as a word, names run
  together, a name broken in two, a line typed with the keyboard switched (cfdrj jktrcfylh);
- `quoted` finds a word again in the line that it was read from, as it is written there;
- `heard_name` parts what a clerk heard into surname, first names and patronymic, for a register;
- `is_of_the_tables` says whether a word is a given name or a patronymic that the tables know.

Returns:  words and what else stood beside them, as `writing.parted` does.
Not:      which word is the surname (that is weighed in `core.linkage.forms`), and no mending that needs a register.
"""

from __future__ import annotations

from repatria.core.names.lines.heard import HeardName, heard_name
from repatria.core.names.lines.parsing import is_of_the_tables, read_line
from repatria.core.names.lines.quoting import quoted

__all__ = [
    "HeardName",
    "heard_name",
    "is_of_the_tables",
    "quoted",
    "read_line",
]
