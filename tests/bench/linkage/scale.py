"""A register of any size about a trial that is known: `python -m tests.bench.linkage.scale --from TRIAL --persons N`.

The trial's own rows (tests.core.linkage.generator) stay, with their enquiries and truth; the rest are strangers put
together from the columns of different rows, a few of their surnames misspelt so that the vocabulary grows as it does in
life. Written as plain files, for `repatria link search` and `repatria link evaluate`. Ten million rows take a minute.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from shutil import copyfile

import numpy as np

_ROWS_AT_ONCE = 200_000
_MISSPELT = 0.04
_LETTERS = "аеиоуклмнрстдвпгбзяюжцчшхi"


def _columns(register: Path) -> list[list[str]]:
    with register.open(encoding="utf-8") as lines:
        next(lines)
        return [list(column) for column in zip(*(line.rstrip("\n").split("\t") for line in lines), strict=True)]


def _misspelt(name: str, chance: np.random.Generator) -> str:
    at = int(chance.integers(1, max(2, len(name))))
    letter = _LETTERS[int(chance.integers(len(_LETTERS)))]
    return name[:at] + letter + name[at + int(chance.integers(2)) :]


def write_scaled(trial: Path, persons: int, out: Path, seed: int) -> None:
    """Writes register.tsv, enquiries.tsv and truth.tsv; the register is streamed."""
    out.mkdir(parents=True, exist_ok=True)
    for name in ("enquiries.tsv", "truth.tsv"):
        copyfile(trial / name, out / name)
    copyfile(trial / "register.tsv", out / "register.tsv")
    chance = np.random.default_rng(seed)
    _, surname, given, patronymic, name, birth, place = _columns(trial / "register.tsv")
    labelled = np.flatnonzero([bool(one) for one in surname])
    written = len(surname)
    with (out / "register.tsv").open("a", encoding="utf-8", newline="\n") as stream:
        while written < persons:
            count = min(_ROWS_AT_ONCE, persons - written)
            names = chance.choice(labelled, count).tolist()
            others = chance.choice(labelled, count).tolist()
            dates, places = (chance.integers(len(surname), size=count).tolist() for _ in range(2))
            odd = set(np.flatnonzero(chance.random(count) < _MISSPELT).tolist())
            stream.writelines(
                f"S-{written + at:08d}\t{_misspelt(surname[a], chance) if at in odd else surname[a]}\t{given[b]}\t"
                f"{patronymic[b]}\t\t{birth[c]}\t{place[d]}\n"
                for at, (a, b, c, d) in enumerate(zip(names, others, dates, places, strict=True))
            )
            written += count
    print(f"{written:,} persons in {out}; {len(name):,} of them are those of {trial.name}")


def main() -> None:
    """Reads the command line and writes the files."""
    parser = argparse.ArgumentParser(description="Writes a large register about a trial that is known.")
    parser.add_argument("--from", dest="trial", type=Path, required=True)
    parser.add_argument("--persons", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write_scaled(given.trial, given.persons, given.out, given.seed)


if __name__ == "__main__":
    main()
