"""A request in another encoding than UTF-8 is refused before it is read."""

from __future__ import annotations

import time

import pytest
from django.test import Client


@pytest.mark.parametrize("charset", ["punycode", "idna", "rot13", "utf-16", "unicode_escape", "PUNYCODE", "cp1251"])
@pytest.mark.parametrize(
    "form", ["application/x-www-form-urlencoded; charset={}", "multipart/form-data; boundary=b; charset={}"]
)
def test_refuses_other_encodings_at_once(client: Client, charset: str, form: str) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="sought_name"\r\n\r\n' + b"a-" * 100_000 + b"\r\n--b--\r\n"
    started = time.monotonic()

    answer = client.generic("POST", "/uk/form", body, content_type=form.format(charset))

    assert answer.status_code == 400
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"', ""])
def test_takes_utf_8_however_it_is_written(client: Client, charset: str) -> None:
    form = "application/x-www-form-urlencoded" + (f"; charset={charset}" if charset else "")

    assert client.generic("POST", "/uk/form", b"step=0", content_type=form).status_code in (200, 400)
    assert b"UTF-8" not in client.generic("POST", "/uk/form", b"step=0", content_type=form).content
