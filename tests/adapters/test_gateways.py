"""Notes leave by a real mail server and a real HTTP gateway; each is told a contact and the words that all get."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from repatria.adapters.gateways import MailGateway, SmsGateway
from repatria.config.gateways import barred_operators, countries_of_messages, gateways
from repatria.config.settings.environment import SettingError
from repatria.core.law.notes import NoteContactError, NoteWay, folded_contact, is_barred
from repatria.core.vocabulary.gateways import GatewayError

TEXT = "Є лист."


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[int, Any]]:
    command = [sys.executable, "-m", "tests.adapters.mail_server"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield int(process.stdout.readline()), process.stdout
        process.kill()


def mail(port: int) -> MailGateway:
    return MailGateway(host="127.0.0.1", port=port, sender="bureau@here.invalid", security="none")


def test_a_mail_says_that_there_is_a_letter_and_nothing_else(server: tuple[int, Any]) -> None:
    mail(server[0]).probe()
    mail(server[0]).send("mariia@there.invalid", TEXT)
    taken = json.loads(server[1].readline())
    said = message_from_bytes(taken["said"].encode(), policy=policy.default)

    assert ["mariia@there.invalid"] == taken["to"]
    assert (TEXT, TEXT) == (said["subject"], said.get_content().strip())
    assert {"subject", "from", "to", "date", "message-id", "auto-submitted", "mime-version", "content-type",
            "content-transfer-encoding", "x-peer"} >= {name.lower() for name in said}  # fmt: skip


def test_a_refused_person_bounces_and_whatever_else_fails_is_tried_again(server: tuple[int, Any]) -> None:
    unwritable = ("x@b..com", "anna[1]@there.invalid", "anna@there.invalid)", f"a@{'b' * 64}.invalid")
    for name, is_permanent in (
        ("nobody@there.invalid", True), ("later@there.invalid", False), *((one, True) for one in unwritable)
    ):  # fmt: skip
        with pytest.raises(GatewayError) as refused:
            mail(server[0]).send(name, TEXT)
        assert is_permanent is refused.value.permanent and refused.value.is_of_this_one
        assert name not in str(refused.value) and refused.value.__suppress_context__
    silent = mail(1)
    for tried in (silent.probe, lambda: silent.send("mariia@there.invalid", TEXT)):
        with pytest.raises(GatewayError) as refused:
            tried()
        assert not refused.value.permanent and not refused.value.is_of_this_one


class Taking(BaseHTTPRequestHandler):
    taken: list[tuple[Any, Any]] = []

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.taken.append((said, self.headers["Authorization"]))
        status = {"+99904": 404, "+99950": 503, "+99930": 307, "+99901": 401, "+99903": 403}.get(said["to"], 202)
        self.send_response(status)
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


def test_a_short_message_goes_to_the_gateway_that_was_named_and_is_led_nowhere_else() -> None:
    with HTTPServer(("127.0.0.1", 0), Taking) as served:
        Thread(target=served.serve_forever, daemon=True).start()
        gateway = SmsGateway(address=f"http://127.0.0.1:{served.server_port}/send", token="t")
        gateway.probe()
        gateway.send("+999123", TEXT)
        assert [({"to": "+999123", "text": TEXT}, "Bearer t")] == Taking.taken
        hers = {"+99904", "+99903"}
        for to, is_permanent in (
            ("+99904", True), ("+99950", False), ("+99930", False), ("+99901", False), ("+99903", False),
        ):  # fmt: skip
            with pytest.raises(GatewayError) as refused:
                gateway.send(to, TEXT)
            assert is_permanent is refused.value.permanent and to not in str(refused.value)
            assert (to in hers) is refused.value.is_of_this_one
        served.shutdown()
    with pytest.raises(GatewayError):
        gateway.probe()


def test_nothing_is_named_unless_somebody_set_it_and_a_malformed_setting_stops_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert ({}, ()) == (gateways(), barred_operators())
    wrong = [
        {"REPATRIA_MAIL_SERVER": "mail.invalid"}, {"REPATRIA_MAIL_SERVER": "mail.invalid:25"},
        {"REPATRIA_MAIL_SERVER": "mail.invalid:25", "REPATRIA_MAIL_FROM": "a@b.invalid",
         "REPATRIA_MAIL_SECURITY": "none"},
        {"REPATRIA_SMS_GATEWAY": "http://sms.invalid/"},
        {"REPATRIA_SMS_GATEWAY": "https://sms.invalid/", "REPATRIA_SMS_TOKEN_FILE": "/none/such"},
    ]  # fmt: skip
    for settings in wrong:
        with monkeypatch.context() as patched:
            for name, value in settings.items():
                patched.setenv(name, value)
            with pytest.raises(SettingError):
                gateways()
    monkeypatch.setenv("REPATRIA_SMS_GATEWAY", "https://sms.invalid/send")
    assert {NoteWay.SMS} == set(gateways())


@pytest.mark.parametrize(
    ("way", "to", "kept"),
    [
        (NoteWay.MAIL, " mariia@there.invalid ", "mariia@there.invalid"), (NoteWay.MAIL, "mariia", None),
        (NoteWay.MAIL, "a@b.invalid,c@d.invalid", None), (NoteWay.MAIL, "a@b.invalid\nBcc: c@d.invalid", None),
        *((NoteWay.MAIL, one, None) for one in (
            "x@b..com", "anna[1]@there.invalid", "anna@there.invalid)", f"a@{'b' * 64}.invalid", "a..b@there.invalid",
            ".a@there.invalid", "a@-b.invalid", "анна@there.invalid", "a@there.invalid.", "a@10.0.0.1", "a@host",
        )),
        (NoteWay.MAIL, "o'hara.m+1@mail.there.invalid", "o'hara.m+1@mail.there.invalid"),
        (NoteWay.SMS, "00999 12 (34) 5-67-8", "+9991234567" + "8"), (NoteWay.SMS, "050 123", None),
(NoteWay.NONE, "whatever", ""),
    ],
)  # fmt: skip
def test_a_contact_is_one_contact(way: NoteWay, to: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(NoteContactError):
            folded_contact(way, to)
    else:
        assert kept == folded_contact(way, to)


def test_an_operator_is_barred_by_the_end_of_a_host_or_the_beginning_of_a_number() -> None:
    barred = ("there.invalid", "+998")
    assert is_barred(NoteWay.MAIL, "a@There.invalid", barred) and is_barred(NoteWay.MAIL, "a@x.there.invalid", barred)
    assert not is_barred(NoteWay.MAIL, "a@nothere.invalid", barred)
    assert is_barred(NoteWay.SMS, "+99812345678", barred) and not is_barred(NoteWay.SMS, "+99712345678", barred)
    assert is_barred(NoteWay.SMS, "+99712345678", barred, ("+48", "+49")), "of a country that the bureau did not name"
    assert not is_barred(NoteWay.SMS, "+4812345678", barred, ("+48", "+49"))
    assert is_barred(NoteWay.SMS, "+99812345678", barred, ("+99",)), "barred within a country that is named"
    assert not is_barred(NoteWay.MAIL, "a@nothere.invalid", barred, ("+48",))


def test_countries_of_messages_are_numbers_of_countries(monkeypatch: pytest.MonkeyPatch) -> None:
    for said, found in (("", ()), ("48 +49  380", ("+48", "+49", "+380"))):
        monkeypatch.setenv("REPATRIA_SMS_COUNTRIES", said)
        assert found == countries_of_messages()
    for said in ("PL", "48,49", "123456"):
        monkeypatch.setenv("REPATRIA_SMS_COUNTRIES", said)
        with pytest.raises(SettingError, match="REPATRIA_SMS_COUNTRIES"):
            countries_of_messages()
