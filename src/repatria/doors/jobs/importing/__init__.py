"""Bringing real lists in: one act a row, every row accepted or rejected with line and reason, nothing lost.

Lists whose men are in nobody's custody here assert only, with their source; registers of captives register them.
A reader (encoding, csv_rows, xlsx_rows) hands rows to a translator that knows one profile; running records them.

The readers need no store and no Django; `running` does, so nothing is imported here.
"""
