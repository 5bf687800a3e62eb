"""Who the dead are: relatives' samples and their profiles, what was compared, what two reviewers and the board said.

Provisions: practice rules 23, 24, 26; law and practice 2.2, 6.3.
Invariants: a relative's profile stands under a consent with scope and end, of families of the bureau's own Power alone;
it is destroyed with its key when the consent is withdrawn or over; no page and no paper says that a stated kinship does
not hold; no number of an engine names anybody: a name is an act of the board, signed by two, on a primary method.
"""
