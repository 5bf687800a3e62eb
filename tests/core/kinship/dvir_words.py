"""The words of dvir's workflow, said once more by plain loops over tables: what the conclusions are held against.

Only the words: ratios and answers come from the engines, which are held against other programs elsewhere.
"""

from __future__ import annotations

import itertools
import math

from repatria.core.kinship.family_weights import NOBODY, FamilyWeigher
from repatria.core.kinship.incident import may_be
from repatria.core.kinship.reduction import is_identifiable

LN10 = math.log(10)


class Workflow:
    """Nonidentifiable; excluded and undisputed in turn; families of one missing; of several; bodies that are left."""

    def __init__(self, incident, strong=4.0, weak=3.0, most=2):
        self.incident, self.strong, self.weak, self.most = incident, strong, weak, most
        self.names = [b.id for b in incident.bodies]
        self.family = {m: f for f in incident.families for m in f.missing}
        self.weighers = {f.name: FamilyWeigher(f, incident.bodies, incident.loci) for f in incident.families}
        self.plain = {
            f.name: FamilyWeigher(f, incident.bodies, incident.loci, without_mutation=True) for f in incident.families
        }
        self.am, self.pm, self.placed = {}, {}, {}
        self.open = {
            (b, m)
            for b, body in enumerate(incident.bodies)
            for m in incident.missing
            if may_be(body.sex, self.family[m].sex_of(m))
        }
        self.bodies = set(range(len(self.names)))
        self.missing = [m for m in incident.missing if is_identifiable(self.family[m], m)]
        self.am |= dict.fromkeys(set(incident.missing) - set(self.missing), "Nonidentifiable")
        self.open = {(b, m) for b, m in self.open if m in self.missing}

    def way(self, family, **more):
        held = {m: b for m, b in self.placed.items() if m in family.missing} | more
        return [held.get(m, NOBODY) for m in family.missing]

    def lr(self, b, m):
        import numpy as np

        f = self.family[m]
        with_it, without = self.weighers[f.name].weights(np.array([self.way(f, **{m: b}), self.way(f)]))
        return (with_it - without) / LN10

    def impossible(self, b, m):
        import numpy as np

        f = self.family[m]
        return int(self.plain[f.name].impossible_loci(np.array([self.way(f, **{m: b})]))[0])

    def run(self):
        first = True
        while self.exclude() or first:
            first = False
            if not self.fix():
                break
        left = {f.name: [m for m in f.missing if m in self.missing] for f in self.incident.families}
        table = {(b, m): self.lr(b, m) for b, m in self.open}
        for asked in left.values():
            if len(asked) == 1:
                column = [v for (b, m), v in table.items() if m == asked[0]]
                self.am[asked[0]] = self.word(column)
        for family in self.incident.families:
            if len(left[family.name]) > 1:
                self.several(family, left[family.name])
        for b in self.bodies:
            self.pm[self.names[b]] = self.word([v for (at, _), v in table.items() if at == b])
        return self.am, self.pm

    def word(self, ratios):
        high = sum(v >= self.weak - 1e-9 for v in ratios)
        if high:
            return "Disputed" if high > 1 else "Probable"
        return "Inconclusive" if max(ratios, default=-math.inf) >= -1e-9 else "No match"

    def exclude(self):
        before = set(self.open), set(self.bodies), list(self.missing)
        counts = {(b, m): self.impossible(b, m) for b, m in self.open}
        for b in sorted(self.bodies):
            if min((c for (at, _), c in counts.items() if at == b), default=math.inf) > self.most:
                self.pm[self.names[b]] = "Excluded"
                self.bodies.discard(b)
        for m in list(self.missing):
            if min((c for (_, at), c in counts.items() if at == m), default=math.inf) > self.most:
                self.am[m] = "Excluded"
                self.missing.remove(m)
        self.open = {
            (b, m) for (b, m), c in counts.items() if c <= self.most and b in self.bodies and m in self.missing
        }
        return before != (self.open, self.bodies, self.missing)

    def fix(self):
        changed = False
        while True:
            table = {(b, m): self.lr(b, m) for b, m in self.open}
            new = [
                (b, m)
                for (b, m), v in table.items()
                if v >= self.strong - 1e-9
                and all(v - other >= self.strong - 1e-9 for (b2, m2), other in table.items() if (b2 == b) != (m2 == m))
            ]
            if not new:
                break
            changed = True
            for b, m in new:
                self.placed[m] = b
                self.am[m] = self.pm[self.names[b]] = "Undisputed"
                self.bodies.discard(b)
                self.missing.remove(m)
            self.open = {(b, m) for b, m in self.open if b in self.bodies and m in self.missing}
        kept = {pair for pair in self.open if table[pair] > -math.inf}
        changed |= kept != self.open
        self.open = kept
        return changed

    def several(self, family, asked):
        import numpy as np

        options = [[NOBODY, *(b for b in sorted(self.bodies) if (b, m) in self.open)] for m in asked]
        answers = [a for a in itertools.product(*options) if len({*a} - {NOBODY}) == sum(b != NOBODY for b in a)]
        ways = np.array([self.way(family, **dict(zip(asked, a, strict=True))) for a in answers])
        logs = self.weighers[family.name].weights(ways) / LN10
        joint = sorted(((v, a) for v, a in zip(logs, answers, strict=True) if v > -math.inf), key=lambda one: -one[0])
        place = lambda a, b: asked[a.index(b)] if b in a else "*"  # noqa: E731
        vics = sorted({b for _, a in joint for b in a} - {NOBODY})
        found = set()
        for b in vics:
            for m in asked:
                w = [v for v, a in joint if place(a, b) == m]
                o = [v for v, a in joint if place(a, b) != m]
                if w and o and w[0] - o[0] >= self.strong - 1e-9:
                    self.am[m] = self.pm[self.names[b]] = "Match (GLR)"
                    found.add(b)
        rest = [b for b in vics if b not in found]
        if len(joint) > 2:
            one, two = joint[0][1], joint[1][1]
            turned = [b for b in rest if place(one, b) != place(two, b)]
            sides = [{place(a, b) for b in turned} for a in (one, two)]
            if "*" not in sides[0] | sides[1] and (len(turned) == 1 or (len(turned) == 2 and sides[0] == sides[1])):
                group = sides[0] | sides[1]
                out = [v for v, a in joint if not all(place(a, b) in group for b in turned)]
                if out and joint[0][0] - out[0] >= self.strong - 1e-9:
                    self.am |= dict.fromkeys(group, "Symmetric match")
                    self.pm |= dict.fromkeys((self.names[b] for b in turned), "Symmetric match")
                    found |= set(turned)
        for m in asked:
            self.am.setdefault(m, "Inconclusive")
        self.bodies -= found
