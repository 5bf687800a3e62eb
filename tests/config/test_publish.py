"""`repatria publish`: what is handed to mirrors verifies with any Ed25519 tool, and says a withdrawal as visibly."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from repatria.config.mirror import file_of
from repatria.core.law.appeal import shipped_appeal
from repatria.records.appeals.selectors import text_reference
from tests.config.conftest import Cli

AT = "2026-05-01T09:00:00+03:00"
WORDS = {k: list(v) for k, v in shipped_appeal().items()}
GROUND = {"basis": {"basis": "unilateral"}, "legal_basis": "Order 7", "points": ["Old Bridge"],
          "transit_consents": ["yes"], "conditions": ""}  # fmt: skip


def applied(cli: Cli, folder: Path, *lines: dict) -> list[dict]:
    """Does a file of calls.  Returns: its results."""
    file, out = folder / f"events-{len(list(folder.iterdir()))}.jsonl", folder / "results.jsonl"
    file.write_text("".join(json.dumps({"at": AT} | one) + "\n" for one in lines))
    out.unlink(missing_ok=True)
    cli.expect(0, "apply", str(file), "--out", str(out))
    return [json.loads(line) for line in out.read_text().splitlines()]


def approved(name: str, action: str, reference: object) -> dict:
    return {"do": "access.record_approval", "as": name, "with": {"action": action, "object_reference": reference}}


@pytest.fixture(scope="module")
def published(staffed, tmp_path_factory) -> tuple[Cli, Path, str]:
    """A demonstration's house in which a notice stands: its folder, a folder for files, the notice's number."""
    folder = tmp_path_factory.mktemp("publish")
    shutil.copytree(staffed.data, folder / "data", ignore=shutil.ignore_patterns("*.lock"))
    cli = Cli(folder / "data")
    (folder / "files").mkdir()
    consents = {"basis": GROUND["basis"], "legal_basis": "Order 7", "points": ["Old Bridge"], "consents": ["yes"],
                "conditions": ""}  # fmt: skip
    asked = cli.expect(
        0, "ask", "handover.switch_reference", "--as", "head-of-bureau-1", "--with", json.dumps(consents)
    )
    reference = json.loads(asked)["returned"]
    done = applied(
        cli, folder / "files", approved("head-of-bureau-1", "handover.switch_on", reference),
        approved("caseworker-1", "handover.switch_on", reference),
        {"do": "handover.switch_on", "as": "head-of-bureau-1", "with": GROUND},
    )  # fmt: skip
    text = {"switch_id": done[-1]["returned"], "words": WORDS, "conditions": {"en": "In writing."}}
    digest = text_reference(**text)
    done = applied(
        cli, folder / "files",
        {"do": "appeals.publish_appeal", "as": "head-of-bureau-1", "with": text, "refused": "law.E002"},
        {"do": "appeals.give_copy", "as": "delegate-1", "with": text | {
            "given_on": "2026-05-01", "given_to": "the delegate", "by_way": "read at the desk"}},
        approved("head-of-bureau-1", "appeals.publish_appeal", digest),
        approved("legal-adviser-1", "appeals.publish_appeal", digest),
        {"do": "appeals.publish_appeal", "as": "head-of-bureau-1", "with": text}, {"do": "house.round"},
    )  # fmt: skip
    return cli, folder / "files", done[-2]["returned"]


def verified(bundle: Path) -> dict[str, bytes]:
    """Checks the bundle as VERIFY.txt says.  Returns: its files by name."""
    manifest, key = (bundle / "MANIFEST").read_bytes(), load_pem_public_key((bundle / "KEY.pem").read_bytes())
    key.verify((bundle / "MANIFEST.sig").read_bytes(), manifest)
    listed = dict(reversed(line.split("  ", 1)) for line in manifest.decode().splitlines())
    files = {one.relative_to(bundle).as_posix(): one.read_bytes() for one in bundle.rglob("*") if one.is_file()}
    assert set(files) - set(listed) == {"MANIFEST", "MANIFEST.sig"}
    assert {name: sha256(files[name]).hexdigest() for name in listed} == listed
    assert b"repatria public bundle v1\nlog: log.demonstration.invalid\ndated: 20" in files["BUNDLE.txt"]
    key.verify(files["notice.sig"], files["notice.txt"])
    assert b"valid until: 20" in files["BUNDLE.txt"]
    assert (b"valid until: 20" in files["notice.txt"]) is (b"withdrawn: no" in files["notice.txt"])
    if shutil.which("openssl"):
        told = re.search(r"openssl (.+)", files["VERIFY.txt"].decode())[1].split()
        assert 0 == subprocess.run(["openssl", *told], cwd=bundle, capture_output=True, check=False).returncode
    return files


def test_refuses_a_folder_that_holds_something(published, tmp_path):
    cli, _, _ = published
    (tmp_path / "old.html").write_text("old")
    assert "is not empty" in cli.expect(2, "publish", "--to", str(tmp_path))
    assert ["old.html"] == [one.name for one in tmp_path.iterdir()]


def test_a_bundle_verifies_leads_nowhere_it_should_not_and_tells_a_withdrawal(published, tmp_path):
    cli, folder, number = published
    said = cli.expect(0, "publish", "--to", str(tmp_path / "first"), "--address", "https://ask.example/")
    files = verified(tmp_path / "first")
    for language, words in WORDS.items():
        page, radio = files[f"{language}/notice.html"].decode(), files[f"radio-{language}.txt"].decode()
        assert all(line.replace("'", "&#x27;") in page and line in radio for line in words)
        assert files[f"leaflet-{language}.pdf"].startswith(b"%PDF-")
        assert f'href="https://ask.example/{language}/form' in files[f"{language}/index.html"].decode()
    for name, content in files.items():
        if name.endswith(".html"):
            links = re.findall(r'(?:href|src|action)="([^"#]*)', content.decode())
            inside = [one for one in links if not one.startswith(("https://", "data:")) and one]
            assert len(content) < 60_000
            assert all(((tmp_path / "first" / name).parent / one).resolve().is_file() for one in inside), name
    fingerprint = re.search(r"^key (.+)$", said, re.M)[1]
    assert fingerprint in files["VERIFY.txt"].decode() and fingerprint in files["uk/notice.html"].decode()

    applied(cli, folder, {"do": "appeals.withdraw_appeal", "as": "legal-adviser-1", "with": {
        "appeal_id": number, "reason": "misused"}}, {"do": "house.round"})  # fmt: skip
    cli.expect(0, "publish", "--to", str(tmp_path / "second"))
    files = verified(tmp_path / "second")
    assert "1 мая 2026" in files["radio-ru.txt"].decode() and WORDS["ru"][0] not in files["radio-ru.txt"].decode()
    assert "отозвано" in files["ru/notice.html"].decode() and b"withdrawn: 2026-05-01" in files["notice.txt"]
    assert b'href="/' not in files["ru/index.html"]


@pytest.mark.parametrize(
    ("link", "file"),
    [("/uk/", "uk/index.html"), ("/en/notice", "en/notice.html"), ("/x", "x.html"), ("/uk/open", None),
     ("/static/a/b.css", "static/a/b.css"), ("/uk/form#name", None), ("/xx/free", None), ("/notice.txt", None)],
)  # fmt: skip
def test_only_pages_that_need_no_answer_are_mirrored(link, file):
    assert file == file_of(link)
