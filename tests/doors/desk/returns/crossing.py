"""Batches of the dead, told at the desk."""

from __future__ import annotations

from tests.doors.desk.bureau import Bureau
from tests.records.returns.crossing import Crossing


class AtTheDesk(Crossing, Bureau):
    """A crossing whose staff have browsers."""

    __init__, by, number = Bureau.__init__, Bureau.by, Bureau.number
