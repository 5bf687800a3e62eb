"""How those who are held live: what was given to them, who examined them, who visited, what they complain of, who
speaks for them.

Provisions: GC III 20, 26, 27, 31, 78-81, 122(6), 126.
Invariants: an entry that falls short is kept and ends no clock; a complaint is read by nobody of a camp; a
representative's own count stands beside the roll and changes nothing in it; no answer of a family, and none of a
prisoner to one, goes through him.
"""
