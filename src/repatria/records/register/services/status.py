"""Recording what he is and how he stands: his category, the facts about him, his rights read, his state of health."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from repatria.core.law.custody import CustodyState, is_held
from repatria.core.law.custody_facts import HisPaper, PaperFacts
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.law.status import CategoryFacts, check_category, check_interned, check_rights_read
from repatria.core.vocabulary.arrivals import Fact
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.papers import CardHealth
from repatria.core.vocabulary.particulars import Category
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.services import record, service
from repatria.records.register.acts import FitnessWords
from repatria.records.register.errors import NotHeldError
from repatria.records.register.joined import leading
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.scope import custody_in_scope
from repatria.records.register.services.custody import custody_row
from repatria.records.register.services.papers import record_paper
from repatria.records.register.status_acts import CategoryDecided, FactsRecorded, HealthGraded, RightsRead

CATEGORY, FACTS, REVIEW, RIGHTS, HEALTH = (
    "register.decide_category", "register.record_facts", "register.record_internment_review",
    "register.record_rights_read", "register.record_health_grade",
)  # fmt: skip


def _held(person_id: str, provision: str) -> ProtectedPerson:
    row = leading(custody_row(person_id))
    if not is_held(CustodyState(row.custody_state or "")):
        raise NotHeldError("nobody holds this person here", provision=provision)
    return row


@service
def decide_category(
    acting: Acting, *, person_id: str, category: Category, decided_at: datetime, members: str, reference: str,
    tribunal: str = "", was_he_heard: bool = False,
) -> int:  # fmt: skip
    """Records the decision on what a man is held as; until there is one he is protected as a prisoner of war.

    Source:   GC III art. 5; AP I art. 45.
    Given:    `members` are who decided, `reference` the written decision. What takes the protection of a prisoner of
              war from him is decided by a competent `tribunal` that heard him.
    Returns:  the index of the act.
    Raises:   CategoryStandsError; UnstatedParticularsError; OpenGuardError; UnknownPersonError; NotYetError;
              StatementError. Nothing is written then.
    Leaf:     register.category_decided
    Not:      the grounds: they stand in the decision.
    """
    require(acting, CATEGORY)
    refuse_statements({"tribunal": tribunal, "members": members, "reference": reference})
    check_happened(decided_at, acting.at, "decided_at")
    row = leading(custody_row(person_id))
    before = Category(row.category)
    facts = CategoryFacts(tribunal=tribunal, members=members, reference=reference, was_he_heard=was_he_heard)
    check_category(before, category, facts)
    return record(
        CategoryDecided(
            person_id=row.pk, category=category, previous=before, decided_at=instant_text(decided_at),
            tribunal=tribunal.strip(), members=members.strip(), reference=reference.strip(),
            was_he_heard=was_he_heard,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def record_facts(acting: Acting, *, person_id: str, facts: Collection[Fact], reference: str) -> int:
    """Records which facts hold of a person whatever the category: woman, minor, citizen of a third country.

    Source:   practice rule 13; GC III art. 14, 16; GC IV art. 38, 50, 76.
    Given:    `facts` are all that hold from now on; `reference` how it is known.
    Returns:  the index of the act.
    Raises:   InputError without a reference, or where nothing changes; UnknownPersonError; StatementError.
    Leaf:     register.facts_recorded
    """
    require(acting, FACTS)
    refuse_statements({"reference": reference})
    row = leading(custody_row(person_id))
    before, told = tuple(row.facts.split()), tuple(one for one in Fact if one in facts)
    faults = [] if reference.strip() else [("reference", "missing")]
    faults += [("facts", "same")] if before == told else []
    if faults:
        raise InputError("the facts stand so already, or nobody says how they are known", tuple(faults))
    return record(
        FactsRecorded(person_id=row.pk, facts=told, previous=before, reference=reference.strip()),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def record_internment_review(
    acting: Acting, *, person_id: str, happened_at: datetime, authority: str, reference: str
) -> int:  # fmt: skip
    """Records that a court or board looked again at a civilian's internment; twice a year is the term.

    Source:   GC IV art. 43, 78.
    Returns:  the index of the act.
    Raises:   NotInternedError for a prisoner of war; UnstatedParticularsError; NotYetError.
    Leaf:     register.paper_recorded
    Not:      his release, where the board ends it: that is opened as every release is.
    """
    require(acting, REVIEW)
    check_interned(Category(leading(custody_row(person_id)).category))
    facts = PaperFacts(by=authority, reference=reference)
    return record_paper(acting, person_id, HisPaper.INTERNMENT_REVIEWED, happened_at, facts)


@service
def record_rights_read(
    acting: Acting, *, person_id: str, read_at: datetime, language: str, read_by: str, interpreter: str = "",
    was_understood: bool = False,
) -> int:  # fmt: skip
    """Records that his rights were read aloud to him.

    Source:   GC III art. 41; GC IV art. 99; practice rule 12.
    Given:    `language` in which it was read, `read_by` who read it, `interpreter` where one was needed.
    Returns:  the index of the act.
    Raises:   UnstatedParticularsError; NotHeldError; NotYetError; OutOfScopeError for a man of another camp.
    Leaf:     register.rights_read
    """
    require(acting, RIGHTS)
    refuse_statements({"language": language, "read_by": read_by, "interpreter": interpreter})
    check_happened(read_at, acting.at, "read_at")
    custody_in_scope(acting, person_id)
    row = _held(person_id, "GC III 41")
    check_rights_read(language=language, read_by=read_by)
    return record(
        RightsRead(
            person_id=row.pk, read_at=instant_text(read_at), language=language.strip(), read_by=read_by.strip(),
            interpreter=interpreter.strip(), was_understood=was_understood,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def record_health_grade(
    acting: Acting, *, person_id: str, grade: CardHealth, seen_at: datetime, words: str = ""
) -> int:  # fmt: skip
    """Records a doctor's word for his state of health; what it is lies under his health key, for doctors alone.

    Source:   GC III art. 70, 122(6), Annex IV B(11).
    Given:    the account is the doctor's own: nobody grades by hearsay.
    Returns:  the index of the act.
    Raises:   RoleForbidsError for anybody but a doctor; NotHeldError; NotYetError; StatementError.
    Leaf:     register.health_graded
    """
    require(acting, HEALTH)
    refuse_statements({"words": words}, besides=OWN_WORDS)
    check_happened(seen_at, acting.at, "seen_at")
    row = _held(person_id, "GC III 122(6)")
    return record(
        HealthGraded(
            person_id=row.pk, grade=grade, seen_at=instant_text(seen_at), doctor=acting.account_id,
            words=FitnessWords(note=words) if words else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
