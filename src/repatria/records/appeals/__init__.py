"""The public appeal to relatives: what it says, on which ground, who approved it, and that it was withdrawn.

Duty:       to tell families that they may ask, while a ground for hand-overs is on (practice rules 1, 18).
Invariants: it ships switched off; nothing is published without a ground that is on, a copy with the delegate, the head
            and the legal adviser; it invites nobody, counts nobody, names nobody; a withdrawal is as visible.
"""
