"""Finding one person by a name written down wrongly, with a match weight in bits and its reasons, field by field.

`rows` says what goes in and what comes out, `prior` how many enquiries are about somebody registered; eight rooms do
the work, each with one window, its `__init__`:

| room | what it does |
|---|---|
| `comparison` | comparison levels, m and u, what agreement is worth in bits; learning m |
| `forms` | the words of a name and the forms of a register: roles, groups, places, term frequency |
| `candidates` | who is looked at (blocking), and what each weighs: compiled |
| `chances` | from bits to a calibrated probability, nobody registered included |
| `index` | the register in memory: build, find, add, remove, keep. Begin here |
| `explanation` | a candidate in words and as a waterfall, in three languages |
| `evaluation` | recall, calibration, false ones at a threshold, with plots |
| `duplicates` | records of one list that may be about one person, in groups for review |

Not here: judging. A candidate is never a link.
"""
