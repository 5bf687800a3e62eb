"""Tables as people send them: separated text and workbooks, in any encoding, with what is broken in them named.

Nothing here knows what a table is about. Import, `repatria link` and `repatria kinship` read through it.
"""
