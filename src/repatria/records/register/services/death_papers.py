"""After a death in custody: his testament, and the report of the enquiry into it, go on with a receipt."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.death_papers import (
    DeathPaper,
    DeathPaperFacts,
    DeathPaperStep,
    PaperGoesTo,
    check_death_paper,
)
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import is_there
from repatria.records.ledger.services import record, service
from repatria.records.register.death_paper_acts import DeathPaperMoved, DeathPaperWords
from repatria.records.register.joined import numbers_of
from repatria.records.register.models import DeathWord
from repatria.records.register.selectors.death_papers import last_step
from repatria.records.register.services.death import dead_row

MOVE_PAPER = "register.move_death_paper"


@service
def move_death_paper(
    acting: Acting, *, person_id: str, paper: DeathPaper, step: DeathPaperStep, happened_at: datetime, said: str = "",
    cause: DeathCause | None = None, to: PaperGoesTo | None = None, office: str = "", reference: str = "",
    copy_reference: str = "",
) -> int:  # fmt: skip
    """Records that a testament, or the report of the enquiry into a death, is here, went on, or was receipted.

    Source:   GC III art. 120(1): a testament goes to the Protecting Power without delay, a certified copy to the
              Central Agency; art. 121: the report with the statements of witnesses goes to the Protecting Power.
    Given:    of what is here `said` (where it was found; what the enquiry found) and its reference, of a report the
              cause; of the sending `to`, `office`, the dispatch and, of a testament, the reference of the copy; of the
              receipt its reference. That no testament is known is said with where one looked.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; NotHeldError; NotDeadError; DeathPaperOrderError; OpenGuardError for a report of no
              enquiry; UnstatedParticularsError; InputError for a step before the one before it; NotYetError;
              StatementError.
    Leaf:     register.death_paper_moved
    Not:      the words of a testament: nobody here reads them.
    """
    require(acting, MOVE_PAPER)
    refuse_statements({"office": office, "reference": reference, "copy_reference": copy_reference})
    refuse_statements({"said": said}, besides=OWN_WORDS)
    check_happened(happened_at, acting.at)
    row = dead_row(person_id, "GC III 120" if paper is DeathPaper.TESTAMENT else "GC III 121")
    last, last_at = last_step(row.pk, paper)
    is_report_here = paper is DeathPaper.REPORT and step is DeathPaperStep.HERE
    is_sent, is_said = step is DeathPaperStep.SENT, step in (DeathPaperStep.HERE, DeathPaperStep.NONE_KNOWN)
    check_death_paper(step, DeathPaperFacts(
        paper=paper, last=last, has_cause=cause is not None, said=said, to=to, office=office, reference=reference,
        copy_reference=copy_reference,
        is_enquiry_opened=is_there(DeathWord, person_id=list(numbers_of(row.pk)), kind="enquiry"),
    ))  # fmt: skip
    if instant_text(happened_at) < last_at:
        raise InputError("the step before it was later", (("happened_at", "before_last_step"),))
    return record(
        DeathPaperMoved(
            person_id=row.pk, paper=paper, step=step, at=instant_text(happened_at),
            cause=cause if is_report_here else None, to=to if is_sent else None,
            office=office.strip() if is_sent else "", reference=reference.strip(),
            copy_reference=copy_reference.strip() if is_sent and paper is DeathPaper.TESTAMENT else "",
            words=DeathPaperWords(said=said.strip()) if is_said else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
