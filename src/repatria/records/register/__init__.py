"""What the bureau KNOWS: protected persons, particulars with sources, custody, contact decisions.

Provisions: GC I art. 16, GC III art. 17, 122-123, GC IV art. 136-138.
Invariants: every live registered prisoner has exactly one custody holder; a person is never deleted; a declined
particular is a normal value; a new source contradicts and never overwrites. This room knows no enquiry.
"""
