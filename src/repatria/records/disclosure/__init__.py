"""May this be said to her, now: the only source of a decision to tell.

Provisions: GC III art. 13, 122(7); GC IV art. 137(2) by analogy for withholding; practice rules 3-6, 8.
Invariants: nothing positive is said without a confirmed link, a verified level, his valid decision and two approvals
at that time; refused by him and nothing held give the same letter; death is never told by a screen.
"""
