"""A backup is verified before it replaces anything; what cannot be verified changes nothing."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile

import pytest

from repatria.config.places import Places
from tests.config.conftest import Cli, contents
from tests.migrations.test_old_store import OLD


def rewritten(source, target, change):
    """The same backup with its files as `change` leaves them: {name: bytes} in, {name: bytes} out."""
    with tarfile.open(source) as old:
        files = {m.name: old.extractfile(m).read() for m in old.getmembers()}
    with tarfile.open(target, "w") as new:
        for name, content in change(files).items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    return target


def with_digests(files):
    """A manifest that fits files that somebody changed: the digests alone prove nothing."""
    manifest = json.loads(files["manifest.json"])
    manifest["files"] = {name: hashlib.sha256(files[name]).hexdigest() for name in manifest["files"]}
    return {**files, "manifest.json": json.dumps(manifest).encode()}


def a_bit_flipped(files):
    changed = bytearray(files["bureau.sqlite3"])
    changed[len(changed) // 2] ^= 1
    return {**files, "bureau.sqlite3": bytes(changed)}


def another_holder(files, folder):
    path = folder / "tampered.sqlite3"
    path.write_bytes(files["bureau.sqlite3"])
    with sqlite3.connect(path) as store:
        store.execute("UPDATE register_protectedperson SET holder = 'NOWHERE'")
    return with_digests({**files, "bureau.sqlite3": path.read_bytes()})


def refers_outside(files):
    return {**files, "manifest.json": files["manifest.json"].replace(b"intake.sqlite3", b"../intake.sqlite3")}


DAMAGES = {
    "a bit was flipped": a_bit_flipped,
    "a file is missing": lambda files: {k: v for k, v in files.items() if k != "intake.sqlite3"},
    "the manifest is missing": lambda files: {k: v for k, v in files.items() if k != "manifest.json"},
    "it is of another format": lambda files: {**files, "manifest.json": b'{"repatria": "backup.v9"}'},
    "a name leaves the folder": refers_outside,
}


@pytest.fixture
def backup(demo, tmp_path):
    path = tmp_path / "house.tar"
    demo.expect(0, "backup", "--to", path)
    return path


def leftovers(cli):
    return [path.name for path in cli.data.parent.iterdir() if path.name.startswith(("data.restoring", "data.before"))]


def test_a_backup_goes_back_whole_into_an_empty_folder(demo, backup):
    before = demo.expect(0, "verify").splitlines()[-2]
    shutil.rmtree(demo.data)

    demo.expect(0, "restore", backup)

    assert before == demo.expect(0, "verify").splitlines()[-2]
    assert [] == leftovers(demo)
    assert 0 == sum(path.stat().st_mode & 0o077 for path in (demo.data, demo.places.keyring, demo.places.portal_keys))


def test_a_backup_is_readable_by_its_owner_alone_and_holds_no_open_key(bureau, tmp_path):
    bureau.expect(0, "backup", "--to", tmp_path / "house.tar")

    assert 0 == (tmp_path / "house.tar").stat().st_mode & 0o077
    with tarfile.open(tmp_path / "house.tar") as tar:
        assert "sealed" in json.load(tar.extractfile("keyring.json"))


def test_a_backup_never_overwrites_a_file(demo, tmp_path):
    (tmp_path / "house.tar").write_text("mine")

    demo.expect(2, "backup", "--to", tmp_path / "house.tar")

    assert "mine" == (tmp_path / "house.tar").read_text()


def test_a_backup_leaves_nothing_behind_but_itself(demo, backup, tmp_path):
    assert {"data", "house.tar"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_is_refused_and_replaces_nothing(demo, backup, tmp_path, damage):
    damaged = rewritten(backup, tmp_path / "damaged.tar", DAMAGES[damage])
    before = contents(demo.data)

    demo.expect(2, "restore", damaged, "--replace")

    assert before == contents(demo.data)
    assert [] == leftovers(demo)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_a_backup_that_was_cut_off_is_refused(demo, backup, share):
    os.truncate(backup, int(backup.stat().st_size * share))
    before = contents(demo.data)

    demo.expect(2, "restore", backup, "--replace")

    assert before == contents(demo.data)


def test_a_backup_whose_digests_fit_but_whose_acts_do_not_replaces_nothing(demo, backup, tmp_path):
    forged = rewritten(backup, tmp_path / "forged.tar", lambda files: another_holder(files, tmp_path))
    before = contents(demo.data)

    said = demo.expect(1, "restore", forged, "--replace")

    assert "nothing was replaced" in said
    assert "register_protectedperson" in said
    assert before == contents(demo.data)


def test_a_backup_whose_digests_fit_but_whose_store_is_none_replaces_nothing(demo, backup, tmp_path):
    forged = rewritten(
        backup, tmp_path / "forged.tar", lambda files: with_digests({**files, "bureau.sqlite3": bytes(8192)})
    )
    before = contents(demo.data)

    demo.expect(5, "restore", forged, "--replace")

    assert before == contents(demo.data)
    assert [] == leftovers(demo)


def test_a_backup_that_is_not_there_is_named(demo, tmp_path):
    demo.expect(2, "restore", tmp_path / "none.tar", "--replace")

    assert [] == leftovers(demo)


def test_restore_over_a_full_folder_wants_to_be_told_so(demo, backup):
    before = contents(demo.data)

    assert "--replace" in demo.expect(2, "restore", backup)
    assert before == contents(demo.data)


def test_restore_with_replace_moves_what_stood_there_aside(demo, backup):
    demo.expect(0, "demo", "round")
    standing = contents(demo.data)

    demo.expect(0, "restore", backup, "--replace")

    (aside,) = leftovers(demo)
    assert standing == contents(demo.data.with_name(aside))
    assert "equal" in demo.expect(0, "verify")


def test_a_backup_of_an_earlier_version_is_restored_in_todays_form(tmp_path):
    (packed,) = OLD.glob("store-*.tar.xz")
    with tarfile.open(packed) as tar:
        tar.extractall(tmp_path, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))  # 3.11.2 has none
    old = Places(tmp_path / packed.name.removesuffix(".tar.xz"))
    files = {
        "bureau.sqlite3": old.bureau_store.read_bytes(), "intake.sqlite3": old.intake_store.read_bytes(),
        "keyring.json": old.keyring.read_bytes(),
    }  # fmt: skip
    manifest = {"repatria": "repatria backup.v1", "made_at": "2026-01-01T00:00:00+00:00", "is_demo": True,
                "vendor": "sqlite", "files": dict.fromkeys(files, "")}  # fmt: skip
    with tarfile.open(tmp_path / "old.tar", "w") as tar:
        for name, content in with_digests({"manifest.json": json.dumps(manifest).encode(), **files}).items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    cli = Cli(tmp_path / "data")

    said = cli.expect(0, "restore", tmp_path / "old.tar")

    assert "acts were replayed" in said
    assert "equal" in cli.expect(0, "verify")


def test_restore_of_real_keys_asks_for_their_passphrase(bureau, tmp_path):
    bureau.expect(0, "backup", "--to", tmp_path / "house.tar")
    (tmp_path / "wrong").write_text("another")
    bureau.given["REPATRIA_PASSPHRASE_FILE"] = str(tmp_path / "wrong")
    before = contents(bureau.data)

    assert "does not open" in bureau.expect(2, "restore", tmp_path / "house.tar", "--replace")
    assert before == contents(bureau.data)
    assert [] == leftovers(bureau)


def test_a_backup_holds_nobodys_sign_in(demo, tmp_path):
    with sqlite3.connect(demo.data / "bureau.sqlite3") as store:
        store.execute("INSERT INTO django_session VALUES ('the-key-of-a-session', 'its content', '2099-01-01')")
    demo.expect(0, "backup", "--to", tmp_path / "house.tar")
    with tarfile.open(tmp_path / "house.tar") as tar:
        content = tar.extractfile("bureau.sqlite3").read()
    (tmp_path / "copy.sqlite3").write_bytes(content)

    with sqlite3.connect(tmp_path / "copy.sqlite3") as copy:
        assert [] == copy.execute("SELECT * FROM django_session").fetchall()
    assert b"the-key-of-a-session" not in content
    demo.expect(0, "restore", tmp_path / "house.tar", "--replace")
