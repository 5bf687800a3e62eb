"""Names as people write them. Six rooms, each with one window, its `__init__`; from the ground up:

| room | what it does |
|---|---|
| `writing` | scripts, tidying, the words of a line, what to warn a reader of |
| `transliteration` | Latin letters by the standards of states and libraries |
| `readings` | one phoneme spelling, whatever script and romanisation |
| `groups` | which names are forms of one: given names, patronymics, surnames |
| `lines` | a whole name in one line, mended by what is known of names |
| `similarity` | forms near a reading, errors allowed: compiled |

Not here: how much it proves that two names are alike (core.linkage). Invariant: a name is never refused for its
letters; what is odd about it is flagged, and kept as written.
"""
