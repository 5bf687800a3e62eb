"""The public notice at the door: what the bureau signed, or nothing; withdrawn as visibly as it stood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from repatria.core.law.appeal import shipped_appeal
from repatria.core.vocabulary.appeals import AppealText, appeal_bytes, appeal_to_json
from repatria.doors.portal.pages import today
from repatria.records.intake.keys import current
from repatria.records.intake.services import lay_public_text

pytestmark = pytest.mark.django_db(databases=["default", "intake"])

TEXT = AppealText(
    log_name="log.invalid", number=3, dated="2026-05-01", withdrawn_on="", legal_basis="Order 7",
    words=shipped_appeal(), conditions={"en": "In writing."}, valid_until=(today() + timedelta(days=3)).isoformat(),
)  # fmt: skip


def lay(text: AppealText, seed: bytes = b"l" * 32, shown: AppealText | None = None) -> None:
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(appeal_bytes(text))
    lay_public_text(name="appeal", text=appeal_to_json(shown or text), signature=signature, on=date(2026, 5, 1))


def test_says_that_none_stands_where_none_was_laid_or_its_signature_is_not_the_bureaus(client, portal_keys):
    assert "No notice stands now." in client.get("/en/notice").content.decode()
    other = replace(TEXT, words={**TEXT.words, "en": ("Come to the capital.",)})
    for laid in ({"seed": b"x" * 32}, {"shown": other}):
        lay(TEXT, **laid)
        page = client.get("/en/notice").content.decode()
        assert "No notice stands now." in page and "capital" not in page
        assert b"" == client.get("/notice.txt").content
    lay_public_text(name="appeal", text="[]", signature=b"", on=date(2026, 5, 1))
    assert "No notice stands now." in client.get("/en/notice").content.decode()


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_shows_what_the_bureau_signed_and_the_bytes_that_verify(client, portal_keys, language):
    lay(TEXT)
    page = client.get(f"/{language}/notice").content.decode()
    for line in TEXT.words[language]:
        assert line.replace("'", "&#x27;") in page
    assert ("In writing." in page) is (language == "en")
    signature = bytes.fromhex(page.partition('<p class="promise" dir="ltr">')[2][:128])
    text = client.get("/notice.txt").content
    assert current().is_by_the_bureau(text, signature)
    assert not current().is_by_the_bureau(text.replace(b"Order 7", b"Order 8"), signature)


def test_a_withdrawal_stands_where_the_text_stood(client, portal_keys):
    lay(replace(TEXT, withdrawn_on="2026-06-02"))
    page = client.get("/uk/notice").content.decode()
    assert page.index("відкликано 2 червня 2026") < page.index(TEXT.words["uk"][0])
    assert "<s>" in page and 'role="alert"' in page


@pytest.mark.parametrize("until", ["", "2026-05-03"])
def test_an_old_signature_brings_no_text_back(client, portal_keys, until):
    """Without a term, as it was signed before, or after it: somebody at the portal's host laid it back."""
    lay(replace(TEXT, valid_until=until))
    assert "No notice stands now." in client.get("/en/notice").content.decode()
    assert b"" == client.get("/notice.txt").content
    lay(replace(TEXT, valid_until=""), shown=TEXT)  # a term that nobody signed
    assert "No notice stands now." in client.get("/en/notice").content.decode()
    lay(replace(TEXT, valid_until=until, withdrawn_on="2026-06-02"))
    assert 'role="alert"' in client.get("/en/notice").content.decode()
