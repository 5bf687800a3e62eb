"""What an enquirer may be to the one she seeks: the same words at every door."""

from __future__ import annotations

RELATIONS = ("mother", "father", "wife", "husband", "child", "sister", "grandparent", "other")
"""Words of the act of receiving. "wife" and "husband" include partners, "sister" brothers."""

MEETING = ("yes", "named", "no")
"""Whether she would come if a meeting were possible: she, somebody she names, nobody. It touches no release."""

LOST_WORDS = ("call_back", "in_person", "never")
"""How she may be given new words when hers are lost; the words of the act of receiving."""

ERASURE, REACH = "erasure", "reach"
LATER = (REACH, "correction", "more", "withdrawal", ERASURE, "complaint", "own_data")
"""What she may say later with number and words: how to reach her now, that something is wrong, more about him, that she
withdraws, that what she said be erased, what was wrong with us, what we hold about her."""

LATER_ALONE = ("withdrawal", ERASURE, "own_data")
"""What is said by being chosen; the others need her words."""
