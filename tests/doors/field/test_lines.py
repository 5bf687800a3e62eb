"""The field's door: what it takes and answers, that it opens nothing, sets no cookie and says no name."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from pathlib import Path

import pytest
from django.test import Client, override_settings

import repatria.doors.field
from repatria.config.settings import desk as desk_settings
from repatria.doors.desk.frame import ports as desk_ports
from repatria.doors.field import ports
from repatria.doors.field.views import MOST_AT_ONCE
from repatria.doors.furniture.texts import LANGUAGES
from repatria.records.arrivals.selectors.nights import line_fingerprint, line_point, mailbox_key
from repatria.records.arrivals.services.nights import revoke_device
from repatria.records.intake.models import DoorDevice, SealedLine
from repatria.records.register.models import ProtectedPerson
from tests.doors.desk.conftest import TAKEN_OVER
from tests.records.arrivals.conftest import device, enrolled, fetch_lines, staff, tell_door  # noqa: F401

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)
FOLDER = Path(repatria.doors.field.__file__).parent


@pytest.fixture(autouse=True)
def door(clock):
    ports.install(ports.FieldOutside(point=line_point(), mailbox_key=mailbox_key(), is_demo=True, now=clock))
    desk_ports.install(desk_ports.DeskOutside(  # refusals of the process are the desk's pages
        printer=None, bureau={}, telephone="", check_address="", is_demo=True, first_letter_day=21,
        matcher_socket=Path("none"), now=clock,
    ))  # fmt: skip
    with override_settings(**{name: getattr(desk_settings, name) for name in TAKEN_OVER}):
        yield
    ports.install(None)
    desk_ports.install(None)


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


def _said(envelope):
    return {
        "device": envelope.device_id, "line": envelope.line_id, "sealed": b64encode(envelope.sealed).decode(),
        "signature": b64encode(envelope.signature).decode(),
    }  # fmt: skip


def _post(browser, envelopes, asks=()):
    body = {"lines": [_said(one) for one in envelopes], "asks": list(asks)}
    return browser.post("/field/lines", json.dumps(body), content_type="application/json")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{}", b'{"lines": []}', b'{"lines": {}, "asks": []}', b'{"lines": [1], "asks": []}', b"\xff\xfe",
        b'{"lines": [{"device": "X", "line": "a", "sealed": "", "signature": ""}], "asks": []}',
        json.dumps({"lines": [{}] * (MOST_AT_ONCE + 1), "asks": []}).encode(),
    ],
)  # fmt: skip
def test_another_form_is_refused_and_nothing_is_kept(browser, body):
    assert 400 == browser.post("/field/lines", body, content_type="application/json").status_code
    assert 0 == SealedLine.objects.using("intake").count()


def test_lines_are_posted_and_nothing_lists_them(browser):
    assert 405 == browser.get("/field/lines").status_code


def test_without_session_or_cookie_a_line_is_kept_and_later_answered(browser, device):  # noqa: F811
    line = device.line("0417", "Бойко Тарас")
    first = _post(browser, [device.sealed(line)])
    assert ([line.line_id], [], {}) == tuple(first.json()[key] for key in ("kept", "refused", "answers"))
    fetch_lines(device.outside)
    second = _post(browser, [], asks=[line.line_id, "ff" * 16])
    assert {line.line_id: "recorded"} == second.json()["answers"]
    assert not first.cookies and not second.cookies
    assert 1 == ProtectedPerson.objects.count()
    for answer in (first, second):
        assert not re.search("Бойко|CAMP|P-", answer.content.decode())


def _words(answer):
    return tuple(answer.json()[word] for word in ("kept", "unheard", "refused"))


def test_a_line_of_a_device_that_the_door_has_not_heard_of_is_kept_once_it_has(browser, device):  # noqa: F811
    DoorDevice.objects.using("intake").all().delete()  # enrolled at the desk; the jobs have not told the door yet
    line = device.line("0417", "Бойко Тарас")
    assert ([], [line.line_id], []) == _words(_post(browser, [device.sealed(line)]))
    assert 0 == SealedLine.objects.using("intake").count()  # a stranger may send what he likes: nothing of it lies here
    assert 1 == tell_door()
    assert ([line.line_id], [], []) == _words(_post(browser, [device.sealed(line)]))
    fetch_lines(device.outside)
    assert {line.line_id: "recorded"} == _post(browser, [], asks=[line.line_id]).json()["answers"]


def test_a_line_of_a_revoked_device_is_refused_for_good(browser, device, staff):  # noqa: F811
    revoke_device(staff.acting("registrar"), device_id=device.device_id, reason="lost on the road")
    tell_door()
    line = device.line()
    assert ([], [], [line.line_id]) == _words(_post(browser, [device.sealed(line)]))
    assert 0 == SealedLine.objects.using("intake").count()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_the_same_for_everybody_and_shows_the_fingerprint(browser, language, device):  # noqa: F811
    device.wrote("0417", "Бойко Тарас")
    page = browser.get(f"/field/{language}")
    text = page.content.decode()
    assert (200, True) == (page.status_code, f'lang="{language}"' in text)
    assert line_fingerprint() in text and b64encode(line_point()).decode() in text
    assert "Бойко" not in text and "0417" not in text and not page.cookies
    assert len(page.content) < 60_000
    assert "no-store" == page.headers["Cache-Control"]


def test_scripts_come_from_the_house_alone_and_none_stands_in_the_page(browser):
    page = browser.get("/field/en")
    policy = page.headers["Content-Security-Policy"]
    for one in ("default-src 'none'", "script-src 'self'", "connect-src 'self'", "worker-src 'self'"):
        assert one in policy
    text = page.content.decode()
    assert [] == re.findall(r"<script(?![^>]*\bsrc=)|\son[a-z]+=|javascript:", text)
    assert [] == re.findall(r"(?:src|href)=\"(?:https?:)?//", text)


def test_the_worker_keeps_page_scripts_and_sheets_and_nothing_else(browser):
    worker = browser.get("/field/worker.js")
    assert "text/javascript; charset=utf-8" == worker.headers["Content-Type"]
    kept = re.findall(r'"(/[^"]+)"', worker.content.decode())
    assert kept == ["/field/uk", "/field/ru", "/field/en", "/static/field/night.js", "/static/furniture/device.js",
                    "/static/field/night.css", "/static/furniture/style.css"]  # fmt: skip
    linked = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', browser.get("/field/en").content.decode()))
    assert linked == {one for one in kept if one.startswith("/static/")}


def test_no_address_of_the_door_names_anybody(browser):
    assert "/field/en" == browser.get("/field/", headers={"accept-language": "en"}).headers["Location"]
    assert "/field/uk" == browser.get("/field/", headers={"accept-language": "pl"}).headers["Location"]
    assert 404 == browser.get("/field/de").status_code


def test_every_word_that_the_script_says_exists():
    script = (FOLDER / "static" / "field" / "night.js").read_text(encoding="utf-8")
    texts = (FOLDER / "texts.toml").read_text(encoding="utf-8")
    asked = set(re.findall(r"\bjs_[a-z_]+\b", script)) - {"js_state_"}
    states = {f"js_state_{word}" for word in ("kept", "sent", "recorded", "clash", "refused", "turned")}
    defined = set(re.findall(r"^(js_[a-z_]+) =", texts, re.MULTILINE))
    assert (set(), set()) == ((asked | states) - defined, defined - asked - states)


def test_every_text_of_the_page_is_asked_for():
    page = (FOLDER / "templates" / "field" / "night.html").read_text(encoding="utf-8")
    texts = (FOLDER / "texts.toml").read_text(encoding="utf-8")
    asked = set(re.findall(r"\bt\.([a-z_]+)", page))
    defined = set(re.findall(r"^([a-z_]+) =", texts, re.MULTILINE))
    by_word = {one for one in defined if one.startswith(("js_", "condition_", "category_", "fact_"))}
    assert (set(), set()) == (asked - defined, defined - asked - by_word)
