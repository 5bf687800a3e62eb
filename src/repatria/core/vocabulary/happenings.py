"""What an act says to whoever counts time: that something happened, to whom, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that an act says to have happened.

    Given:    `word` is the act's kind, with a further word after a colon where the kind alone says too little
              ("register.custody_recorded:arrived"); `subject` a record's number, never a name; `matter` tells several
              things about one subject apart, and None speaks of all of them; `event` is the number by which a later
              act may annul this one; `due_at` stands where the act itself holds when something is due; `lies_with`
              names the camp or the recipient with whom it then lies.
    Units:    UTC.
    """

    word: str
    subject: str
    at: datetime
    matter: str | None = ""
    event: str = ""
    annuls: str = ""
    due_at: datetime | None = None
    lies_with: str = ""
