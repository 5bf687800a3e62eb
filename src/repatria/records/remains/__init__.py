"""The dead in the field: places, recoveries, items under codes, what was found on them, photographs.

Provisions: GC I art. 16-17; GC III art. 120, 122(9); practice rules 25, 28; house rule 6.3.
Invariants: a code is given once, in the order of its place and team, and never again, to whatever it was given; nothing
stands without the recovery that brought it up; where the dead lie, who was there and what was found is sealed; no face
is shown but on a deliberate press that leaves a leaf.
"""
