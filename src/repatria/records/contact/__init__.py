"""Messages between him and his family: left or written, looked at once a State, carried, handed over, answered.

Provisions: GC III art. 69, 71, 76, 77; house rule 6.9; practice rules 4, 6, 7, 8, 12.
Invariants: a State looks at a message once; her words reach him only after his yes to her; what she reads of them moves
in rounds alone, and stands still until a letter told her and while nothing may be told; the camp opens nothing before
the look.
"""
