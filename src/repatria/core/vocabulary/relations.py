"""What an enquirer may be to the one she seeks: the same words at every door."""

from __future__ import annotations

RELATIONS = ("mother", "father", "wife", "husband", "child", "sister", "grandparent", "other")
"""Words of the act of receiving. "wife" and "husband" include partners, "sister" brothers."""

MEETING = ("yes", "named", "no")
"""Whether she would come if a meeting were possible: she, somebody she names, nobody. It touches no release."""

LOST_WORDS = ("call_back", "in_person", "never")
"""How she may be given new words when hers are lost; the words of the act of receiving."""
