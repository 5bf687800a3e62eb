"""What a letterbox says that is no letter to one family."""

from __future__ import annotations

import tomllib
from functools import cache

from repatria.core.vocabulary.tables import read_table
from repatria.core.vocabulary.texts import Texts, gathered


@cache
def box_words() -> Texts:
    """What a box says that is no letter to one family."""
    return gathered([("box_words", tomllib.loads(read_table("repatria.doors.jobs", "box_words.toml")))])
