"""Bringing real lists in: one act a row, every row accepted or rejected with line and reason, nothing lost.

Lists whose men are in nobody's custody here assert only, with their source; registers of captives register them.
A reader (encoding, csv_rows, xlsx_rows) hands rows to a translator that knows one profile; running records them.
"""

from repatria.doors.jobs.importing.report import ImportReport, report_text
from repatria.doors.jobs.importing.running import run_import

__all__ = ["ImportReport", "report_text", "run_import"]
