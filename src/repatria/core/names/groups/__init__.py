"""Groups: which names are forms of one name. Микола, Николай, Mikalai, Nicholas and Коля are one.

Reach for it:

- `groups_of`, `group_readings` for the groups of a given name, also in its case forms and short forms;
- `father_groups` for the fathers' names that a patronymic may be made of;
- `surname_readings` for the feminine, declined and partial forms of a surname;
- `has_patronymic_ending`, `has_surname_ending` for what an ending speaks for;
- `name_groups` for the tables themselves (`tables/`).

Returns:  groups with what it costs to read the word as one of them; nothing for a word that no table knows.
Not:      a proof: endings are evidence only, surnames in -ович exist. A name outside the tables is a name all the same.
"""

from __future__ import annotations

from repatria.core.names.groups.given_names import Groups, group_readings, groups_of, has_patronymic_ending
from repatria.core.names.groups.name_tables import name_groups
from repatria.core.names.groups.patronymics import father_groups
from repatria.core.names.groups.surnames import has_surname_ending, surname_readings

__all__ = [
    "Groups",
    "father_groups",
    "group_readings",
    "groups_of",
    "has_patronymic_ending",
    "has_surname_ending",
    "name_groups",
    "surname_readings",
]
