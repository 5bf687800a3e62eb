"""A pedigree as a picture: squares for men, circles for women, diamonds where the sex is not recorded.

Typed persons are filled, whoever is asked about bears a question mark; a line joins a couple, from its middle one goes
down to each child. Generations stand in rows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from html import escape

from repatria.core.kinship.pedigree import Pedigree, Sex

_WIDE, _HIGH, _SIZE, _EDGE = 125, 100, 15, 65
_LONGEST = 23


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
    width, height = 2 * _EDGE + _WIDE * (widest - 1), 70 + _HIGH * max(ordered)
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" stroke="#000">']
    for person in pedigree.persons:
        parents = [place[p] for p in (person.father, person.mother) if p]
        if not parents:
            continue
        x, y = place[person.id]
        middle = sum(p[0] for p in parents) / len(parents)
        level = max(p[1] for p in parents)
        lines += [f'<line x1="{px:.0f}" y1="{py:.0f}" x2="{middle:.0f}" y2="{level:.0f}"/>' for px, py in parents]
        bend = y - _HIGH * 0.45
        path = f"M{middle:.0f} {level:.0f} V{bend:.0f} H{x:.0f} V{y:.0f}"
        lines.append(f'<path d="{path}" fill="none"/>')
    for person in pedigree.persons:
        below = [text for text in (name.get(person.id), kinship.get(person.id)) if text]
        lines += _sign(below, person.sex, place[person.id], person.id in typed, person.id in members)
    return "".join([*lines, "</svg>"])


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
        f'<text x="{x:.0f}" y="{y + _SIZE + 12 + 11 * row:.0f}" {style}"9.5">{escape(_short(text))}</text>'
        for row, text in enumerate(below)
    ]
    return [shape, mark, *texts]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
