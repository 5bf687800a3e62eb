"""Nights of arrivals: enrolled devices, shifts with their head counts, and the lines that came from the field.

Provisions: GC III art. 122(1)-(4); GC I art. 16; practice rules 13, 16. Invariant: every line that lies in the mailbox
is held by one act here: it made a person of the register, it stands as a clash with another line's card, or it was
refused with its reason. A device learns one word a line, never a name. The register knows nothing of devices.
"""
