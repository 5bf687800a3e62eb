"""What filing exchanged labels put right is worth: `python -m tests.core.linkage.exchanged_labels --persons 50000`.

In a share of the register's rows surname and given name stand in each other's place (of every fifth of them with a
patronymic, given name and patronymic). The same enquiries are asked with and without filing such rows put right too.
"""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from unittest.mock import patch

from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import RegisterRow
from tests.core.linkage.generator import Trial, make_trial

_FILED = ("repatria.core.linkage.forms.asking.may_be_exchanged", "repatria.core.linkage.index.filing.may_be_exchanged")


@dataclass(frozen=True, slots=True)
class Counted:
    """Of enquiries about somebody registered: asked and right first, of exchanged rows and of the others."""

    exchanged: tuple[int, int]
    others: tuple[int, int]


def exchanged(rows: Iterable[RegisterRow], share: float, chance: Random) -> Iterator[RegisterRow]:
    """The rows, of that share of those with both names two labels in each other's place."""
    for row in rows:
        if not (row.surname and row.given_name) or chance.random() >= share:
            yield row
        elif row.patronymic and chance.random() < 0.2:
            yield dataclasses.replace(row, given_name=row.patronymic, patronymic=row.given_name)
        else:
            yield dataclasses.replace(row, surname=row.given_name, given_name=row.surname)


def counted(trial: Trial, share: float, *, put_right: bool) -> Counted:
    """Asks every enquiry of the trial after exchanging labels in a share of its rows."""
    rows = list(exchanged(trial.rows, share, Random("labels")))
    moved = {row.person_id for row, was in zip(rows, trial.rows, strict=True) if row != was}
    if put_right:
        index = LinkageIndex.build(rows)
    else:
        with patch(_FILED[0], lambda _: False), patch(_FILED[1], lambda _: False):
            index = LinkageIndex.build(rows)
    asked, right = {True: 0, False: 0}, {True: 0, False: 0}
    for enquiry in trial.enquiries:
        if not enquiry.stranger:
            found = index.find(enquiry.row)
            asked[enquiry.person_id in moved] += 1
            right[enquiry.person_id in moved] += bool(found) and found[0].person_id == enquiry.person_id
    return Counted((asked[True], right[True]), (asked[False], right[False]))


def main() -> None:
    """Prints right first answers with and without."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--persons", type=int, default=50_000)
    asked.add_argument("--enquiries", type=int, default=4_000)
    given = asked.parse_args()
    trial = make_trial(given.persons, given.enquiries, 77)
    for share in (0.0, 0.1):
        for put_right in (True, False):
            print(share, "put right" if put_right else "as labelled", counted(trial, share, put_right=put_right))


if __name__ == "__main__":
    main()
