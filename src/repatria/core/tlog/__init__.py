"""The Merkle tree of the log, its proofs, and signed checkpoints (RFC 6962, RFC 9162, C2SP).

Wire formats are used as they are published, so that any third-party witness or monitor can watch our log.
Needs no database: a neutral body verifies with this room alone.
"""
