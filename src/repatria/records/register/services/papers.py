"""Recording papers about a man: proceedings and their notice, a treatment certificate, the statement of his account."""

from __future__ import annotations

from datetime import date, datetime

from repatria.core.law.custody_facts import HisPaper, PaperFacts
from repatria.core.law.papers_of_his import check_paper
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.services import record, service
from repatria.records.register.acts import FitnessWords, PaperRecorded
from repatria.records.register.errors import OwnActError
from repatria.records.register.joined import leading
from repatria.records.register.services.custody import custody_row

PROCEEDINGS, TREATMENT, ACCOUNT = (
    "register.record_proceedings", "register.record_treatment", "register.record_account",
)  # fmt: skip


def record_paper(
    acting: Acting, person_id: str, paper: HisPaper, happened_at: datetime, facts: PaperFacts, *,
    trial_on: date | None = None, words: str = "",
) -> int:  # fmt: skip
    """What every paper's service does once it asked who may."""
    check_happened(happened_at, acting.at)
    check_paper(paper, facts)
    refuse_statements({"by": facts.by, "reference": facts.reference, "agency_reference": facts.agency_reference})
    refuse_statements({"words": words}, besides=OWN_WORDS)
    row = leading(custody_row(person_id))
    return record(
        PaperRecorded(
            person_id=row.pk, paper=paper, at=instant_text(happened_at), by=facts.by.strip(),
            reference=facts.reference.strip(), agency_reference=facts.agency_reference.strip(),
            trial_on=trial_on.isoformat() if trial_on else "",
            words=FitnessWords(note=words) if words else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def record_proceedings(
    acting: Acting, *, person_id: str, step: HisPaper, happened_at: datetime, court: str, reference: str,
    trial_on: date | None = None,
) -> int:  # fmt: skip
    """Records that proceedings against him were opened, notified, or ended; three weeks before the trial is the term.

    Source:   GC III art. 104.
    Given:    `step` of the three of proceedings; of those that are opened the day of the trial.
    Returns:  the index of the act.
    Raises:   OwnActError for another paper; UnstatedParticularsError; NotHeldError; NotYetError.
    Leaf:     register.paper_recorded
    Not:      the charge: it stands in the court's paper, and nowhere here.
    """
    require(acting, PROCEEDINGS)
    if step in (HisPaper.TREATMENT, HisPaper.ACCOUNT, HisPaper.INTERNMENT_REVIEWED):
        raise OwnActError(f"{step} has an act of its own", provision="house rule 6.1")
    is_opened = step is HisPaper.PROCEEDINGS_OPENED
    facts = PaperFacts(by=court, reference=reference, has_trial_day=trial_on is not None)
    return record_paper(acting, person_id, step, happened_at, facts, trial_on=trial_on if is_opened else None)


@service
def record_treatment(
    acting: Acting, *, person_id: str, happened_at: datetime, reference: str, agency_reference: str, words: str = ""
) -> int:  # fmt: skip
    """Records that he was given a certificate of his illness or injury and of its treatment, as he had asked.

    Source:   GC III art. 30: a duplicate goes to the Agency.
    Given:    the account is the doctor's own; `words` lie under his health key.
    Returns:  the index of the act.
    Raises:   UnstatedParticularsError without the duplicate; RoleForbidsError; NotHeldError; NotYetError.
    Leaf:     register.paper_recorded
    """
    require(acting, TREATMENT)
    facts = PaperFacts(by=acting.account_id, reference=reference, agency_reference=agency_reference)
    return record_paper(acting, person_id, HisPaper.TREATMENT, happened_at, facts, words=words)


@service
def record_account(acting: Acting, *, person_id: str, happened_at: datetime, signed_by: str, reference: str) -> int:
    """Records that he was given the statement of his account, signed by an officer.

    Source:   GC III art. 66.
    Returns:  the index of the act.
    Raises:   UnstatedParticularsError; NotHeldError; NotYetError.
    Leaf:     register.paper_recorded
    Not:      the sums: they stand on the statement.
    """
    require(acting, ACCOUNT)
    return record_paper(acting, person_id, HisPaper.ACCOUNT, happened_at, PaperFacts(by=signed_by, reference=reference))
