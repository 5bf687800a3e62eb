"""Families that compete for bodies far and wide: messages between families and bodies, and knots answered exactly.

A family tells each of its bodies the odds that it uses it, whatever the body's other families say; a body tells each
family how likely it is left over by the others; again and again until nothing changes. That is exact where families
and bodies close no circle. Ways that can be of some weight tie families and bodies to knots; a knot that holds a circle
is swept exactly, given what is said outside. What circles of lighter ways could change is stated, from the posteriors
that these ways have.

Source:   sum-product on a factor graph (Kschischang, Frey and Loeliger 2001), with clusters (Yedidia and others 2005).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]
from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

from repatria.core.kinship.draws import Uniform, draw
from repatria.core.kinship.family_weights import NOBODY
from repatria.core.kinship.sweep import ordered, sweep
from repatria.core.kinship.ways import FamilyWays, Logs

Whole = NDArray[np.int64]
CUTS = (0.003, 0.01, 0.03, 0.1, 0.3)
"""Posteriors that a light way cannot reach, tried one after another until every knot with a circle can be swept."""
_MOST_FAMILIES = 300
"""Of a knot with a circle; a larger one is not tried before the cut is raised."""
_ROUNDS, _STILL, _DAMPED_FROM = 200, 1e-9, 60
_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Settled:
    """What the families of a group say together: the posteriors of each one's ways, and by how much they may be off."""

    posterior: list[Logs]
    error: float


def settle(families: Sequence[FamilyWays], chance: Uniform) -> Settled:
    """Joins families under the rule that a body is used once, where an exact sum would keep too many states.

    Given:    each family has a way that uses no body; `chance` is used where a knot cannot be swept at any cut.
    """
    net = _Net.of(families)
    messages = net.converged()
    posterior = net.posterior(messages)
    share = net.share(posterior)
    errors = np.full(len(families), messages.moved)
    for cut in CUTS:
        knots = _Knots.of(net, cut)
        if knots.largest_circle() <= _MOST_FAMILIES or cut == CUTS[-1]:
            swept = list(knots.swept(messages, chance if cut == CUTS[-1] else None))
            if all(one is not None for one in swept):
                break
    errors += knots.circles(share)
    parts = net.parts(posterior)
    for one in swept:
        if one is None:
            continue
        for i, exact, slack in zip(one.families, one.posterior, one.slack, strict=True):
            errors[i] += slack
            # who is loosely tied to this knot was told something that is off by this
            off = float(np.abs(exact - parts[i]).max())
            errors += off * knots.tied_to(one.number, share)
            parts[i] = exact
    # what is off in one knot is told to its neighbours: the largest error of the group is stated for all of it
    return Settled(parts, min(float(errors.max()), 1.0))


@dataclass(frozen=True, slots=True)
class _Messages:
    """Of each link: how likely its body is left over by its other families, and the family's odds of using it."""

    left_over: Logs
    odds: Logs
    moved: float


@dataclass(frozen=True, slots=True)
class _Net:
    """The ways of all families in one list, and the links between families and bodies that they use.

    Given:    `links` has a row a way: the links of its bodies, or NOBODY.
    """

    families: Sequence[FamilyWays]
    family: Whole
    weight: Logs
    links: Whole
    begin: Whole
    link_family: Whole
    link_body: Whole
    bodies: int

    @classmethod
    def of(cls, families: Sequence[FamilyWays]) -> _Net:
        sizes = np.array([len(f.weights) for f in families])
        widest = max(f.ways.shape[1] for f in families)
        begin = np.concatenate(([0], np.cumsum(sizes)))
        held = np.full((int(begin[-1]), widest), NOBODY, np.int64)
        for width in range(1, widest + 1):
            alike = [i for i, f in enumerate(families) if f.ways.shape[1] == width]
            if alike:
                rows = np.concatenate([np.arange(begin[i], begin[i + 1]) for i in alike])
                held[rows[:, None], np.arange(width)] = np.concatenate([families[i].ways for i in alike])
        family = np.repeat(np.arange(len(families)), sizes)
        weight = np.concatenate([f.weights for f in families])
        highest = np.full(len(families), -np.inf)
        np.maximum.at(highest, family, weight)
        named, numbers = np.unique(held, return_inverse=True)
        nobody = int(named[0] == NOBODY)
        numbers, count = numbers.reshape(held.shape) - nobody, len(named) - nobody
        keys, links = np.unique(np.where(held == NOBODY, -1, family[:, None] * count + numbers), return_inverse=True)
        links = links.reshape(held.shape) - int(keys[0] == -1)
        keys = keys[keys >= 0]
        links = np.where(held == NOBODY, NOBODY, links)
        return cls(families, family, weight - highest[family], links, begin, keys // count, keys % count, count)

    def values(self, left_over: Logs) -> Logs:
        """The weight of each way, given how likely its bodies are left over."""
        padded = np.append(left_over, 1.0)  # NOBODY is the last place
        found: Logs = np.exp(self.weight) * padded[self.links].prod(axis=1)
        return found

    def using(self, values: Logs) -> Logs:
        """The sum of the ways that use each link."""
        total: Logs = np.zeros(len(self.link_family))
        for column in self.links.T:
            np.add.at(total, column[column != NOBODY], values[column != NOBODY])
        return total

    def converged(self) -> _Messages:
        """Passes messages until they stay."""
        left_over, moved = np.ones(len(self.link_family)), math.inf
        odds = np.zeros(len(left_over))
        for turn in range(_ROUNDS):
            values = self.values(left_over)
            whole = np.bincount(self.family, values, minlength=len(self.families))[self.link_family]
            with_it = self.using(values)
            odds = with_it / left_over / np.maximum(whole - with_it, _TINY + whole * 1e-16)
            new = 1 / (1 + _others(odds, self.link_body, self.bodies))
            new = np.maximum(new, _TINY)
            moved = float(np.abs(new - left_over).max(initial=0.0))
            left_over = (new + left_over) / 2 if turn > _DAMPED_FROM else new
            if moved < _STILL:
                break
        return _Messages(left_over, odds, moved)

    def posterior(self, messages: _Messages) -> Logs:
        values = self.values(messages.left_over)
        whole = np.bincount(self.family, values, minlength=len(self.families))
        found: Logs = values / whole[self.family]
        return found

    def share(self, posterior: Logs) -> Logs:
        """The posterior that a link is used."""
        return self.using(posterior)

    def parts(self, of_ways: Logs) -> list[Logs]:
        return np.split(of_ways, self.begin[1:-1])


def _others(values: Logs, group: Whole, count: int) -> Logs:
    """For each value the sum of the others of its group; the largest is left out by name, not taken away again."""
    highest = np.zeros(count)
    np.maximum.at(highest, group, values)
    is_top = np.zeros(len(values), np.bool_)
    top = np.flatnonzero(values == highest[group])
    _, first = np.unique(group[top], return_index=True)
    is_top[top[first]] = True
    without_top = np.bincount(group, np.where(is_top, 0.0, values), minlength=count).astype(float)
    found: Logs = without_top[group] + np.where(is_top, 0.0, highest[group] - values)
    return np.maximum(found, 0.0)


@dataclass(frozen=True, slots=True)
class _Swept:
    number: int
    families: list[int]
    posterior: list[Logs]
    slack: list[float]


@dataclass(frozen=True, slots=True)
class _Knots:
    """Families and bodies that ways of some weight tie together.

    Given:    `label` names the knot of each family, then of each body; `is_light` the links that no such way uses.
    """

    net: _Net
    label: Whole
    is_light: NDArray[np.bool_]
    with_circle: dict[int, list[int]]

    @classmethod
    def of(cls, net: _Net, cut: float) -> _Knots:
        size = len(net.families)
        empty = np.full(size, -np.inf)
        is_empty = (net.links == NOBODY).all(axis=1)
        empty[net.family[is_empty]] = net.weight[is_empty]
        # a way's posterior is at most its odds against the empty way, since its bodies could as well be nobody's
        is_heavy = net.weight - empty[net.family] >= math.log(cut)
        heavy = np.zeros(len(net.link_family), np.bool_)
        held = net.links[is_heavy]
        heavy[held[held != NOBODY]] = True
        nodes = size + net.bodies
        ends = net.link_family[heavy], size + net.link_body[heavy]
        graph = sparse.coo_array((np.ones(int(heavy.sum())), ends), shape=(nodes, nodes))
        _, label = connected_components(graph, directed=False)
        label = label.astype(np.int64)
        # a light link inside one knot belongs to it: it may close a circle there
        is_light = label[net.link_family] != label[size + net.link_body]
        links = np.bincount(label[net.link_family[~is_light]], minlength=nodes)
        has_circle = links >= np.bincount(label, minlength=nodes)
        found: dict[int, list[int]] = {}
        for family in np.flatnonzero(has_circle[label[:size]]).tolist():
            found.setdefault(int(label[family]), []).append(family)
        return cls(net, label, is_light, found)

    def largest_circle(self) -> int:
        return max(map(len, self.with_circle.values()), default=0)

    def swept(self, messages: _Messages, chance: Uniform | None) -> Iterator[_Swept | None]:
        """Answers each knot with a circle, given the messages from outside; nothing for one that cannot be swept."""
        net = self.net
        outside = np.where(self.is_light, messages.odds, 0.0)
        taken = np.bincount(net.link_body, outside, minlength=net.bodies)
        for number, group in self.with_circle.items():
            ways = []
            for i in group:
                given, rows = net.families[i], slice(net.begin[i], net.begin[i + 1])
                links = net.links[rows]
                padded_light = np.append(self.is_light, False)
                is_out = padded_light[links]
                # a body outside counts by how likely it is left over, one inside by how often outside takes it
                said = np.where(is_out, np.log(np.append(messages.left_over, 1.0))[links], 0.0)
                burden = np.append(-np.log1p(taken[net.link_body]), 0.0)[links]
                weight = net.weight[rows] + np.where(is_out, said, burden).sum(axis=1)
                inside = np.where(is_out | (links == NOBODY), NOBODY, np.append(net.link_body, NOBODY)[links])
                ways.append(FamilyWays(given.name, given.members, inside, weight))
            at = ordered(ways)
            found = sweep([ways[k] for k in at])
            slack = 0.0
            if found is None:
                if chance is None:
                    yield None
                    continue
                shares, _, slack, _ = draw([ways[k] for k in at], chance)
            else:
                shares = found[0]
            back = np.argsort(at)
            yield _Swept(number, group, [shares[k] for k in back], [slack] * len(group))

    def tied_to(self, number: int, share: Logs) -> Logs:
        """How much of each family's posterior lies with bodies of a knot that it does not belong to."""
        net, size = self.net, len(self.net.families)
        is_tied = self.is_light & (self.label[size + net.link_body] == number)
        found: Logs = np.bincount(net.link_family[is_tied], share[is_tied], minlength=size).astype(float)
        return found

    def circles(self, share: Logs) -> Logs:
        """What circles of light links could change: two between the same knots, and three knots in a ring."""
        net, size = self.net, len(self.net.families)
        light = np.flatnonzero(self.is_light)
        one, other = self.label[net.link_family[light]], self.label[size + net.link_body[light]]
        low, high, weight = np.minimum(one, other), np.maximum(one, other), share[light]
        shape = (len(self.label), len(self.label))
        sums = sparse.coo_array((weight, (low, high)), shape=shape).tocsr()
        squares = sparse.coo_array((weight**2, (low, high)), shape=shape).tocsr()
        twice = sums.multiply(sums) - squares
        ties = sums + sums.T
        of_knot = np.asarray(twice.sum(axis=1)).ravel() + np.asarray(twice.sum(axis=0)).ravel()
        of_knot += np.asarray((ties @ ties).multiply(ties).sum(axis=1)).ravel()
        of_knot = np.maximum(of_knot, 0.0)
        # a light link carries what is uncertain in its body's knot over to its family
        carried = np.bincount(net.link_family[light], of_knot[other] * weight, minlength=size)
        found: Logs = of_knot[self.label[:size]] + carried
        return found
