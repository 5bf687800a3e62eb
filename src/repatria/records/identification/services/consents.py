"""Whose bureau this is; a sample that is given, taken back, and its profile destroyed with its key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from repatria.core.kinship.relations import RELATIONS
from repatria.core.law.identification import RULE_ERASED, ConsentFacts, ConsentUse, GivenBy, check_consent
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import day_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.enquiries.selectors import check_open
from repatria.records.identification.acts import ConsentGiven, ConsentWithdrawn, ConsentWords, OwnPowerStated
from repatria.records.identification.errors import ConsentOverError, NothingToDestroyError, StandingProfileError
from repatria.records.identification.models import ProfileReading
from repatria.records.identification.projectors import READING
from repatria.records.identification.reading import is_over, own_power, reference_row
from repatria.records.ledger.own_acts import Cell, KeyDestroyed
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.matching.selectors import links_of_enquiry
from repatria.records.register.selectors.particulars import power_of
from repatria.records.vault.keyring import Purpose

OWN, GIVE, WITHDRAW, DESTROY = (
    "identification.state_own_power", "identification.record_consent", "identification.withdraw_consent",
    "identification.destroy_profile",
)  # fmt: skip
OWN_SAMPLE = "missing"
SEXES = ("F", "M", "U")


def pedigree_words() -> tuple[str, ...]:
    """The words by which a relative can stand in a pedigree."""
    return RELATIONS


@service
def state_own_power(acting: Acting, *, power: str) -> str:
    """Says whose bureau this is: families of this Power alone give samples here.

    Source:   practice rule 24
    Returns:  the statement's number; the last one holds.
    Raises:   RoleForbidsError; InputError without a word.
    Leaf:     identification.own_power_stated
    """
    require(acting, OWN)
    said = " ".join(power.split())
    if not said:
        raise InputError("say whose bureau this is", (("power", "missing"),))
    stated_id = record_number("RN", acting.randomness(7))
    record(OwnPowerStated(stated_id=stated_id, power=said), actor=acting.account_id, at=acting.at)
    return stated_id


@service
def record_consent(
    acting: Acting, *, given_by: GivenBy, donor: str, uses: Sequence[ConsentUse], given_on: date, until: date,
    witness: str, taken_by: str, language: str, sex: str, enquiry_id: str = "", relation: str = "", power: str = "",
) -> str:  # fmt: skip
    """Records that somebody gave a sample: for what, until when, before whom, and what he is to the one who is missing.

    Source:   practice rules 24, 26; law and practice 4.3: consent is informed, and has an end.
    Given:    `enquiry_id` the family's open enquiry, `relation` one of the words of a pedigree, of his own sample none;
              of staff none of both. `power` on which the family depends; the Powers of whom her enquiry is linked with
              the house reads. `taken_by` who took the sample, `witness` who saw that he agreed.
    Returns:  the code of the sample, under which the laboratory has it and which says nothing of anybody.
    Raises:   OtherPartyFamilyError; UnstatedParticularsError; OpenGuardError before the head said whose bureau this is;
              UnknownEnquiryError; ClosedEnquiryError; NotYetError; StatementError; InputError.
    Leaf:     identification.consent_given
    """
    require(acting, GIVE)
    said = {"donor": donor, "witness": witness, "taken_by": taken_by, "language": language}
    refuse_statements(said)
    is_staff = given_by is GivenBy.STAFF
    if sex not in SEXES:
        raise InputError("a sex is F, M or U", (("sex", "unknown"),))
    linked: list[str] = []
    if not is_staff:
        check_open(enquiry_id)
        linked = [found for one in links_of_enquiry(enquiry_id) if (found := power_of(one.person_id))]
    kin = OWN_SAMPLE if given_by is GivenBy.OWN else relation.strip()
    check_consent(ConsentFacts(
        given_by=given_by, donor=donor, relation=kin, is_relation_known=kin == OWN_SAMPLE or kin in RELATIONS,
        uses=tuple(uses), witness=witness, taken_by=taken_by, language=language, days=(until - given_on).days,
        power=power, own_power=own_power(), linked_powers=tuple(linked),
    ))  # fmt: skip
    check_happened(day_instant(given_on.isoformat()), acting.at, "given_on")
    if until < acting.at.date():
        raise InputError("its end is past", (("until", "past"),))
    reference_id = record_number("RF", acting.randomness(7))
    record(
        ConsentGiven(
            reference_id=reference_id, enquiry_id="" if is_staff else enquiry_id, given_by=given_by,
            uses=tuple(one for one in ConsentUse if one in uses), given_on=given_on.isoformat(),
            until=until.isoformat(), power="" if is_staff else " ".join(power.split()), sex=sex,
            words=ConsentWords(
                donor=donor.strip(), relation="" if is_staff else kin, witness=witness.strip(),
                taken_by=taken_by.strip(), language=language.strip(),
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return reference_id


@service
def withdraw_consent(acting: Acting, *, reference_id: str, withdrawn_on: date, by_way: str) -> None:
    """Records that somebody takes a sample back. From then on it is compared with nothing; its profile is destroyed.

    Source:   practice rule 26: erasure covers relatives' profiles.
    Given:    `by_way` how he said it; no reason is asked for, and nothing is refused because of a search that runs.
    Raises:   UnknownReferenceError; ConsentOverError where it was withdrawn before; InputError; NotYetError.
    Leaf:     identification.consent_withdrawn
    """
    require(acting, WITHDRAW)
    refuse_statements({"by_way": by_way})
    row = reference_row(reference_id)
    if row.withdrawn_on:
        raise ConsentOverError("it was withdrawn before", provision=RULE_ERASED)
    if not by_way.strip():
        raise InputError("say how it was said", (("by_way", "missing"),))
    check_happened(day_instant(withdrawn_on.isoformat()), acting.at, "withdrawn_on")
    record(
        ConsentWithdrawn(reference_id=row.pk, withdrawn_on=withdrawn_on.isoformat(), by_way=by_way.strip()),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def destroy_profile(acting: Acting, *, reference_id: str) -> None:
    """Destroys the key under which the profile of a sample lies, once its consent was withdrawn or is over.

    Source:   practice rule 26
    Given:    a job of the house calls it; what was attested of the consent stays, since it says that nothing more of
              him is held.
    Raises:   UnknownReferenceError; StandingProfileError; NothingToDestroyError.
    Leaf:     ledger.key_destroyed
    """
    require(acting, DESTROY)
    row = reference_row(reference_id)
    if not is_over(row, acting.at):
        raise StandingProfileError("the consent stands", provision=RULE_ERASED)
    cells = tuple(
        Cell(READING, one.pk, name)
        for one in rows_where(ProfileReading, sample_code=row.pk, order="recorded_index")
        for name in ("profile", "raw", "said")
        if getattr(one, name) is not None
    )
    if not cells:
        raise NothingToDestroyError("no profile of this sample stands")
    reason = "the consent was withdrawn" if row.withdrawn_on else "the consent is over"
    record(
        KeyDestroyed(purpose=Purpose.DNA, subject=row.pk, reason=reason, approved_by=(), cells=cells),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
