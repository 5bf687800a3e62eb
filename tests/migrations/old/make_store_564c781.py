"""Made the old store `store-564c781.tar.xz`, with the code of that commit and with no other.

    git worktree add ../at-564c781 564c781 && cd ../at-564c781 && ln -s PATH-OF-THE-MAIN-FOLDER/.venv .venv
    PYTHONPATH=src:. .venv/bin/python PATH-OF-THIS-FILE FOLDER-FOR-THE-ARCHIVE

Everybody in it is invented; its keys are a demonstration's and lie open in it. It holds every kind of act of that
release: one hand-over to its end, every event of custody, every reason of closing an enquiry (five of which that
release asked nobody about), a destroyed key, reset credentials, weights, a round, a checkpoint.
"""

import hashlib
import json
import random
import sys
import tarfile
import tempfile
from datetime import timedelta
from pathlib import Path

from repatria.config.places import Places
from repatria.config.session import open_folder

OUT = Path(sys.argv[1])
DATA = Path(tempfile.mkdtemp()) / "store-564c781"
keyring = open_folder(Places(DATA), is_demo=True)

# Only an awakened Django knows the rooms.
from repatria.config.install import portal_keys_of  # noqa: E402
from repatria.core.law.contact import ContactAbout, ContactAnswer  # noqa: E402
from repatria.core.law.custody import CustodyEvent, CustodyFacts, CustodyState, ReleaseOutcome  # noqa: E402
from repatria.core.law.enquiry import ClosingReason, KinshipEvidenceKind  # noqa: E402
from repatria.core.law.handover import BasisFacts, HandoverEvent, ReleaseBasis, Signatory  # noqa: E402
from repatria.core.law.judgement import JudgementKind  # noqa: E402
from repatria.core.vocabulary.dates import PartialDate  # noqa: E402
from repatria.core.vocabulary.particulars import Category, Given, Particular, ParticularKind, Source  # noqa: E402
from repatria.core.vocabulary.receipts import letter_identity_of, locator_of, receipt_from_form_id  # noqa: E402
from repatria.doors.jobs.consequences import draw_consequences  # noqa: E402
from repatria.doors.jobs.courier import fetch_enquiries  # noqa: E402
from repatria.doors.jobs.rounds import hold_round  # noqa: E402
from repatria.doors.jobs.verifying import verify_house  # noqa: E402
from repatria.records.access.credentials import provision_credentials  # noqa: E402
from repatria.records.access.acting import Acting  # noqa: E402
from repatria.records.access.role_table import Role  # noqa: E402
from repatria.records.access.services import (  # noqa: E402
    close_account, destroy_key, destroy_reference, give_credentials, record_approval, reset_reference,
)  # fmt: skip
from repatria.records.enquiries.selectors import enquiry_at  # noqa: E402
from repatria.records.enquiries.services import close_enquiry, record_kinship_evidence  # noqa: E402
from repatria.records.handover.services import switch_off  # noqa: E402
from repatria.records.intake.sealing import seal_to_bureau  # noqa: E402
from repatria.records.intake.services import receive_sealed  # noqa: E402
from repatria.records.ledger.acts import known_kinds  # noqa: E402
from repatria.records.ledger.checkpoints import make_checkpoint  # noqa: E402
from repatria.records.ledger.models import Entry  # noqa: E402
from repatria.records.ledger.reading import entries_since  # noqa: E402
from repatria.records.matching.services import pair_number, propose_candidates, record_judgement  # noqa: E402
from repatria.records.matching.acts import ProposedPair, WeightLine  # noqa: E402
from repatria.records.notices.models import Letter, StatutoryNotice  # noqa: E402
from repatria.records.notices.services import deliver_notice, receipt_notice  # noqa: E402
from repatria.records.register.models import CustodyEntry, ProtectedPerson  # noqa: E402
from repatria.records.register.services import (  # noqa: E402
    annul_custody, record_capture, record_contact_decision, record_custody, record_particular,
)  # fmt: skip
from repatria.records.vault.keyring import Purpose  # noqa: E402
from tests.conftest import Clock  # noqa: E402
from tests.house import adopt_weights, list_one  # noqa: E402
from tests.journeys.test_thread_in_the_records import ALONE, Story  # noqa: E402

clock, randomness = Clock(), random.Random(564).randbytes
story = Story(clock, randomness)
house, portal = story.outside, portal_keys_of(keyring)
for name, role in (
    ("auditor", Role.AUDITOR), ("delegate", Role.DELEGATE), ("camp", Role.CAMP_OFFICER), ("leaver", Role.REVIEWER),
):  # fmt: skip
    story.staff.hire(name, role, branch="CAMP-2" if name == "camp" else "")
for name, number in story.staff.numbers.items():
    himself = Acting(account_id=number, roles=frozenset(), at=clock(), randomness=randomness)
    provision_credentials(himself, account_id=number, password=f"an invented word of {name}", totp_secret="JBSWY3DPEHPK3PXP")


def draw():
    while draw_consequences(house):
        pass


def send(number, header, content=b""):
    receive_sealed(
        form_id_sha256=hashlib.sha256(b"form %d" % number).digest(), on=clock().date(), mac_key=portal.mac_key,
        ciphertext=seal_to_bureau(portal.bureau_recipient, header, content) if header else b"noise " * 40,
    )  # fmt: skip


def ask(number, name, birth="1999", relation="mother"):
    """She asks on the portal; returns the number of her enquiry."""
    receipt = receipt_from_form_id(hashlib.sha256(b"old store %d" % number).digest(), "uk")
    said = {
        "sought_name": name, "sought_birth": birth, "sought_place": "Полтава", "sought_unit": "", "relation": relation,
        "enquirer_name": "Марія", "words": "Рудий кіт чекає на тебе",
    }  # fmt: skip
    send(number, {
        "item": "enquiry", "said": said, "locator": locator_of(receipt), "letter_identity": letter_identity_of(receipt),
        "language": ("uk", "ru", "en")[number % 3], "channel": "web",
    })  # fmt: skip
    fetch_enquiries(house, 0)
    return enquiry_at(locator_of(receipt)), receipt


# 1. The whole thread, to the follow-up.
story.capture()
draw()
story.enquiry, receipt = ask(1, "Шевчинко Сережа")
send(101, {"item": "papers", "locator": locator_of(receipt), "media_type": "image/png"}, b"not a real scan")
send(102, None)
fetch_enquiries(house, 0)
hold_round(house)
story.link().he_says(ContactAnswer.YES).decide().level_three().switched_on()
clock.forward(days=1)
hold_round(house)
story.he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER).opened()
clock.forward(days=1)
hold_round(house)
story.up_to_the_point()
story.he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER)
story.step("officer", HandoverEvent.ASKED_AGAIN)
story.step("officer", HandoverEvent.SIGNED, signed_by=list(Signatory))
story.step("officer", HandoverEvent.COMPLETED)
draw()
story.step("officer", HandoverEvent.FOLLOWED_UP)
thread = {"person": story.person, "enquiry": story.enquiry, "handover": story.handover, "link": story.link_view.link_index}


# 2. Others, through every event of custody.
def person(number, surname, category=Category.PRISONER_OF_WAR, holder="UNIT-3"):
    source = Source(kind="capture_form", reference=f"card {number}")
    values = {
        ParticularKind.SURNAME: surname, ParticularKind.FIRST_NAMES: "Іван", ParticularKind.BIRTH_DATE: "1991-02-03",
        ParticularKind.SERVICE_NUMBER: f"PA-{number}", ParticularKind.RANK: None,
    }  # fmt: skip
    particulars = [
        Particular(kind=k, value=v, source=source, **({} if v else {"given": Given.DECLINED})) for k, v in values.items()
    ]
    return record_capture(
        story.by("registrar"), category=category, power="PA", card_number=f"{number:04d}",
        captured_on=PartialDate.parse("2026-05-01"), captured_at="near the mill", holder=holder, particulars=particulars,
    )  # fmt: skip


def happens(who, event, by="registrar", **facts):
    clock.forward(hours=1)
    more = {k: facts.pop(k) for k in ("list_reference", "order_by", "due_back_at") if k in facts}
    record_custody(
        story.by(by), person_id=who, event=event, happened_at=clock(), **more,
        facts=CustodyFacts(**facts, **{k: v for k, v in more.items() if k != "due_back_at"}),
    )  # fmt: skip


E = CustodyEvent
arrive = {"holder": "CAMP-2", "received_by": "officer of the gate"}
moved = {"list_reference": "L-20", "counted": 3, "listed": 3, "told_new_address": True, "effects_go_with_him": True}
sick = person(1, "Бондар")
happens(sick, E.EVACUATED, list_reference="L-15", counted=3, listed=3)
happens(sick, E.ARRIVED, **arrive)
happens(sick, E.HOSPITALISED, holder="HOSPITAL-1", is_seriously_ill=True)
happens(sick, E.DISCHARGED, holder="CAMP-2")
happens(sick, E.SIGNED_OUT, by="camp", holder="COURT-1", order_by="order 9", has_due_back=True, due_back_at=clock() + timedelta(hours=9))
happens(sick, E.RETURNED, by="registrar", holder="CAMP-2")
happens(sick, E.TRANSFER_ORDERED, **moved)
happens(sick, E.ARRIVED, holder="CAMP-3", received_by="officer of the gate")
gone = person(2, "Коваль")
happens(gone, E.ARRIVED, list_reference="L-16", **arrive)
happens(gone, E.ESCAPED)
happens(gone, E.RECAPTURED, holder="CAMP-2")
happens(gone, E.UNACCOUNTED)
dead = person(3, "Мельник", holder="UNIT-4")
happens(dead, E.DIED, is_death_confirmed_by_doctor=False)
alone = person(4, "Ткаченко")
happens(alone, E.ARRIVED, list_reference="L-17", **arrive)
basis = BasisFacts(basis=ReleaseBasis.UNILATERAL)
happens(alone, E.RELEASE_OPENED, basis=basis, is_identity_established=True)
happens(alone, E.RELEASE_COMPLETED, outcome=ReleaseOutcome.RELEASED, has_valid_decision=True, is_fit_to_travel=True,
        is_property_settled=True, is_recipient_verified=True, is_signed=True)  # fmt: skip
stays = person(5, "Шевченко")
happens(stays, E.ARRIVED, list_reference="L-18", **arrive)
happens(stays, E.RELEASE_OPENED, basis=basis, is_identity_established=True)
happens(stays, E.RELEASE_CANCELLED)
happens(stays, E.TRANSFERRED_TO_POWER, receiving_power="PB", is_receiving_power_able=True)
doubted = person(6, "Ніхто", holder="")
happens(doubted, E.DISPROVED, disproved_by=("A-1", "A-2"))
claimed = person(7, "Лисенко")
happens(claimed, E.ARRIVED, list_reference="L-19", **arrive)
happens(claimed, E.ARRIVED, holder="CAMP-3", received_by="officer of the gate")
last = CustodyEntry.objects.filter(person_id=claimed).order_by("-recorded_at_index").first()
annul_custody(story.by("registrar"), person_id=claimed, custody_id=last.pk, reason="written into the wrong list")
record_particular(
    story.by("registrar"), person_id=claimed,
    particular=Particular(kind=ParticularKind.OTHER_NAME, value="Петро", source=Source(kind="comrade", reference="7")),
)  # fmt: skip
civilian = person(8, "Гончар", category=Category.CIVILIAN_INTERNEE)
listed = list_one(house.house(Role.CLERKWORK), 1)
record_contact_decision(
    story.by("interviewer"), person_id=claimed, about=ContactAbout.OPEN, link_index=None, answer=ContactAnswer.LATER,
    is_her=None, facts=ALONE, words=None,
)  # fmt: skip
draw()

# 3. Enquiries that ended, for every reason; one that is open, one whose pair was refused, one that is linked.
closed = {}
for number, reason in enumerate(ClosingReason, start=10):
    enquiry_id, _ = ask(number, f"Інший {number}")
    close_enquiry(story.by("caseworker-1"), enquiry_id=enquiry_id, reason=reason.value, note=f"{reason.value}, a note")
    closed[enquiry_id] = reason.value
LINES = (WeightLine(field="surname", level="surname_same", millibits=9000, words_read=(0,)),)


def judged(enquiry_id, who, kind):
    pair = ProposedPair(
        pair_id=pair_number(enquiry_id, who), person_id=who, millibits=12000, probability_ppm=900000, equally_good=1,
        lines=LINES,
    )  # fmt: skip
    propose_candidates(house.house(Role.MATCHER), enquiry_id=enquiry_id, pairs=[pair])
    for reviewer in ("reviewer-1", "reviewer-2"):
        record_judgement(story.by(reviewer), pair_id=pair.pair_id, judgement=kind)


open_one, _ = ask(20, "Бондаренко Олег", birth="1980")
refused, _ = ask(21, "Лисенко Петро", relation="sister")
judged(refused, stays, JudgementKind.NEGATIVE)
linked, _ = ask(22, "Лисенко Іван", relation="wife")
judged(linked, claimed, JudgementKind.POSITIVE)
for kind in (KinshipEvidenceKind.PAPERS_CHECKED, KinshipEvidenceKind.SECOND_RELATIVE):
    record_kinship_evidence(story.by("caseworker-1"), enquiry_id=linked, evidence=kind, holds=True, note="seen")

# 4. Notices that went, came back and were receipted; weights; a destroyed key; accounts that changed; a switch thrown off.
first, second = StatutoryNotice.objects.order_by("recorded_index").values_list("pk", flat=True)[:2]
for one in (first, second):
    deliver_notice(story.by("registrar"), notice_id=one, reference="by hand, 5 May")
receipt_notice(story.by("delegate"), notice_id=first, reference="CTA-77")
adopt_weights(house)
from repatria.records.matching.acts import WeightsWithdrawn  # noqa: E402
from tests.house import _record  # noqa: E402

_record(house, WeightsWithdrawn(version=1, falls_back_to=0, reason="too early", withdrawn_by="A-1"))
record_approval(story.by("auditor"), action="access.reset_credentials", object_reference=reset_reference(story.staff.numbers["camp"]))
give_credentials(
    story.by("administrator-1"), account_id=story.staff.numbers["camp"], password_digest="ab" * 32, totp_digest="cd" * 32
)
close_account(story.by("administrator-1"), account_id=story.staff.numbers["leaver"], reason="left the bureau")
switch_off(story.by("head"), switch_id=story.switch, reason="the point is shelled")
draw()
clock.forward(days=1)
hold_round(house)
# After the round: that release held none any more once a key of kin was destroyed.
reference = destroy_reference(Purpose.KIN, refused)
for name in ("head", "auditor"):
    record_approval(story.by(name), action="access.destroy_key", object_reference=reference)
destroy_key(story.by("head"), purpose=Purpose.KIN, subject=refused, reason="she asked for it")
make_checkpoint(at=clock(), growth=64, filler=randomness(96))

report = verify_house(portal.mac_key, lambda *_: None)
assert report.is_equal, report.first
kinds = set(Entry.objects.values_list("kind", flat=True))
missing = {kind for kind in set(known_kinds()) - kinds if kind.rpartition(".")[0] not in {k.rpartition(".")[0] for k in kinds}}
assert not missing, missing
events = {one.act.event for one in entries_since(0, kinds=["register.custody_recorded"], at_most=5000)}
assert events | {E.CAPTURE_REPORTED} >= set(E), set(E) - events
expected = {
    "root": f"{report.bureau.entries}:{report.bureau.root_hash.hex()}",
    "kinds": sorted(kinds),
    "custody": {row.pk: [row.custody_state, row.holder] for row in ProtectedPerson.objects.all()},
    "closed": closed,
    "letters": sorted(Letter.objects.values_list("enquiry_id", "letter_kind")),
    "notices": sorted(StatutoryNotice.objects.values_list("person_id", "reason", "recipient", "state")),
    "thread": thread,
    "linked": linked, "refused": refused, "open": open_one, "listed": listed, "civilian": civilian,
    "accounts": dict(story.staff.numbers),
    "states": sorted({row.custody_state or "listed" for row in ProtectedPerson.objects.all()}),
}  # fmt: skip
from django.db import connections  # noqa: E402

for alias in ("default", "intake"):
    with connections[alias].cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
connections.close_all()
(DATA / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1))
for path in (*DATA.rglob("*-wal"), *DATA.rglob("*-shm"), *DATA.rglob("*.lock")):
    path.unlink(missing_ok=True)
archive = OUT / "store-564c781.tar.xz"
with tarfile.open(archive, "w:xz", preset=9) as tar:
    tar.add(DATA, arcname="store-564c781")
print(archive, archive.stat().st_size, report.bureau.entries, "acts", len(kinds), "kinds", CustodyState("died"))
