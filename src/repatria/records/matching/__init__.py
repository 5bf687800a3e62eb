"""Candidate pairs with explained weight, judgements by two reviewers blind to each other, confirmed links.

Provisions: GC III art. 122(7); the field's practice of clerical review (Fellegi and Sunter 1969).
Invariants: a score is not a judgement and a judgement is not a link; the same person never judges a pair twice;
nobody is asked for anything because of a candidate.
"""
