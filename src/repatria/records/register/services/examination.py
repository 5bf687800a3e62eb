"""Recording that a doctor saw him who came back from another service otherwise than he was taken."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.custody import CustodyState, is_held
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.services import record, service
from repatria.records.register.acts import FitnessWords, ReturnExamined
from repatria.records.register.errors import NotHeldError
from repatria.records.register.services.custody import custody_row

EXAMINE = "register.record_return_examined"


@service
def record_return_examined(acting: Acting, *, person_id: str, examined_at: datetime, words: str = "") -> int:
    """Records that a doctor saw a man after his return; what was found lies under his health key.

    Source:   practice rule 14.
    Given:    the account is the doctor's own: nobody attests another's examination.
    Returns:  the index of the act.
    Raises:   RoleForbidsError for anybody but a doctor; UnknownPersonError; NotHeldError; NotYetError.
    Leaf:     register.return_examined
    """
    require(acting, EXAMINE)
    refuse_statements({"words": words}, besides=OWN_WORDS)
    check_happened(examined_at, acting.at, "examined_at")
    row = custody_row(person_id)
    if not is_held(CustodyState(row.custody_state or "")):
        raise NotHeldError("nobody holds this person here", provision="practice rule 14")
    return record(
        ReturnExamined(
            person_id=person_id, examined_at=instant_text(examined_at),
            doctor=acting.account_id, words=FitnessWords(note=words) if words else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
