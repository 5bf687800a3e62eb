"""The draw of men to be seen: by the root of the log that was signed after its order, so that nobody chooses.

Anybody repeats it with the root, the number of the draw, its scope and the list of numbers: see docs/operating/draw.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

EVERYWHERE = "*"
"""The scope of a draw among all who are held."""
MOST_DRAWN = 200  # more than a delegate sees in a visit


def draw_score(root: str, draw_number: int, scope: str, number: str) -> str:
    """The score of one number: the lowest ones are drawn.

    Units:    SHA-256 in hexadecimal of the four, a line each.
    Given:    `root` in base64 as the checkpoint prints it.
    """
    return sha256(f"{root}\n{draw_number}\n{scope}\n{number}\n".encode()).hexdigest()


def drawn_numbers(root: str, draw_number: int, scope: str, numbers: Iterable[str], how_many: int) -> tuple[str, ...]:
    """The numbers that are drawn, the lowest score first.

    Source:   practice rule 15.
    Given:    each number once, in whatever order. Of fewer numbers than are asked for all are drawn.
    """
    scored = sorted((draw_score(root, draw_number, scope, number), number) for number in set(numbers))
    return tuple(number for _, number in scored[:how_many])


def list_digest(numbers: Iterable[str]) -> str:
    """The digest by which the list is known that was drawn from: SHA-256 of its numbers in text order, a line each."""
    return sha256("".join(f"{number}\n" for number in sorted(set(numbers))).encode()).hexdigest()
