"""What she wrote lies nowhere that is not sealed: canaries are asked for, and every file is searched afterwards."""

from __future__ import annotations

import base64
import logging
import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from repatria.records.intake.selectors import items_since
from tests import canaries
from tests.doors.portal.family import ANSWERS, Family, receipt_on

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)


def test_canaries_are_found_in_every_writing(tmp_path):
    word = canaries.name(7)
    ways = {
        "plain": word.encode(), "wide": word.encode("utf-16-le"), "hex": word.encode().hex().encode(),
        "base64": base64.b64encode(b"xy" + word.encode()), "urlsafe": base64.urlsafe_b64encode(b"x" + word.encode()),
        "latin": b"KANAREYCHUKOVICHzh Ivan", "old": word.encode("cp1251", "replace"),
    }  # fmt: skip
    for name, content in ways.items():
        (tmp_path / name).write_bytes(b"..." + content + b"...")
    (tmp_path / "nothing").write_bytes(b"Kanareika")

    assert set(ways) == {Path(hit.partition(":")[0]).name for hit in canaries.found_in([tmp_path])}


def test_what_she_wrote_lies_nowhere_in_the_clear(client, tmp_path, monkeypatch, capfd, caplog):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    store = Path(str(connections["intake"].settings_dict["NAME"]))
    with caplog.at_level(logging.DEBUG):
        for number in range(12):
            family = Family(client, "uk")
            family.answer(
                {**ANSWERS, "sought_name": canaries.name(number), "enquirer_name": canaries.name(100 + number)}
            )
            receipt = receipt_on(family.send())
        paper = SimpleUploadedFile(f"{canaries.name(1)}.pdf", b"%PDF-1.4 " + canaries.name(2).encode() * 90_000)
        sent = {"number": receipt.number, "words": " ".join(receipt.words), "paper": paper}
        assert 200 == client.post("/uk/add", sent).status_code
        assert 404 == client.get(f"/uk/{canaries.name(3)}").status_code
        client.post("/uk/check", {"code": canaries.name(4), "word": canaries.name(5)})
    (tmp_path / "said").write_text("".join(capfd.readouterr()), encoding="utf-8")
    ours = [
        r for r in caplog.records if r.name.split(".")[0] not in ("django", "asyncio")
    ]  # shut in the doors' processes
    (tmp_path / "logged").write_text("\n".join(r.getMessage() for r in ours), encoding="utf-8")

    assert 13 == items_since(0)
    assert [] == canaries.found_in([store.with_name(store.name + end) for end in ("", "-wal", "-shm")] + [tmp_path])
