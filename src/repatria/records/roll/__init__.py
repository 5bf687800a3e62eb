"""The daily roll, who saw whom, and the draw: nobody who is held is quiet unnoticed, and no count is lost.

Provisions: practice rules 14-15; law-and-practice section 8, invariant 1.
Invariants: held at the last roll + in - out = held now, read from acts of custody and never ticked; a roll always goes
in, with its difference as an open item that only an act explains; a sighting is of one man; a draw is made by a root of
the log that nobody knew when it was ordered, once.
"""
