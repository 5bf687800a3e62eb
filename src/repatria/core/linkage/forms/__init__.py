"""The words of a name and the forms of a register: how each is read, spelt, and how common it is there.

A form is one written spelling, held once with its count however many bear it; all fuzzy work is done on forms, never on
persons. What a word is worth beside every form of a field (`Graded`) is adjusted by term frequency: agreement on a
rare surname weighs more than on a common one.

Reach for it:

- `asked_of` makes an enquiry ready: its words, and the orders in which they may be surname, given name, patronymic;
- `filed_parts` parts a row of the register into the roles under which it is filed;
- `new_fields` makes the empty vocabulary of an index, a `FieldForms` for each field;
- `name_groups`, `place_readings`, `tidy_code` read one word, place or number as it is compared.

Returns:  numbers of forms, and bits by form.
Not:      a judgement of a name: nothing is refused for its letters, and what is odd stays as it was written. What a
          name is made of is `core.names`; what a level is worth is `comparison`.
"""

from __future__ import annotations

from repatria.core.linkage.forms.asking import (
    Asked,
    asked_of,
    filed_parts,
    given_word,
    is_named,
    may_be_exchanged,
    stratum_from,
    surname_word,
)
from repatria.core.linkage.forms.fields import READINGS, TIDY_EXTRA, NameForms, SurnameForms, new_fields, tidy_code
from repatria.core.linkage.forms.places import place_readings, tidy_place
from repatria.core.linkage.forms.vocabulary import EXTRAS, Codes, FieldForms, Graded
from repatria.core.linkage.forms.word_groups import GroupsOfWord, Readings, name_groups
from repatria.core.linkage.forms.word_roles import MAX_ROLE_WORDS, NONE, ROLES, Order, OrderTable

__all__ = [
    "EXTRAS",
    "MAX_ROLE_WORDS",
    "NONE",
    "READINGS",
    "ROLES",
    "TIDY_EXTRA",
    "Asked",
    "Codes",
    "FieldForms",
    "Graded",
    "GroupsOfWord",
    "NameForms",
    "Order",
    "OrderTable",
    "Readings",
    "SurnameForms",
    "asked_of",
    "filed_parts",
    "given_word",
    "is_named",
    "may_be_exchanged",
    "name_groups",
    "new_fields",
    "place_readings",
    "stratum_from",
    "surname_word",
    "tidy_code",
    "tidy_place",
]
