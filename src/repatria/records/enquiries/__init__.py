"""What families ASK: the enquirer, the person she seeks, her proofs of kinship.

Provisions: GC III art. 122(7), GC IV art. 137, AP I art. 32-33.
Invariants: an enquiry never expires silently; nobody but those who need it reads an enquirer; nothing here tells
whether anybody is held. This room knows no register.
"""
