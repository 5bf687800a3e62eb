"""The append-only log of acts: record, apply, replay, verify, checkpoints.

Duty: nobody who was ever registered can silently vanish. Acts are the truth, rows are a projection of them.
Invariants: indices run from 0 without a gap; nothing but `apply` writes a projected table; replay is exact.
Rooms register their acts and projectors in `AppConfig.ready()`, so that the ledger imports no room.
"""
