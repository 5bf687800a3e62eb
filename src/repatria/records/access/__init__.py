"""Who may act and read: accounts, roles, the role table, the two-person rule, reading acts.

Duty: a role is granted by two persons and can be taken at once (spec: C01, C03); reading leaves a leaf (C24).
Invariant: the role table is the only source of permission; no administrator reads a person.
"""
