"""Every command ends with a code that means something, says one clear line, and changes nothing where it refuses."""

from __future__ import annotations

import re
import sqlite3

import pytest

from tests.config.conftest import Cli, contents
from tests.filled import ENQUIRIES, PERSONS


def change_a_holder(cli: Cli) -> None:
    with sqlite3.connect(cli.places.bureau_store) as store:
        store.execute("UPDATE register_protectedperson SET holder = 'NOWHERE'")


def dumped(cli: Cli) -> list[str]:
    with sqlite3.connect(cli.places.bureau_store) as store:
        return list(store.iterdump())


def test_init_refuses_an_initialised_folder_and_changes_nothing(bureau):
    before = contents(bureau.data)

    said = bureau.expect(2, "init")

    assert "initialised already" in said
    assert before == contents(bureau.data)


def test_init_refuses_a_folder_that_holds_something_else(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "letters.txt").write_text("mine")

    assert "no data folder" in Cli(tmp_path / "data").expect(2, "init", "--demo")
    assert ["letters.txt"] == [path.name for path in (tmp_path / "data").iterdir()]


def test_init_without_a_terminal_or_a_passphrase_file_makes_nothing(tmp_path):
    assert "REPATRIA_PASSPHRASE_FILE" in Cli(tmp_path / "data").expect(2, "init")
    assert not (tmp_path / "data").exists()


def test_init_hands_two_administrators_their_sign_ins_once(tmp_path):
    (tmp_path / "word").write_text("w o r d")
    cli = Cli(tmp_path / "data", {"REPATRIA_PASSPHRASE_FILE": str(tmp_path / "word")})

    said = cli.expect(0, "init", "--administrators", "olena", "taras")

    assert ["olena", "taras"] == [line.split()[1] for line in said.splitlines() if "sign-in " in line]
    passwords = [line.split()[1] for line in said.splitlines() if "password " in line]
    everything = b"".join(contents(cli.data).values())
    assert 2 == len(set(passwords))
    assert not any(password.encode() in everything for password in passwords)
    assert b"w o r d" not in everything


@pytest.mark.parametrize("command", ["verify", "sample", "demo", "rebuild"])
def test_a_store_that_is_gone_is_never_made_anew_empty(demo, command):
    demo.places.bureau_store.unlink()

    assert "is gone: restore a backup" in demo.expect(2, command)
    assert not demo.places.bureau_store.exists()


@pytest.mark.parametrize("command", ["verify", "rebuild"])
def test_a_folder_that_is_none_is_refused_and_not_made(tmp_path, command):
    assert "no data folder" in Cli(tmp_path / "none").expect(2, command)
    assert not (tmp_path / "none").exists()


def test_a_wrong_passphrase_opens_nothing(bureau, tmp_path):
    (tmp_path / "wrong").write_text("another")
    bureau.given["REPATRIA_PASSPHRASE_FILE"] = str(tmp_path / "wrong")

    assert "does not open this keyring" in bureau.expect(2, "verify")


def test_a_passphrase_file_that_is_missing_is_named(bureau, tmp_path):
    bureau.given["REPATRIA_PASSPHRASE_FILE"] = str(tmp_path / "missing")

    assert "REPATRIA_PASSPHRASE_FILE: cannot be read" in bureau.expect(2, "verify")


def test_verify_says_equal(demo):
    assert "equal" in demo.expect(0, "verify")


def test_verify_of_a_founded_bureau_says_equal(bureau):
    assert "equal" in bureau.expect(0, "verify")


def test_verify_names_the_first_difference_and_ends_with_one(demo):
    change_a_holder(demo)

    said = demo.expect(1, "verify")

    assert f"DIFFERS in {PERSONS} places" in said
    assert "register_protectedperson" in said
    assert "holder" in said
    assert re.search(r"\(of 20\d\d-\d\d-\d\dT\d\d:\d\d", said), said


def test_verify_names_what_was_changed_in_the_intake(demo):
    with sqlite3.connect(demo.places.intake_store) as store:
        store.execute("UPDATE intake_sealedenquiry SET received_on = '2001-01-01' WHERE sequence = 2")

    said = demo.expect(1, "verify")

    assert "intake_sealedenquiry" in said
    assert "received_on" in said


def test_a_row_that_was_changed_together_with_the_mark_of_the_tables_is_never_written_over_unasked(demo):
    """Whoever may write SQL takes the mark away, or writes one: no command launders what he changed."""
    gone, forged = "DELETE FROM ledger_runform", f"INSERT INTO ledger_runform VALUES ('projected', '{'0' * 64}')"
    for way, mark in enumerate((gone, forged)):
        change_a_holder(demo)
        with sqlite3.connect(demo.places.bureau_store) as store:
            store.execute(mark)
        before = dumped(demo)

        said = demo.expect(1, "verify")

        assert f"DIFFERS in {PERSONS + 1} places" in said, way
        assert "register_protectedperson" in said
        assert before == dumped(demo), "a verification writes nothing"
        assert "`repatria verify` first" in demo.expect(0, "backup", "--to", demo.data.parent / f"kept-{way}.zip")
        assert f"DIFFERS in {PERSONS + 1} places" in demo.expect(1, "verify"), "nor does another command"

    demo.expect(0, "rebuild")
    with sqlite3.connect(demo.places.bureau_store) as store:
        store.execute(gone)
    assert "gone or not of this house" in demo.expect(1, "verify"), "the mark by itself is a difference"
    demo.expect(0, "rebuild")
    assert "equal" in demo.expect(0, "verify")


def test_a_broken_act_and_a_mark_that_is_gone_lock_nobody_out(demo):
    with sqlite3.connect(demo.places.bureau_store) as store:
        store.execute("UPDATE ledger_entry SET frame = x'00' WHERE \"index\" = 40")
        store.execute("DELETE FROM ledger_runform")

    demo.expect(0, "backup", "--to", demo.data.parent / "kept.zip")
    assert "act 40: ledger_entry" in demo.expect(1, "verify")


def test_rebuild_mends_rows(demo):
    change_a_holder(demo)

    assert "equal" in demo.expect(0, "rebuild")
    assert "equal" in demo.expect(0, "verify")


def test_rebuild_does_not_hide_a_changed_log(demo):
    with sqlite3.connect(demo.places.bureau_store) as store:
        store.execute("UPDATE ledger_entry SET actor = 'somebody' WHERE \"index\" = 40")

    assert "BROKEN" in demo.expect(6, "rebuild")
    assert "ledger_entry" in demo.expect(1, "verify")


def test_import_refuses_an_unknown_profile(demo, tmp_path):
    (tmp_path / "list.csv").write_text("surname\nKoval\n")

    demo.expect(2, "import", tmp_path / "list.csv", "--profile", "no-such-profile")


def test_import_refuses_a_file_that_is_not_there(demo, tmp_path):
    demo.expect(2, "import", tmp_path / "none.csv", "--profile", "plain-register")


@pytest.mark.parametrize(
    "words",
    [
        ("demo", "code", "nobody-1"), ("demo", "code"), ("demo", "start", "--persons", "0"), ("import",), ("fly",),
        ("sample", "--persons", "many"),
    ],
)  # fmt: skip
def test_what_was_mistyped_is_bad_input(demo, words):
    before = contents(demo.data)

    demo.expect(2, *words)

    assert before == contents(demo.data)


def test_demo_code_prints_six_digits(demo):
    code, good_for = demo.expect(0, "demo", "code", "registrar-1").splitlines()

    assert code.isdecimal() and len(code) == 6
    assert "good for" in good_for


def test_demo_round_holds_a_round_and_the_house_verifies(demo):
    assert "round 2 is held" in demo.expect(0, "demo", "round")
    assert "equal" in demo.expect(0, "verify")


def test_a_second_sample_over_the_same_folder_adds_nobody(demo):
    said = demo.expect(0, "sample", "--persons", str(PERSONS), "--enquiries", str(ENQUIRIES))

    assert f"{PERSONS} persons, {ENQUIRIES} enquiries" in said
    with sqlite3.connect(demo.places.bureau_store) as store:
        assert (PERSONS,) == store.execute("SELECT count(*) FROM register_protectedperson").fetchone()


def test_every_command_shows_help_with_an_example():
    from repatria.config.commands import COMMANDS

    for name in COMMANDS:
        said = Cli.run(Cli(data=name), name, "--help").stdout  # type: ignore[arg-type]
        assert "example:" in said, name
        assert "exit codes:" in said, name
