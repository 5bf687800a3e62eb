"""What was said to whom: statutory notices, letters to families, rounds, paper codes.

Provisions: GC III art. 122(3)-(5), (8), 123; GC IV art. 137. A notice of a prisoner of war to the Central Tracing
Agency can be withheld by nobody here. Invariants: no letter tells anything without the index of a decision in the
ledger; every enquirer's letter appears in a round that replaces every blob, changed or not.
"""
