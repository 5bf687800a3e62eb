"""Certificates of death, certified lists of the dead, lists of graves, and where each of them went.

Provisions: GC III art. 120, Annex IV D; GC I art. 16, 17; practice rule 25.
Invariants: a certificate says what acts of the house hold, or what somebody attested by name, or leaves a line to be
filled by hand; it is signed by a doctor and one more; what was signed is replaced by another and never overwritten; a
list is certified by another than who drew it up, and nothing goes out before.
"""
