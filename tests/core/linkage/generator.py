"""A register and enquiries about it, with errors of known kinds and the truth, for learning and for trials.

Kinds in LEARNING_KINDS are what may be learned from; HELD_OUT_KINDS are seen by trials only. A fifth of the enquiries
has no counterpart; half of these bear the surname or the whole name of somebody registered.

    python -m tests.core.linkage.generator --persons N --enquiries M --seed S --out FOLDER

writes register.tsv, enquiries.tsv and truth.tsv.
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from repatria.core.linkage.rows import RegisterRow
from tests.core.linkage import people
from tests.core.linkage.asking import (
    ALL_KINDS,
    HELD_OUT_KINDS,
    LEARNING_KINDS,
    MIXES,
    USUAL,
    GeneratedEnquiry,
    Mix,
    ask,
)
from tests.core.linkage.people import CHUNK, Person, persons_at, persons_of_chunk, rows_of

__all__ = [
    "ALL_KINDS", "HELD_OUT_KINDS", "LEARNING_KINDS", "MIXES", "GeneratedEnquiry", "Mix", "Person", "Trial",
    "make_enquiries", "make_enquiries_about", "make_persons", "make_register", "make_rows", "make_trial",
]  # fmt: skip
_STRANGERS_FROM = 1 << 30  # numbers of persons that no register holds
_COLUMNS = ("id", "surname", "given_name", "patronymic", "name", "birth_date", "place")


@dataclass(frozen=True, slots=True)
class Trial:
    """A register and what is asked of it."""

    rows: list[RegisterRow]
    enquiries: list[GeneratedEnquiry]


def make_register(count: int, seed: int, *, held_out: bool = True) -> Iterator[RegisterRow]:
    """Returns the rows of a register of `count` persons; memory stays the same for any count."""
    for chunk in range(-(-count // CHUNK)):
        made = persons_of_chunk(seed, chunk)[: count - chunk * CHUNK]
        yield from rows_of(made, (seed, chunk, 1), held_out)


def make_enquiries_about(
    registered: int, count: int, seed: int, kinds: Sequence[str] = ALL_KINDS, mix: Mix = USUAL
) -> Iterator[GeneratedEnquiry]:
    """Returns enquiries about the register that make_register makes of the same seed."""
    chance = Random(f"enquiries {seed}")
    wanted = [chance.randrange(registered) for _ in range(count)]
    known = persons_at(wanted, seed)
    others = persons_at(range(_STRANGERS_FROM, _STRANGERS_FROM + count // 5 + 1), seed)
    for number, at in enumerate(wanted):
        stranger = others[_STRANGERS_FROM + number // 5] if number % 5 == 4 else None
        yield ask(f"E-{number:06d}", known[at], stranger, number // 5, kinds, chance, mix)


def make_trial(
    registered: int,
    count: int,
    seed: int,
    kinds: Sequence[str] = ALL_KINDS,
    *,
    held_out: bool = True,
    mix: Mix = USUAL,
) -> Trial:
    """Returns a register and enquiries about it."""
    rows = list(make_register(registered, seed, held_out=held_out))
    return Trial(rows, list(make_enquiries_about(registered, count, seed, kinds, mix)))


def make_persons(count: int, random: Random) -> list[Person]:
    """Draws invented persons."""
    return list(people.persons(count, random.randrange(1 << 40)))


def make_rows(persons: Sequence[Person], random: Random) -> list[RegisterRow]:
    """Writes the rows of these persons."""
    return list(rows_of(persons, (random.randrange(1 << 40), 1)))


def make_enquiries(
    persons: Sequence[Person], count: int, random: Random, kinds: Sequence[str], strangers: Sequence[Person]
) -> list[GeneratedEnquiry]:
    """Writes enquiries about these persons; every fifth is about somebody of `strangers`."""
    return [
        ask(
            f"E-{number:06d}", random.choice(persons), random.choice(strangers) if number % 5 == 4 else None,
            number // 5, kinds, random,
        )
        for number in range(count)
    ]  # fmt: skip


def write_trial(
    folder: Path, registered: int, count: int, seed: int, kinds: Sequence[str] = ALL_KINDS, mix: Mix = USUAL
) -> None:
    """Writes the three files; the register is streamed."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "register.tsv").open("w", encoding="utf-8", newline="\n") as out:
        out.write("\t".join(_COLUMNS) + "\n")
        for r in make_register(registered, seed):
            out.write(
                f"{r.person_id}\t{r.surname}\t{r.given_name}\t{r.patronymic}\t{r.name}\t{r.birth_date}\t{r.place}\n"
            )
    with (
        (folder / "enquiries.tsv").open("w", encoding="utf-8", newline="\n") as asked,
        (folder / "truth.tsv").open("w", encoding="utf-8", newline="\n") as truth,
    ):
        asked.write("id\tname\tbirth_date\tplace\n")
        truth.write("enquiry_id\tperson_id\tkinds\tdate_kind\tplace_kind\tstranger\n")
        for made in make_enquiries_about(registered, count, seed, kinds, mix):
            row = made.row
            asked.write(f"{row.enquiry_id}\t{row.name}\t{row.birth_date}\t{row.place}\n")
            truth.write(
                f"{row.enquiry_id}\t{made.person_id}\t{','.join(made.kinds)}\t{made.date_kind}\t{made.place_kind}\t"
                f"{made.stranger}\n"
            )


def main() -> None:
    """Reads the command line and writes the files."""
    parser = argparse.ArgumentParser(description="Writes an invented register, enquiries about it, and the truth.")
    parser.add_argument("--persons", type=int, default=10_000)
    parser.add_argument("--enquiries", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--kinds", choices=("all", "learning", "held-out"), default="all")
    parser.add_argument("--mix", choices=tuple(MIXES), default="usual")
    given = parser.parse_args()
    kinds = {"all": ALL_KINDS, "learning": LEARNING_KINDS, "held-out": HELD_OUT_KINDS}[given.kinds]
    gc.disable()  # what is made holds no cycles, and looking for them costs a third of the time
    write_trial(given.out, given.persons, given.enquiries, given.seed, kinds, MIXES[given.mix])
    print(f"{given.persons:,} persons and {given.enquiries:,} enquiries written to {given.out}")


if __name__ == "__main__":
    main()
