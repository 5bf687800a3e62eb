"""What a service of the house could not draw from an act, why, and how it ended: nothing stands still because of one.

Provisions: GC III art. 122(3) and practice rule 15 by what hangs on it: what is due stays owed until it is done.
Invariants: what was set aside is drawn once or decided by two persons, and never forgotten; a broken proof and a silent
store are never set aside; no word that somebody said stands here, record numbers and codes only.
"""
