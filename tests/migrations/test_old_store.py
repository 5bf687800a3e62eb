"""A store of an earlier release, opened by today's code: nobody vanished, the log is the same, every page answers.

`old/store-*.tar.xz` were made by the code of the commit in their name (`old/make_store_*.py`); a new one is added with
each release whose acts or tables differ. They are SQLite's; what PostgreSQL does with old rows is asked migration by
migration in `test_rows_through_each_migration.py`.
"""

from __future__ import annotations

import json
import re
import shutil
import tarfile
from collections import Counter
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client, override_settings

from repatria.adapters.keystore import read_keyring
from repatria.adapters.printing.printer import TypstPrinter
from repatria.config import install
from repatria.config.places import Places
from repatria.config.settings import desk as desk_settings
from repatria.config.settings.environment import SettingError
from repatria.doors.desk.frame import navigation, ports
from repatria.doors.desk.frame.areas import load
from repatria.doors.desk.frame.pages import pages
from repatria.doors.jobs import loop, renewing
from repatria.doors.jobs.importing.through_page import PageLists
from repatria.doors.jobs.matcher import Matcher
from repatria.doors.jobs.verifying import verify_house
from repatria.records.access.models import Account
from repatria.records.access.role_table import Role, is_allowed
from repatria.records.consequences.selectors import open_consequences
from repatria.records.enquiries.models import Enquiry
from repatria.records.ledger import forms
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.models import Entry, RunForm
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.verify import verify
from repatria.records.notices.models import Letter, Round, StatutoryNotice
from repatria.records.register.models import CustodyEntry, ProtectedPerson
from repatria.records.vault import keyring as vault
from tests.doors.desk.bureau import BACKEND, counting_once
from tests.doors.desk.conftest import TAKEN_OVER
from tests.records.staff import outside

OLD = Path(__file__).parent / "old"
STORES = sorted(path.name.removesuffix(".tar.xz") for path in OLD.glob("store-*.tar.xz"))


class OldHouse:
    """An unpacked store, and what its own release said was in it."""

    def __init__(self, folder: Path) -> None:
        self.places = Places(folder)
        self.said = json.loads((folder / "expected.json").read_text())
        size, _, root = self.said["root"].partition(":")
        self.noted = {int(size): bytes.fromhex(root)}


@pytest.fixture(params=STORES)
def unpacked(request, tmp_path, django_db_blocker):
    """Both stores of an old house, in place of those of the tests; nothing is migrated yet."""
    if connections["default"].vendor != "sqlite":
        pytest.skip("the old stores are SQLite's")
    with tarfile.open(OLD / f"{request.param}.tar.xz") as tar:
        tar.extractall(tmp_path, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))  # 3.11.2 has none
    house = OldHouse(tmp_path / request.param)
    vault.install(read_keyring(house.places.keyring, None))
    before = {alias: connections[alias].settings_dict["NAME"] for alias in ("default", "intake")}
    with django_db_blocker.unblock():
        for alias, path in (("default", house.places.bureau_store), ("intake", house.places.intake_store)):
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = str(path)
        yield house
        for alias, name in before.items():
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = name


@pytest.fixture(scope="module")
def opened_once(tmp_path_factory):
    """Where the stores of each house lie after the first command of today's code."""
    return tmp_path_factory.mktemp("opened")


@pytest.fixture
def house(unpacked, opened_once):
    """The old house as the first command of today's code opens it; nobody is asked to rebuild anything.

    Given:    it is opened once, and the others begin with a copy of its two files.
    """
    stores = (unpacked.places.bureau_store, unpacked.places.intake_store)
    kept = opened_once / unpacked.places.data.name
    if not kept.exists():
        install.make_stores(lambda _: None)
    for alias in ("default", "intake"):
        connections[alias].close()
    if kept.exists():
        for path in stores:
            shutil.copyfile(kept / path.name, path)
    else:
        kept.mkdir()
        for path in stores:
            shutil.copyfile(path, kept / path.name)
    return unpacked


def test_a_crash_between_the_new_columns_and_what_stands_in_them_is_made_good_by_the_next_command(
    unpacked, monkeypatch
):
    """A migration that takes a column for another leaves it empty, as it did the day and rooms of a plan."""

    def falls(progress):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(renewing, "rebuild", falls)
        install.make_stores(lambda _: None)
    with connections["default"].cursor() as cursor:
        cursor.execute("UPDATE handover_handoverstep SET happened_at = ''")
    assert not verify(log_verifier(), noted=unpacked.noted).is_equal
    with connections["default"].cursor() as cursor:
        before = cursor.execute("SELECT * FROM handover_handoverstep").fetchall()
        install.make_stores(lambda _: None, is_only_read=True)
        assert before == cursor.execute("SELECT * FROM handover_handoverstep").fetchall(), "a verification writes nothing"
    assert "the next other command writes" in renewing.form_difference().reason
    said = []
    install.make_stores(said.append)
    assert ["writing the tables of this version from the log", f"{tree_size()} acts were replayed"] == said[::2]
    assert "happened_at: does not hold what the act wrote" in said[1], "what is written over is said before"
    assert verify(log_verifier(), noted=unpacked.noted).is_equal

    monkeypatch.setattr(renewing, "rebuild", falls)
    install.make_stores(said.append)
    assert 3 == len(said), "and by no command after it"
    monkeypatch.setattr(forms, "WRITTEN", forms.WRITTEN + 1)
    with pytest.raises(KeyboardInterrupt):
        install.make_stores(said.append)


def test_readers_of_the_log_go_on_where_they_stood(unpacked):
    def stood():
        with connections["default"].cursor() as cursor:
            return dict(cursor.execute("SELECT consumer, next_index FROM ledger_runcursor").fetchall())

    before = stood()
    install.make_stores(lambda _: None)

    assert any(before.values())
    assert before == {name: index for name, index in stood().items() if name in before}


def test_a_verification_of_an_older_house_is_refused_and_writes_nothing(unpacked):
    before = unpacked.places.bureau_store.read_bytes()

    with pytest.raises(SettingError, match="is of an earlier version"):
        install.make_stores(lambda _: None, is_only_read=True)
    assert before == unpacked.places.bureau_store.read_bytes()


def test_a_house_whose_log_does_not_open_is_opened_with_its_tables_as_they_are(house):
    Entry.objects.filter(pk=3).update(frame=b"nothing that opens")
    rows, said = ProtectedPerson.objects.count(), []

    forms.note_earlier_form()
    install.make_stores(said.append)
    assert said[-1].startswith("the tables were not written")
    assert (True, rows) == (forms.is_of_an_earlier_form(), ProtectedPerson.objects.count())

    Entry.objects.filter(pk=tree_size() - 1).delete()
    assert not forms.is_of_an_earlier_form(), "put back at another size of the log it says nothing"
    RunForm.objects.all().delete()
    install.make_stores(said.append)
    assert "`repatria verify` first" in said[-1]
    assert (False, rows) == (RunForm.objects.exists(), ProtectedPerson.objects.count())


def verified(house):
    mac_key = install.portal_keys_of(vault.current()).mac_key
    report = verify_house(mac_key, lambda *_: None, noted=house.noted, patience_seconds=0)
    assert report.is_equal, report.first
    return report


def test_the_log_is_the_same_and_every_table_says_what_the_acts_say(house):
    report = verified(house)

    assert list(house.noted) == [report.bureau.entries]
    assert house.noted[report.bureau.entries] == report.bureau.root_hash


def test_every_act_of_that_release_opens_and_kept_its_kind(house):
    acts = entries_since(0, at_most=tree_size())

    assert set(house.said["kinds"]) == {one.kind for one in acts}
    assert tree_size() == len(acts)


def test_nobody_vanished_and_nothing_that_was_said_is_said_otherwise(house):
    said = house.said
    assert said["custody"] == {row.pk: [row.custody_state, row.holder] for row in ProtectedPerson.objects.all()}
    assert said["closed"] == {row.pk: row.closed_for for row in Enquiry.objects.exclude(closed_for=None)}
    assert said["letters"] == sorted(map(list, Letter.objects.values_list("enquiry_id", "letter_kind")))
    columns = ("person_id", "reason", "recipient", "state")
    assert said["notices"] == sorted(map(list, StatutoryNotice.objects.values_list(*columns)))
    assert CustodyEntry.objects.exclude(annulled_by=None).count() == 1


def jobs(clock, randomness, house, turns):
    """Lets the jobs of today work on it, three hours later each time."""
    left = [turns]

    def is_stopped():
        left[0] -= 1
        clock.forward(hours=3)
        return left[0] < 0

    rhythm = loop.Rhythm(round_seconds=7200, first_letter_day=0, checkpoint_seconds=7200, pause_seconds=0)
    loop.run_jobs(outside(clock, randomness), rhythm, is_stopped)


def test_todays_jobs_go_on_from_there_and_draw_nothing_twice(house, clock, randomness):
    notices, rounds = StatutoryNotice.objects.count(), Round.objects.count()
    clock.forward(days=30)

    jobs(clock, randomness, house, 6)

    verified(house)
    assert notices == StatutoryNotice.objects.count()
    assert rounds < Round.objects.count()
    assert [] == entries_since(0, kinds=["consequences.matter_set_aside"]), "an act of that release is refused today"
    causes = Counter(one.cause for one in entries_since(0, at_most=tree_size()) if one.cause)
    assert [] == [cause for cause, count in causes.items() if count > 1]


def test_todays_matcher_reads_everybody(house, clock, randomness):
    clock.forward(days=30)
    matcher = Matcher(outside(clock, randomness))

    matcher.build()
    while matcher.follow():
        pass

    assert set(house.said["custody"]) == set(matcher.registered)
    still_open = set(Enquiry.objects.filter(closed_for=None).values_list("pk", flat=True))
    assert still_open == set(matcher.sought)
    assert () == open_consequences()


def known(house):
    """What stands in the addresses of the desk, each with every record of that kind."""
    thread = house.said["thread"]
    return {
        "person_id": list(house.said["custody"]), "enquiry_id": list(Enquiry.objects.values_list("pk", flat=True)),
        "handover_id": [thread["handover"]], "link_index": [thread["link"]], "number": [1],
        "pair_id": [f"{thread['enquiry']}:{thread['person']}"],
        "notice_id": list(StatutoryNotice.objects.order_by("recorded_index").values_list("pk", flat=True)[:3]),
        "account_id": [house.said["accounts"][name] for name in ("camp", "leaver")],
    }  # fmt: skip


def addresses(house, role, opened):
    """Every address that this role may open and that needs at most one number, or those of the thread's interview.

    Given:    `opened` addresses of pages that another role has opened for every record: this one opens them for one.
    """
    thread, found, numbers = house.said["thread"], [], known(house)
    for one in pages():
        names = re.findall(r"<\w+:(\w+)>", one.path)
        if one.action and not is_allowed(frozenset({role}), one.action):
            continue
        if not names:
            found.append(f"/{one.path}")
        elif len(names) == 1 and names[0] in numbers:
            values = numbers[names[0]]
            found += [_put(one.path, {names[0]: value}) for value in (values[-1:] if one.path in opened else values)]
            opened.add(one.path)
        elif set(names) == {"person_id", "link_index"}:
            found.append(_put(one.path, {"person_id": thread["person"], "link_index": thread["link"]}))
    return found


def _put(path, values):
    for name, value in values.items():
        for kind in ("str", "int"):
            path = path.replace(f"<{kind}:{name}>", str(value))
    return f"/{path}"


ROLES = {
    "registrar": Role.REGISTRAR, "interviewer": Role.INTERVIEWER, "reviewer-1": Role.REVIEWER,
    "caseworker-1": Role.CASEWORKER, "head": Role.HEAD_OF_BUREAU, "officer": Role.HANDOVER_OFFICER,
    "hotline": Role.HOTLINE_OPERATOR, "auditor": Role.AUDITOR, "delegate": Role.DELEGATE,
    "administrator-1": Role.ADMINISTRATOR,
}  # fmt: skip


@pytest.mark.whole
def test_every_page_of_every_role_answers(house, clock, randomness, tmp_path, monkeypatch):
    clock.forward(days=30)
    jobs(clock, randomness, house, 2)
    ports.install(ports.DeskOutside(
        printer=TypstPrinter(), bureau={"uk": "Бюро", "ru": "Бюро", "en": "Bureau"}, telephone="000",
        check_address="https://check.invalid", is_demo=True, first_letter_day=21,
        matcher_socket=tmp_path / "matcher.socket", now=clock, randomness=randomness,
        lists=PageLists(outside(clock, randomness), tmp_path / "run"),
    ))  # fmt: skip
    load()
    monkeypatch.setattr(navigation, "counts_by", counting_once())
    faults, opened, for_all = [], Counter(), set()
    with override_settings(**{name: getattr(desk_settings, name) for name in TAKEN_OVER}):
        for name, role in ROLES.items():
            browser = Client(raise_request_exception=False)
            browser.force_login(Account.objects.get(pk=house.said["accounts"][name]), backend=BACKEND)
            for path in addresses(house, role, for_all):
                page = browser.get(path)
                opened[page.status_code] += 1
                is_silent = page.status_code == 503 and path.endswith("/search")  # no matcher runs here
                if page.status_code >= 500 and not is_silent:
                    faults.append((name, path, page.status_code))
    ports.install(None)

    assert [] == faults
    assert opened[200] > 150, opened
    assert verify(log_verifier(), noted=house.noted).is_equal
