"""Similarity: the forms of a vocabulary that are near a reading, errors allowed. Compiled.

Two readings are compared by an edit distance whose costs were learned from pairs of real names (`edit_costs.tsv`);
1.0 is an average exchange of two sounds. Forms are filed under keys, so that a misheard one is found without comparing
all of them.

Reach for it:

- `FormIndex` holds the forms of one vocabulary and finds the near ones (`near`, `measure`);
- `read_forms` reads many forms at once into `ReadForms`, which an index takes up; another process may do it.

Returns:  numbers of forms with distances in edits a sound.
Not:      a weight: how much it proves that two names are near is `core.linkage`. Importing this room loads the
          compiler; the others do without.
"""

from __future__ import annotations

from repatria.core.names.similarity.byte_strings import NOWHERE
from repatria.core.names.similarity.read_forms import ReadForms, read_forms
from repatria.core.names.similarity.similar import FormIndex

__all__ = [
    "NOWHERE",
    "FormIndex",
    "ReadForms",
    "read_forms",
]
