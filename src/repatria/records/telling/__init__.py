"""Telling of a death: cases, trained visitors, visits, wishes asked of all, the paper that she keeps, follow-up.

Provisions: GC III art. 120, 122(3); house rule 4.5; practice rules 3, 4, 6, 23, 24.
Invariants: nobody is told of a death but by a visit that stands here, or by what two allowed in its place; who stands
nearer is told first; whoever is withheld from is told never; a paper is printed after the visit alone.
"""
