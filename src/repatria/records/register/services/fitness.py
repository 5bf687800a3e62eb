"""Recording a doctor's word on whether he may travel."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.custody import CustodyState, is_held
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.services import record, service
from repatria.records.register.acts import FitnessRecorded, FitnessWords
from repatria.records.register.errors import NotHeldError
from repatria.records.register.services.custody import custody_row


@service
def record_fitness(
    acting: Acting, *, person_id: str, is_fit: bool, examined_at: datetime, words: str = ""
) -> str:  # fmt: skip
    """Records that a doctor examined him, and whether he is fit to travel.

    Source:   GC III art. 109; law-and-practice section 6.1.
    Given:    the account is the doctor's own: nobody attests another's examination. `words` lie under his health key.
    Returns:  the number of the entry.
    Raises:   RoleForbidsError for anybody but a doctor; UnknownPersonError; NotHeldError; NotYetError.
    Leaf:     register.fitness_recorded
    """
    require(acting, "register.record_fitness")
    refuse_statements({"words": words}, besides=OWN_WORDS)
    check_happened(examined_at, acting.at, "examined_at")  # a word for a day to come would hold once it has come
    row = custody_row(person_id)
    if not is_held(CustodyState(row.custody_state or "")):
        raise NotHeldError("nobody holds this person here", provision="GC III 109")
    fitness_id = record_number("Y", acting.randomness(7))
    record(
        FitnessRecorded(
            fitness_id=fitness_id, person_id=row.pk, is_fit=is_fit, examined_at=instant_text(examined_at),
            doctor=acting.account_id, words=FitnessWords(note=words) if words else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return fitness_id
