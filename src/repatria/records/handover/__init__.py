"""The hand-over of a living person to next of kin: guards, steps, signatures, the two who are asked again alone.

Provisions: GC III art. 21, 109-110, 117-119; practice rules 18-22.
Invariants: it ships switched off; either of the two may stop at any time before the signatures without a reason;
an authority must give name, reason and provision; release never depends on somebody's coming.
"""
