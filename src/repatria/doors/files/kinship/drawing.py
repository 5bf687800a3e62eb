"""A pedigree as a picture: squares for men, circles for women, diamonds where the sex is not recorded.

Typed persons are filled, whoever is asked about bears a question mark; a line joins a couple, from its middle one goes
down to each child. Generations stand in rows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from html import escape
from textwrap import wrap

from repatria.core.kinship.pedigree import Pedigree, Sex

_WIDE, _HIGH, _SIZE, _EDGE = 100, 120, 15, 55
_LONGEST, _MOST_LINES = 18, 2
_BENDS, _ASIDE = (0.42, 0.35, 0.28, 0.21), 4
"""How high above their children the lines of couples of one generation run, and how far aside they go down, in turn, so
that no two become one."""


def draw_pedigree(
    pedigree: Pedigree, *, typed: Collection[str], members: Collection[str], name: Mapping[str, str],
    kinship: Mapping[str, str],
) -> str:  # fmt: skip
    """Returns an SVG picture.

    Given:    below each sign stand a person's `name` and `kinship`, of those whom the mappings hold.
    """
    row = _generations(pedigree)
    rows: dict[int, list[str]] = {}
    for person in pedigree.persons:
        rows.setdefault(row[person.id], []).append(person.id)
    ordered = {level: _beside_partners(names, pedigree) for level, names in rows.items()}
    widest = max(len(names) for names in ordered.values())
    place = {
        name: (_EDGE + _WIDE * (i + (widest - len(names)) / 2), 30 + _HIGH * level)
        for level, names in ordered.items()
        for i, name in enumerate(names)
    }
    said = {
        one: [line for text in (name.get(one), kinship.get(one)) if text for line in _wrapped(text)]
        for one in pedigree.ids
    }
    beneath = max(len(said[one]) for one in rows[max(rows)])
    width, height = 2 * _EDGE + _WIDE * (widest - 1), 60 + 11 * beneath + _HIGH * max(rows)
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" stroke="#000">']
    couples: dict[tuple[str | None, str | None], list[str]] = {}
    for person in pedigree.persons:
        if person.father or person.mother:
            couples.setdefault((person.father, person.mother), []).append(person.id)
    lines += _lines_of(couples, place, row)
    for person in pedigree.persons:
        lines += _sign(said[person.id], person.sex, place[person.id], person.id in typed, person.id in members)
    return "".join([*lines, "</svg>"])


def _lines_of(
    couples: Mapping[tuple[str | None, str | None], Sequence[str]], place: Mapping[str, tuple[float, float]],
    row: Mapping[str, int],
) -> list[str]:  # fmt: skip
    lines: list[str] = []
    turn: dict[int, int] = {}
    for couple, children in couples.items():
        parents = [place[one] for one in couple if one]
        middle, level = sum(p[0] for p in parents) / len(parents), max(p[1] for p in parents)
        lines += [f'<line x1="{px:.0f}" y1="{py:.0f}" x2="{middle:.0f}" y2="{level:.0f}"/>' for px, py in parents]
        for generation in sorted({row[child] for child in children}):
            own = turn[generation] = turn.get(generation, -1) + 1
            down = middle + _ASIDE * (own % len(_BENDS))
            bend = 30 + _HIGH * (generation - _BENDS[own % len(_BENDS)])
            here = [place[child] for child in children if row[child] == generation]
            across = [down, *(x for x, _ in here)]
            path = f"M{down:.0f} {level:.0f} V{bend:.0f} M{min(across):.0f} {bend:.0f} H{max(across):.0f}"
            path += "".join(f" M{x:.0f} {bend:.0f} V{y:.0f}" for x, y in here)
            lines.append(f'<path d="{path}" fill="none"/>')
    return lines


def _generations(pedigree: Pedigree) -> dict[str, int]:
    row = dict.fromkeys(pedigree.ids, 0)
    for _ in pedigree.persons:  # spouses pull each other down, so that it takes as many turns as there are generations
        for person in pedigree.persons:
            parents = [row[p] for p in (person.father, person.mother) if p]
            if parents:
                row[person.id] = max(row[person.id], max(parents) + 1)
        for person in pedigree.persons:
            if person.father and person.mother:
                level = max(row[person.father], row[person.mother])
                row[person.father] = row[person.mother] = level
    return row


def _beside_partners(names: list[str], pedigree: Pedigree) -> list[str]:
    """Puts couples beside each other, and children in the order in which they were named."""
    partner: dict[str, str] = {}
    for person in pedigree.persons:
        if person.father and person.mother:
            partner.setdefault(person.mother, person.father)
            partner.setdefault(person.father, person.mother)
    ordered: list[str] = []
    for name in names:
        if name not in ordered:
            ordered.append(name)
            other = partner.get(name)
            if other in names and other not in ordered:
                ordered.append(other)
    return ordered


def _sign(below: Sequence[str], sex: Sex, at: tuple[float, float], is_typed: bool, is_member: bool) -> list[str]:
    x, y = at
    fill = "#bbb" if is_typed else "#fff"
    side = 2 * _SIZE
    shape = {
        Sex.MALE: f'<rect x="{x - _SIZE:.0f}" y="{y - _SIZE:.0f}" width="{side}" height="{side}" fill="{fill}"/>',
        Sex.FEMALE: f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{_SIZE}" fill="{fill}"/>',
        Sex.UNKNOWN: f'<path d="M{x:.0f} {y - _SIZE - 3:.0f} l{_SIZE + 3} {_SIZE + 3} l-{_SIZE + 3} {_SIZE + 3} '
        f'l-{_SIZE + 3} -{_SIZE + 3} z" fill="{fill}"/>',
    }[sex]
    style = 'text-anchor="middle" font-family="Noto Sans" stroke="none" font-size='
    mark = f'<text x="{x:.0f}" y="{y + 6:.0f}" {style}"16" font-weight="bold">?</text>' if is_member else ""
    texts = [
        f'<text x="{x:.0f}" y="{y + _SIZE + 12 + 11 * row:.0f}" {style}"9.5">{escape(text)}</text>'
        for row, text in enumerate(below)
    ]
    return [shape, mark, *texts]


def _wrapped(text: str) -> list[str]:
    return wrap(text, _LONGEST, max_lines=_MOST_LINES, placeholder="…")
