"""The places that may hold somebody, how they are written, and which card pads were given to each.

Provisions: GC III 122 (where he is held), GC III 23 (places of internment are known), practice rules 14 to 16.
Invariants: a code is never given twice; two open places never have one key; a place that holds somebody, or is to get
somebody back, stands open; a card's number belongs to one pad. What is told of places names nobody.
"""
