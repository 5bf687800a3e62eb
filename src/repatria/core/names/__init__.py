"""Names as people write them: scripts, tidying, one phoneme spelling for all, given-name groups, romanisation.

Lives here: what a name is made of and when two spellings may be one name. Not here: how much that proves
(core.linkage). Invariant: a name is never refused for its letters; what is odd about it is flagged, and kept as
written.
"""
