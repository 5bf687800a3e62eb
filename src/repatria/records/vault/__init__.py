"""Keys, sealed cells and blobs: a mechanism, without acts.

Duty: nobody who holds the disk alone reads a person (GC III art. 13; spec: protection T13, V6).
Invariant: a cell opens only under its subject's key and only in the table, column and row it was sealed for.
Keys are per purpose and, below the purpose, per subject; the purpose keys live outside the database.
"""
