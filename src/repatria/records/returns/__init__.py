"""The dead come home: requests to a neutral intermediary, batches between the Parties, release to the family.

Provisions: GC I art. 16-17; GC III art. 120; practice rules 24, 28; house rules 6.3, 6.7, 6.11.
Invariants: nothing stands on two open batches; two counts stand side by side and neither is written over; no batch is
closed over an open difference; nothing leaves before its label was read again on body, bag and paper.
"""
