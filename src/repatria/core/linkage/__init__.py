"""Finding one person by a name written down wrongly, with a match weight in bits and its reasons, field by field.

Lives here: the index, comparison levels, weights, probability, explanation. Not here: judging; a candidate is never a
link. The public names are in `index` (LinkageIndex), `rows` (what goes in and comes out) and `explain`.
"""
