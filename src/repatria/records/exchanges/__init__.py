"""Lists from talks between the Parties: agreements, versions of lists, each line's state, who is kept back, who came.

Provisions: GC III art. 13, 109, 115, 118-119; practice rules 4, 18; house rule 6.7.
Invariants: nobody whom this Party holds stands verified who was not asked or, where he cannot be asked, for whom a
doctor and the head did not decide; no line is dropped without an act that says why; no name goes out but by an act of
three persons that names its recipients and holds the digest of what went; a no of his goes nowhere.
"""
