"""Work on plain files: the sciences for whoever has files and no store.

`linking` and `kinship` are commands of their own (`repatria link`, `repatria kinship`). Nothing here opens a store,
wakes Django or asks another door; of the house they know core alone.
"""
