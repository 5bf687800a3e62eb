"""Which clocks run, since when, until when, by which provision, and who owes what they wait for.

Provisions: those of core.law.clocks, of which every row is a clock. Invariants: a clock is started and ended by what
an act says and by nothing else; the same acts give the same clocks, however often and in whatever pieces they are read;
an alarm is raised once for each clock, and never for one that was satisfied before it was raised.
"""
