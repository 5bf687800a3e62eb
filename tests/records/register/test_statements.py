"""A quotation is refused by every field; in a row of a list it is sealed, flagged, shown to nobody and destroyed."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.custody_facts import DeathCause, ListEnd, ReleaseGround
from repatria.core.law.errors import StatementError
from repatria.core.law.release import ReleaseBasis
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.particulars import Category, Grade, Particular, ParticularKind, Source
from repatria.doors.jobs.clocks import keep_clocks
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.access.services import destroy_key, destroy_reference, record_approval
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.models import Entry
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.notices.models import StatutoryNotice
from repatria.records.register.acts import CustodyWords, HisWords
from repatria.records.register.errors import HeldHereError, NotHeldError, UnknownReportError
from repatria.records.register.models import AliveReport, ProtectedPerson, SealedRemark
from repatria.records.register.selectors import custody_of, latest_decision, person_for_room, raw_digests
from repatria.records.register.selectors.reports import sealed_remarks
from repatria.records.register.services import (
    AssertedEvent,
    annul_custody,
    disprove_report,
    open_release,
    record_capture,
    record_contact_decision,
    record_custody,
    record_listed,
    record_particular,
)
from repatria.records.register.services.death import open_death_enquiry, record_death_seen
from repatria.records.register.services.examination import record_return_examined
from repatria.records.register.services.fitness import record_fitness
from repatria.records.register.services.movements import explain_count
from repatria.records.register.services.papers import record_treatment
from repatria.records.register.services.reports import destroy_alive_report, record_reported_alive
from repatria.records.vault.keyring import Purpose
from tests.journeys.test_thread_in_the_records import ALONE
from tests.kept import built_once
from tests.records.register.releasing import Releasing
from tests.records.register.test_custody_scope import five_declined

pytestmark = pytest.mark.django_db
QUOTE = "він сказав: нас кинули без наказу"
DAY = PartialDate.parse("2026-04-30")


@pytest.fixture
@built_once
def man(clock, randomness):
    made = Releasing(clock, randomness)
    made.staff.on_call("auditor", Role.AUDITOR)
    made.staff.on_call("head-3", Role.HEAD_OF_BUREAU)
    return made


def of_kind(kind, value=QUOTE):
    return Particular(kind=kind, value=value, source=Source(kind="list", reference="list 9"))


def captured(man, particulars=(), raw="", **more):
    fields = {"power": "PA", "card_number": "", "captured_at": "", "holder": "UNIT-3"} | more
    kinds = {one.kind for one in particulars}
    return record_capture(
        man.by("registrar"), category=Category.PRISONER_OF_WAR, captured_on=None, raw=raw, **fields,
        particulars=[*(one for one in five_declined() if one.kind not in kinds), *particulars],
    )  # fmt: skip


def listed(man, particulars=(), raw="", events=(), key="list 9 line 1"):
    named = [of_kind(ParticularKind.SURNAME, "Bizjak")] if not particulars else []
    return record_listed(
        man.outside.house(Role.CLERKWORK), source_key=key, raw=raw, events=events, particulars=[*named, *particulars]
    )  # fmt: skip


def attested(man, event=CustodyEvent.DIED, words=None, holder="", **said):
    record_custody(
        man.by("registrar"), person_id=man.person, event=event, happened_at=man.clock(), holder=holder,
        attested=CustodyAttested(**said), words=words,
    )  # fmt: skip


TEXTS = [
    "list_reference", "received_by", "destination", "order_by", "sighted_by", "doctor", "receiving_power",
    "power_assurance",
]  # fmt: skip
FIELDS = {
    **{f"capture {kind}": lambda man, kind=kind: captured(man, [of_kind(kind)]) for kind in ParticularKind},
    **{f"capture {name}": lambda man, name=name: captured(man, **{name: QUOTE})
       for name in ("power", "card_number", "captured_at", "holder")},
    **{f"particular {kind}": lambda man, kind=kind: record_particular(
        man.by("registrar"), person_id=man.person, particular=of_kind(kind)) for kind in ParticularKind},
    **{f"list {kind}": lambda man, kind=kind: listed(man, [of_kind(kind)])
       for kind in ParticularKind if kind not in (ParticularKind.NOTE, ParticularKind.EVENT)},
    **{f"custody {name}": lambda man, name=name: attested(man, **{name: QUOTE}) for name in TEXTS},
    "custody holder": lambda man: attested(man, CustodyEvent.HOSPITALISED, holder=QUOTE),
    "death place": lambda man: attested(man, words=CustodyWords(place=QUOTE)),
    "death witnesses": lambda man: attested(man, words=CustodyWords(witnesses=QUOTE)),
    "annulment": lambda man: annul_custody(
        man.by("registrar"), person_id=man.person, custody_id=man.act.custody_id, reason=QUOTE),
    "release": lambda man: open_release(
        man.by("registrar"), person_id=man.person, happened_at=man.clock(),
        ground=ReleaseGround(basis=ReleaseBasis.UNILATERAL, reference=QUOTE, signed_by="the minister")),
    "explanation": lambda man: explain_count(man.by("registrar"), list_id="C-1", end=ListEnd.LEFT, reason=QUOTE),
    **{f"answer {name}": lambda man, name=name: record_contact_decision(
        man.by("interviewer"), person_id=man.person, about=ContactAbout.OPEN, link_index=None, is_her=None,
        answer=ContactAnswer.YES, facts=ALONE, words=HisWords(**{name: QUOTE}))
       for name in ("private_question", "private_answer", "never_tell", "fear")},
    "fitness": lambda man: record_fitness(
        man.by("doctor"), person_id=man.person, is_fit=True, examined_at=man.clock(), words=QUOTE),
    "return": lambda man: record_return_examined(
        man.by("doctor"), person_id=man.person, examined_at=man.clock(), words=QUOTE),
    "death seen": lambda man: record_death_seen(
        man.by("doctor"), person_id=man.person, seen_at=man.clock(), cause=DeathCause.NATURAL, words=QUOTE),
    "treatment": lambda man: record_treatment(
        man.by("doctor"), person_id=man.person, happened_at=man.clock(), reference="c 1", agency_reference="b 4",
        words=QUOTE),
    "enquiry": lambda man: open_death_enquiry(
        man.by("head-3"), person_id=man.person, opened_at=man.clock(), authority=QUOTE, reference="case 1"),
}  # fmt: skip


@pytest.mark.parametrize("where", FIELDS)
def test_refuses_a_quotation_in_every_field_with_a_word_why_and_keeps_no_byte_of_it(man, where):
    man.by("registrar"), man.by("head-3"), man.by("doctor"), man.by("interviewer")
    man.outside.house(Role.CLERKWORK)
    size, persons = tree_size(), ProtectedPerson.objects.count()

    with pytest.raises(StatementError) as refused:
        FIELDS[where](man)

    assert "GC III 13" == refused.value.provision
    assert {"statement_quotation"} == {word for _, word in refused.value.params["faults"]}
    assert "наказу" not in str(refused.value)
    assert (size, persons, 0) == (tree_size(), ProtectedPerson.objects.count(), SealedRemark.objects.count())


def test_his_own_fear_of_being_questioned_is_no_interrogation_and_is_kept(man):
    record_contact_decision(
        man.by("interviewer"), person_id=man.person, about=ContactAbout.OPEN, link_index=None, is_her=None,
        answer=ContactAnswer.LATER, facts=ALONE, words=HisWords(fear="боїться допиту вдома"),
    )  # fmt: skip

    assert "later" == latest_decision(man.person, "open", None).answer


def test_a_disproof_is_refused_its_quotation_too(man):
    reported = captured(man, holder="")
    with pytest.raises((StatementError, InputError, Exception)) as refused:
        disprove_report(man.by("registrar"), person_id=reported, happened_at=man.clock(), reason=QUOTE)

    assert "наказу" not in str(refused.value)
    assert "reported" == custody_of(reported).custody_state


def event(detail):
    return AssertedEvent(
        kind="wounded", certainty="asserted", on="2026", place="", detail=detail, source_kind="list",
        source_reference="list 9", grade=Grade.MEDIA,
    )  # fmt: skip


@pytest.mark.parametrize(
    "fill",
    [
        lambda man: listed(
            man, [of_kind(ParticularKind.SURNAME, "Bizjak"), of_kind(ParticularKind.NOTE)], raw="Bizjak"
        ),
        lambda man: listed(man, raw=f"Bizjak;{QUOTE}"),
        lambda man: listed(man, events=[event(QUOTE)]),
        lambda man: captured(man, [of_kind(ParticularKind.NOTE)], raw="row 1"),
        lambda man: captured(man, raw=f"row;{QUOTE}", source_key="list 9 line 1"),
    ],
)
def test_in_a_remark_or_a_raw_row_it_is_sealed_flagged_shown_to_nobody_and_destroyed_by_two(man, fill):
    person = fill(man)
    (line,) = sealed_remarks(man.by("auditor"))
    assert (person, "statement_quotation", False) == (line.person_id, line.marks, line.is_destroyed)
    shown = str(person_for_room(person))
    assert "наказу" not in shown
    raw = b"".join(bytes(one.frame) for one in Entry.objects.all())
    assert "наказу".encode() not in raw

    for name in ("head-3", "auditor"):
        record_approval(
            man.by(name), action="access.destroy_key",
            object_reference=destroy_reference(Purpose.VOLUNTARY, line.remark_id),
        )  # fmt: skip
    destroy_key(man.by("head-3"), purpose=Purpose.VOLUNTARY, subject=line.remark_id, reason="GC III 13")

    assert [True] == [one.is_destroyed for one in sealed_remarks(man.by("auditor"))]
    assert SealedRemark.objects.get().words is None
    assert person_for_room(person).particulars, "what else is known of him stands"
    assert verify(log_verifier()).is_equal


def test_the_row_that_was_sealed_is_known_when_it_comes_again(man):
    listed(man, raw=f"Bizjak;{QUOTE}")
    listed(man, raw="Koval", key="list 9 line 2")
    digests = raw_digests(["list 9 line 1", "list 9 line 2"])

    assert 2 == len(set(digests.values())) == len(digests)


def test_refuses_a_report_of_a_man_who_is_held_of_a_day_to_come_and_by_whoever_is_no_registrar(man):
    person = listed(man)
    with pytest.raises(HeldHereError):
        record_reported_alive(man.by("registrar"), person_id=man.person, on=DAY)
    with pytest.raises(InputError):
        record_reported_alive(man.by("registrar"), person_id=person, on=PartialDate.parse("2031-01-01"))
    for name in ("camp", "head-3", "delegate"):
        with pytest.raises(RoleForbidsError):
            record_reported_alive(man.by(name), person_id=person, on=DAY)
    report = record_reported_alive(man.by("registrar"), person_id=person, on=DAY)
    with pytest.raises(NotHeldError):
        destroy_alive_report(man.by("registrar"), report_id=report)

    assert 1 == AliveReport.objects.count()


def test_a_report_is_a_day_starts_nothing_and_is_destroyed_once_custody_is_on_record(man):
    person = captured(man, holder="")
    draw_consequences(man.outside)
    notices = StatutoryNotice.objects.count()
    report = record_reported_alive(man.by("registrar"), person_id=person, on=DAY)
    record_reported_alive(man.by("registrar"), person_id=person, on=PartialDate.parse("2026-05-01"))
    draw_consequences(man.outside)
    keep_clocks(man.outside)
    assert ("2026-04-30", "2026-05-01") == person_for_room(person).reported_alive
    assert ("reported", notices) == (custody_of(person).custody_state, StatutoryNotice.objects.count())
    assert b"2026-04-30" not in bytes(AliveReport.objects.get(pk=report).on_day)

    record_custody(
        man.by("registrar"), person_id=person, event=CustodyEvent.ARRIVED, happened_at=man.clock(), holder="CAMP-2",
        attested=CustodyAttested(received_by="the gate"),
    )  # fmt: skip
    draw_consequences(man.outside)

    assert () == person_for_room(person).reported_alive
    assert [None, None] == [one.on_day for one in AliveReport.objects.all()], "both, though one act put him on record"
    with pytest.raises(UnknownReportError):
        destroy_alive_report(man.by("registrar"), report_id=report)
    assert verify(log_verifier()).is_equal
