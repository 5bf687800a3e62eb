"""Calls: who is rung back and when, what is read to her by telephone, how lost words are made good, who rings whom.

Provisions: practice rules 4-7, 27; GC III art. 122(7).
Invariants: nothing here looks up anybody who is held; a wrong code and no letter are one answer; nobody here hears the
new words; a row of her receipt serves once; nothing that was told is read to her while an embargo stands.
"""
