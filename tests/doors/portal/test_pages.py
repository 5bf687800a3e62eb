"""Every page in every language: what it weighs, what it never holds, its headers, its texts, plain refusals."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from repatria.core.vocabulary.messages import WRITTEN_AT_THE_PORTAL
from repatria.core.vocabulary.paper_codes import paper_code
from repatria.core.vocabulary.papers import PaperKind
from repatria.core.vocabulary.relations import LATER, LOST_WORDS, MEETING, RELATIONS
from repatria.core.vocabulary.whom_to_ask import read_whom_to_ask
from repatria.doors.furniture.texts import LANGUAGES, MissingTextError, read_texts
from repatria.doors.portal import asking
from repatria.doors.portal.calling import URGENT, WANTS, WAYS
from repatria.doors.portal.form import FORGET, NAMES, REACH, SHARES
from repatria.doors.portal.pages import date_in_words, texts, today
from repatria.doors.portal.writing import WISHES
from repatria.records.intake.errors import PortalKeysError
from repatria.records.intake.keys import PortalKeys, install
from tests.doors.portal.family import Family, receipt_on, text_of

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
PORTAL = Path(str(files("repatria.doors.portal")))
FURNITURE = Path(str(files("repatria.doors.furniture")))
PLACES = ("", "form", "open", "add", "more", "write", "call", "check", "free", "safe")
GONE_BACK_TO = ("form", "form faults", "form mended", "check page", "changed")
"""What Back and Forward must bring up again without a warning."""
HEAVIEST = 60_000
"""Bytes of a page and its style sheet together: some seconds on the poorest line."""


def _all_pages(client: Client, language: str) -> Iterator[tuple[str, HttpResponse]]:
    for place in PLACES:
        yield place or "start", client.get(f"/{language}/{place}")
    family = Family(client, language)
    yield "form faults", family.press()
    yield "form mended", family.press("here")
    yield "check page", family.answer()
    yield "changed", family.change("reach")
    family.press()
    yield "receipt", family.send()
    receipt = receipt_on(family.page)
    typed = {"number": receipt.number, "words": " ".join(receipt.words)}
    yield "letters", client.post(f"/{language}/open", typed)
    yield "letters fault", client.post(f"/{language}/open", {})
    yield "papers fault", client.post(f"/{language}/add", typed)
    yield "tell fault", client.post(f"/{language}/more", typed)
    yield "told", client.post(f"/{language}/more", typed | {"what": "withdrawal"})
    yield "code fault", client.post(f"/{language}/check", {"code": "7Q2M4"})
    yield "paper unknown", client.post(f"/{language}/check", {"code": paper_code(bytes(13)), "word": "x"})
    yield "no page", client.get(f"/{language}/none/such")
    yield "no method", client.delete(f"/{language}/form")
    yield "bad state", client.post(f"/{language}/form", {"state": "x"})


@pytest.fixture(params=LANGUAGES)
def shown(request: pytest.FixtureRequest, client: Client) -> list[tuple[str, HttpResponse]]:
    return list(_all_pages(client, request.param))


def test_every_page_with_its_style_is_light(shown: list[tuple[str, HttpResponse]]) -> None:
    sheets = (FURNITURE / "static" / "furniture" / "style.css", PORTAL / "static" / "portal" / "portal.css")
    style = sum(len(sheet.read_bytes()) for sheet in sheets)
    heavy = {name: len(page.content) + style for name, page in shown if len(page.content) + style >= HEAVIEST}

    assert heavy == {}
    assert len(shown) == 25


def test_no_page_names_another_host_runs_a_script_or_keeps_a_cookie(shown: list[tuple[str, HttpResponse]]) -> None:
    elsewhere = re.compile(r"""(?:src|href|action|formaction)\s*=\s*["']?\s*(?:[a-z]+:)?//|https?://|url\(|@import""")
    # "data:," is the empty icon: without it a browser asks for one.
    for name, page in shown:
        text = page.content.decode()
        assert elsewhere.findall(text) == [], name
        assert not re.search(r"<script|\son\w+=|javascript:|<iframe|<img|<meta http-equiv", text), name
        assert not page.cookies, name
        assert "Set-Cookie" not in page.headers and "Cookie" not in page.headers.get("Vary", ""), name


@pytest.mark.parametrize("sheet", [FURNITURE / "static/furniture/style.css", PORTAL / "static/portal/portal.css"])
def test_a_style_sheet_loads_nothing_from_elsewhere(client: Client, sheet: Path) -> None:
    answer = client.get(f"/static/{sheet.parent.name}/{sheet.name}")
    style = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]

    assert answer.status_code == 200
    assert style == sheet.read_bytes()
    assert not re.search(rb"url\(|@import|//", style)
    # Of the family's own sheet: directions are logical, colours are tokens.
    own = style if sheet.name == "portal.css" else b""
    assert not re.search(rb"#[0-9a-f]{3,8}\b|-(?:left|right|top|bottom)\b|(?<![-\w])(?:width|height):", own)


def test_every_answer_carries_the_headers(shown: list[tuple[str, HttpResponse]]) -> None:
    expected = {
        "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
        "X-Robots-Tag": "noindex",
    }  # fmt: skip
    for name, page in shown:
        assert page["Cache-Control"] == ("private, no-cache" if name in GONE_BACK_TO else "no-store"), name
        assert page.headers.items() >= expected.items(), name
        policy = dict(part.strip().partition(" ")[::2] for part in page["Content-Security-Policy"].split(";"))
        assert policy == {
            "default-src": "'none'", "style-src": "'self'", "img-src": "'self' data:", "font-src": "'self'",
            "form-action": "'self'", "frame-ancestors": "'none'", "base-uri": "'none'",
        }, name  # fmt: skip


def test_every_page_is_whole_html_in_its_language(shown: list[tuple[str, HttpResponse]]) -> None:
    for name, page in shown:
        text = page.content.decode()
        assert page["Content-Type"] == "text/html; charset=utf-8", name
        assert re.search(r'<html lang="(uk|ru|en)"', text), name
        assert len(re.findall("<h1[ >]", text)) == text.count("</h1>") == 1, name
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), name
        targets = set(re.findall(r'(?:for|form)="([^"]+)"', text))
        assert targets <= set(ids), name
        described = {one for group in re.findall(r'aria-describedby="([^"]+)"', text) for one in group.split()}
        assert described <= set(ids), name


def test_every_fault_in_the_list_leads_to_its_field(shown: list[tuple[str, HttpResponse]]) -> None:
    faulty = 0
    for name, page in shown:
        text = page.content.decode()
        ids = set(re.findall(r'\bid="([^"]+)"', text))
        led = set(re.findall(r'<li><a href="#([^"]+)"', text))
        faulty += bool(led)
        assert led <= ids, name

    assert faulty == 5


def test_every_page_says_demo_in_a_demonstration(shown: list[tuple[str, HttpResponse]]) -> None:
    says_demo = b'<aside class="demo" aria-label="DEMO">DEMO</aside>'
    assert [name for name, page in shown if says_demo not in page.content] == []


def test_no_page_says_demo_otherwise(client: Client, portal_keys: Callable[..., PortalKeys]) -> None:
    portal_keys(is_demo=False)

    assert [name for name, page in _all_pages(client, "uk") if b"DEMO" in page.content] == []


def test_no_address_names_the_service_or_what_is_asked() -> None:
    told = re.compile("prison|captur|missing|letter|enquir|bureau|repatria", re.IGNORECASE)
    source = (PORTAL / "urls.py").read_text(encoding="utf-8")
    addresses = re.findall(r'path\("([^"]*)"', source)

    assert len(addresses) == 20
    assert [address for address in addresses if told.search(address)] == []


# --- whom to ask

WITH_OFFICES = ("start", "free", "safe", "check", "code fault", "paper unknown", "letters")


def test_who_can_be_asked_stands_where_she_is_told_to_call_and_on_no_receipt(
    shown: list[tuple[str, HttpResponse]], settings: Any
) -> None:
    whom = settings.WHOM_TO_ASK
    for name, page in shown:
        language = re.search(r'<html lang="(..)"', text_of(page))[1]  # type: ignore[index]
        wanted = {one for office in (whom.bureau[language], *whom.others_in(language))
                  for one in (office.name, office.telephone, office.street, office.hours) if one}  # fmt: skip
        there = {one for one in wanted if one in text_of(page)}
        assert there == (wanted if name in WITH_OFFICES else set()), name


def test_what_the_bureaus_file_does_not_say_is_not_shown(client: Client, settings: Any) -> None:
    settings.WHOM_TO_ASK = read_whom_to_ask('[bureau]\nname = { en = "Bureau" }\n[[others]]\ntelephone = "1"')

    for place in ("", "safe"):
        page = text_of(client.get(f"/en/{place}"))
        assert "Bureau" in page
        assert texts()["en"]["telephone"] not in page
        assert "Bureau" not in text_of(client.get(f"/uk/{place}"))


def test_no_text_sends_her_to_a_number_on_a_paper() -> None:
    told = re.compile("на вашому папері|на вашей бумаге|on your paper")
    assert [key for one in texts().values() for key, text in one.items() if told.search(text)] == []


# --- refusals in plain words


@pytest.mark.parametrize("address", ["/none", "/de/", "/uk", "/uk/form/", "/uk/none", "/UK/", "/uk/%00", "/uk/%FF"])
def test_an_unknown_address_is_told_so_on_a_page(client: Client, address: str) -> None:
    page = client.get(address)

    assert page.status_code == 404
    assert texts()["uk"]["error_page"] in text_of(page)


def test_the_page_of_a_refusal_is_in_the_language_of_its_address(client: Client) -> None:
    for language in LANGUAGES:
        assert texts()[language]["error_page"] in text_of(client.get(f"/{language}/none"))


def test_an_address_cannot_write_into_the_page(client: Client) -> None:
    page = client.get('/uk/"><script>alert(1)</script>')

    assert page.status_code == 404
    assert b"<script" not in page.content


@pytest.mark.parametrize(
    ("address", "method", "allowed"),
    [("/uk/form", "PUT", "GET, HEAD, POST"), ("/uk/open", "DELETE", "GET, HEAD, POST"), ("/uk/", "POST", "GET, HEAD"),
     ("/healthz", "POST", "GET, HEAD"), ("/x", "POST", "GET, HEAD"), ("/uk/free", "POST", "GET, HEAD"),
     ("/check", "OPTIONS", "GET, HEAD"), ("/uk/form", "TRACE", "GET, HEAD, POST")],
)  # fmt: skip
def test_another_method_is_refused_on_a_page(client: Client, address: str, method: str, allowed: str) -> None:
    page = client.generic(method, address)

    assert page.status_code == 405
    assert page["Allow"] == allowed
    assert texts()["uk"]["error_page"] in text_of(page)


def test_a_failure_of_ours_is_told_plainly_and_logged_without_her_words(
    client: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("Шевченко Сергій")

    monkeypatch.setattr(asking, "receive_sealed", fail)  # the store fails: no fake of a port stands for that
    family = Family(client, "uk")
    family.answer()
    page = family.send()

    assert page.status_code == 503
    assert texts()["uk"]["error_ours"] in text_of(page)
    told = capsys.readouterr()
    assert "RuntimeError" in told.out + told.err
    assert "Шевченко" not in told.out + told.err


def test_without_keys_nothing_is_sealed_and_nothing_pretends_to_be(client: Client) -> None:
    install(None)

    with pytest.raises(PortalKeysError):
        client.get("/uk/")


# --- the small pages


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_healthz_says_that_the_process_answers_and_nothing_else(client: Client, method: str) -> None:
    answer = client.generic(method, "/healthz")

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain")
    assert answer.content == (b"ok\n" if method == "GET" else b"")


@pytest.mark.parametrize(
    ("wanted", "language"),
    [("", "uk"), ("de-DE,ru;q=0.8", "ru"), ("en-GB,en", "en"), ("fr", "uk"), ("RU", "ru"), ("\x00;q=,,;" * 500, "uk")],
)
def test_the_bare_address_leads_to_the_language_asked_for(client: Client, wanted: str, language: str) -> None:
    for short, place in (("/", ""), ("/check", "check")):
        answer = client.get(short, headers={"Accept-Language": wanted})
        assert (answer.status_code, answer["Location"]) == (302, f"/{language}/{place}")


def test_leaving_quickly_leaves_this_host_and_clears_what_was_kept(client: Client) -> None:
    page = client.get("/x")

    assert (page.status_code, page["Location"]) == (303, "https://www.wikipedia.org/")
    assert page["Clear-Site-Data"] == '"cache", "storage"'
    assert page["Referrer-Policy"] == "no-referrer"
    assert not page.content


def test_where_no_other_host_is_named_leaving_quickly_shows_a_calendar(client: Client, settings: Any) -> None:
    settings.WHOM_TO_ASK = read_whom_to_ask("")
    page = client.get("/x", headers={"Accept-Language": "en"})

    assert page["Clear-Site-Data"] == '"cache", "storage"'
    assert date_in_words(today(), "en") in text_of(page)
    assert "/open" not in text_of(page)


# --- texts


def _used_by_templates() -> set[str]:
    sources = [path.read_text(encoding="utf-8") for path in (PORTAL / "templates").rglob("*.html")]
    return {key for source in sources for key in re.findall(r"\bt\.(\w+)", source)}


def _constants_of_code() -> set[str]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in PORTAL.glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


MADE_KEYS = {
    *(f"{kind}_{name}" for name in NAMES for kind in ("ask", "row")), *(f"relation_{one}" for one in RELATIONS),
    *(f"{kind}_{one}" for one in LOST_WORDS for kind in ("lost", "receipt_lost")), "receipt_lost_none",
    *(f"reach_{one}" for one in (*REACH, FORGET)), *(f"tell_{one}" for one in LATER),
    *(f"meeting_{one}" for one in MEETING),
    *(f"{kind}_{one}" for one in ("mail", "sms") for kind in ("note", "fault_note")), "note_none",
    *(f"call_want_{one}" for one in WANTS), *(f"call_way_{one}" for one in WAYS),
    *(f"call_urgency_{one}" for one in URGENT),
    *(f"write_{one}" for one in WRITTEN_AT_THE_PORTAL), *(f"write_wish_{one}" for one in WISHES),
    *(f"shares_{one}" for one in SHARES), *(f"kind_{one.value}" for one in PaperKind if one.is_checked_publicly),
    *(f"state_{one}" for one in ("received", "open", "letter")), "state_received_text", "state_open_text",
    *(f"{page}_{number}" for page in ("free", "safe") for number in range(1, 6)),
}  # fmt: skip
"""Keys that the code puts together."""


def test_every_text_that_a_page_asks_for_exists() -> None:
    wanted = _used_by_templates() | MADE_KEYS | set(asking._LABELS.values())

    assert wanted - set(texts()["uk"]) == set()
    assert len(wanted) > 80


def test_no_text_is_unused() -> None:
    assert set(texts()["uk"]) - _used_by_templates() - MADE_KEYS - _constants_of_code() == set()


def test_every_text_stands_in_three_languages_with_the_same_places() -> None:
    assert {frozenset(texts()[language]) for language in LANGUAGES} == {frozenset(texts()["uk"])}
    for key in texts()["uk"]:
        places = {language: set(re.findall(r"%\((\w+)\)s", texts()[language][key])) for language in LANGUAGES}
        assert places["uk"] == places["ru"] == places["en"], key


def test_a_text_in_ukrainian_or_russian_holds_no_letter_of_the_other() -> None:
    wrong = [(key, language) for language, letters in (("uk", "ыэёъ"), ("ru", "іїєґ"))
             for key, text in texts()[language].items() if set(text.lower()) & set(letters)]  # fmt: skip

    assert wrong == []


@pytest.mark.parametrize(
    ("catalogue", "told"),
    [
        ('[a]\nuk = "x"\nru = "x"', "a in en"),
        ('[a]\nuk = "x"\nru = " "\nen = "x"', "a in ru"),
        ('a = "x"', "a in uk"),
    ],
)
def test_a_catalogue_that_lacks_a_language_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: str, told: str
) -> None:
    package = tmp_path / "some_texts"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "common.toml").write_text(catalogue, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "some_texts", raising=False)

    with pytest.raises(MissingTextError, match=told):
        read_texts("some_texts", "common")


def test_a_catalogue_that_tells_a_key_twice_is_refused() -> None:
    with pytest.raises(MissingTextError, match="stands twice"):
        read_texts("repatria.doors.portal.texts", "common", "common")
