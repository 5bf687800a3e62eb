"""Every page as it leaves the house: its headers, its titles, DEMO or none, no other host; the files and the papers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve
from pypdf import PdfReader

from repatria.doors.desk.first_page import pages as first_page
from repatria.doors.desk.frame import navigation
from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.records.access.role_table import Role
from tests.doors.desk.bureau import (
    BY_ROLE,
    PASSWORD,
    Bureau,
    Whole,
    counting_once,
    enter,
    fields_of,
    text_of,
    tree_size,
    unlike_headers,
)
from tests.doors.desk.test_access import allowed

pytestmark = pytest.mark.django_db

Shown = tuple[str, HttpResponse]


def is_page(page: HttpResponse) -> bool:
    return page.headers.get("Content-Type", "").startswith("text/html") and bool(page.content)


def opened(whole: Whole, language: str, roles: Iterable[Role] = ()) -> Iterator[Shown]:
    """Every address as it is seen by those who may open it, or by all these roles, and pages that are no address.

    Given:    a role that is refused sees the refusals of one address of each module: they are one template's, and
              test_access.py sees one of each address.
    """
    refusing = set()
    for name, path in whole.paths().items():
        for role in roles or [next(role for role in BY_ROLE if allowed(role, name))]:
            if not allowed(role, name):
                module = resolve(path).func.__module__
                if (role, module) in refusing:
                    continue
                refusing.add((role, module))
            browser = whole.at(BY_ROLE[role], language)
            if path.startswith("/own/"):
                browser.post("/sign-in/again", {"password": PASSWORD, "next": "/own"})
            yield f"{role}: {name}", browser.get(path)
    yield "faults", enter(whole.at("registrar", language), "/capture")
    yield "receipt", enter(whole.at("hotline", language), "/telephone", sought_name="Ї")
    administrator = whole.at("administrator-1", language)
    new = enter(administrator, "/accounts/new", sign_in_name=f"new-{tree_size()}", account_language="uk")
    yield "before first credentials: account", administrator.get(new.headers["Location"])
    yield "first credentials", administrator.post(f"{new.headers['Location']}/credentials")
    administrator.post(f"/accounts/{whole.number('reviewer-3')}/reset")
    yield "a reset waits: account", administrator.get(f"/accounts/{whole.number('reviewer-3')}")
    yield "a reset to approve", whole.at("auditor", language).get("/approvals")
    yield "recovery codes", whole.at("registrar", language).post("/own/recovery-codes")
    yield "nowhere", whole.at("registrar", language).get("/nowhere")
    stranger = Client()
    stranger.cookies["desk_language"] = language
    for path in ("/sign-in", "/nowhere", "/sign-in/closed", "/persons"):
        yield f"stranger: {path}", stranger.get(path)
    yield "wrong password", stranger.post("/sign-in", {"login": "x", "password": "x"})
    stranger.post("/sign-in", {"login": "registrar", "password": PASSWORD})
    yield "second step", stranger.get("/sign-in/code")
    yield "wrong code", stranger.post("/sign-in/code", {"code": "1"})


_KEPT: dict[str, list[Shown]] = {}
_OTHERWISE: dict[str, list[Shown]] = {}


@pytest.fixture
def counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "counts_by", counting_once())


@pytest.fixture
def in_ukrainian(request: pytest.FixtureRequest, counted_once: None) -> list[Shown]:
    """All of them in Ukrainian; opened once, since they are only read."""
    if not _KEPT:
        whole = request.getfixturevalue("whole")
        _KEPT.update(opened=[*opened(whole, "uk")], refused=[*opened(whole, "uk", [Role.DELEGATE])])
    return _KEPT["opened"]


@pytest.fixture
def shown(in_ukrainian: list[Shown]) -> list[Shown]:
    """The same, and as a delegate is refused them."""
    return [*in_ukrainian, *_KEPT["refused"]]


@pytest.fixture
def otherwise(
    request: pytest.FixtureRequest, outside: Callable[..., Any], counted_once: None, tmp_path: Path
) -> dict[str, list[Shown]]:
    """All of them in the other two languages, in a house that is no demonstration; opened once."""
    if not _OTHERWISE:
        whole = request.getfixturevalue("whole")
        outside(is_demo=False, matcher_socket=tmp_path / "matcher.socket")
        _OTHERWISE.update((language, list(opened(whole, language))) for language in ("ru", "en"))
    return _OTHERWISE


def test_every_answer_has_its_headers(shown: list[Shown]) -> None:
    # In test_access.py every address is opened by every role: there its headers are looked at too.
    unlike = {name.partition(": ")[2]: set(found) for name, page in shown if (found := unlike_headers(page))}
    assert {"scan": {"Content-Security-Policy"}} == unlike, "one page alone has a camera and a reader"
    assert {200, 302, 400, 403, 404, 405} <= {page.status_code for _, page in shown}


def test_no_page_names_another_host_or_holds_a_script_or_style_of_its_own(shown: list[Shown]) -> None:
    for name, page in filter(lambda one: is_page(one[1]), shown):
        text = page.content.decode().replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", text), name
        assert not re.search(r"<style|style=|\son[a-z]+=|javascript:", text), name
        scripts = re.findall(r"<script\b([^>]*)>", text)
        assert all("src=" in one or "application/json" in one for one in scripts), name


def test_every_page_is_whole_for_a_reader(shown: list[Shown]) -> None:
    wrong = []
    for name, page in filter(lambda one: is_page(one[1]), shown):
        text = page.content.decode()
        ids = re.findall(r'\bid="([^"]+)"', text)
        led = set(re.findall(r'\bfor="([^"]+)"', text)) | set(re.findall(r'href="#([^"]+)"', text))
        led |= {one for group in re.findall(r'aria-describedby="([^"]+)"', text) for one in group.split()}
        if len(ids) != len(set(ids)) or led - set(ids) or text.count("<h1>") != 1 or '<html lang="uk"' not in text:
            wrong.append((name, [one for one in ids if ids.count(one) > 1], led - set(ids), text.count("<h1>")))
        labelled = set(re.findall(r'\bfor="([^"]+)"', text))
        typed = re.findall(r'<(?:input type="(?:text|password)"|textarea|select) id="([^"]+)"', text)
        if set(typed) - labelled:
            wrong.append((name, set(typed) - labelled))

    assert wrong == []


KEPT_NOWHERE = {
    "password", "authenticator", "add_passkey", "wrong password", "second step", "wrong code", "/sign-in",
    "search", "find_family", "scan",
}  # fmt: skip
"""Pages whose forms are kept nowhere: what opens a sign-in, and what is asked and answered at once."""


def test_every_form_says_whose_it_is_but_those_of_a_sign_in(shown: list[Shown]) -> None:
    wrong = []
    for name, page in filter(lambda one: is_page(one[1]), shown):
        text = page.content.decode().partition("<main")[2].partition("</main>")[0]
        forms = re.findall(r'<form [^>]*method="post".*?</form>', text, re.DOTALL)
        typed_into = [one for one in forms if re.search(r'<textarea|<select|type="(?:text|password)"', one)]
        is_not_kept = name.rpartition(": ")[2] in KEPT_NOWHERE
        wrong += [name for one in typed_into if ('name="kept_for"' in one) == is_not_kept]

    assert wrong == []


def test_no_page_speaks_a_key_or_a_word_of_the_code(shown: list[Shown]) -> None:
    for name, page in filter(lambda one: is_page(one[1]), shown):
        words = re.sub(r"<[^>]+>", " ", text_of(page).partition("<main")[2].partition("<footer")[0])
        words = re.sub(r'\{".*?\}\s', " ", words)  # what the passkey's script is handed
        assert not re.search(r"\b(page|field|button|intro|guard|fault|column|owed)\.[a-z_]+", words), name
        assert not re.search(r"\bNone\b|\{\{|\{%", words), name


def test_no_page_shows_a_day_or_an_hour_as_it_is_kept(shown: list[Shown]) -> None:
    found: dict[str, list[str]] = {}
    for name, page in filter(lambda one: is_page(one[1]), shown):
        main = text_of(page).partition("<main")[2]
        words = re.sub(r"<(script|style|textarea).*?</\1>|<[^>]+>", " ", main, flags=re.S)
        kept = re.findall(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])|\d{2}:\d{2}:\d{2}(?:\.\d+)?Z", words)
        if kept:
            found[name] = kept
    assert not found


def test_every_page_says_demo_in_a_demonstration(shown: list[Shown]) -> None:
    for name, page in filter(lambda one: is_page(one[1]), shown):
        assert ">DEMO<" in page.content.decode(), name


def test_no_page_says_demo_otherwise(otherwise: dict[str, list[Shown]]) -> None:
    for language, found in otherwise.items():
        for name, page in found:
            assert b"DEMO" not in page.content, (name, language)


def title_of(page: HttpResponse) -> str:
    found = re.search(r"<title>(.*?)</title>", text_of(page), re.DOTALL)
    return found[1] if found else ""


def test_every_page_has_its_title_in_three_languages(
    in_ukrainian: list[Shown], otherwise: dict[str, list[Shown]]
) -> None:
    titles: dict[str, dict[str, str]] = {}
    for language, pages in (("uk", in_ukrainian), *otherwise.items()):
        for name, page in pages:
            if is_page(page):
                titles.setdefault(name, {})[language] = title_of(page)
    # These are titled by what they show.
    by_number = {"person", "account", "exchange_list", "remains_item", "remains_recovery", "batch", "sample"}
    for name, found in titles.items():
        assert set(LANGUAGES) == set(found), name
        for language, title in found.items():
            assert title.endswith(f" · {say(language, 'page.desk')}") and title[0] not in " ·", (name, language)
    alike = {name for name, found in titles.items() if len({one.partition(" · ")[0] for one in found.values()}) == 1}
    assert set() == {name for name in alike if name.partition(": ")[2] not in by_number}


def test_a_fault_of_ours_shows_a_page_that_names_nothing(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: Any) -> None:
        raise RuntimeError("Шевченко")

    # No page fails on purpose: the failure must be put there.
    monkeypatch.setattr(first_page, "owed_by", fail)
    browser = bureau.at("registrar", "ru")
    browser.raise_request_exception = False
    page = browser.get("/")

    assert page.status_code == 500
    assert say("ru", "refusal.page.fault") in text_of(page)
    assert "Шевченко" not in text_of(page)
    assert not unlike_headers(page)


def lines_of(page: HttpResponse) -> list[list[str]]:
    assert "text/csv; charset=utf-8" == page.headers["Content-Type"]
    assert page.headers["Content-Disposition"].startswith("attachment;")
    text = page.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_list_as_a_file_holds_no_formula(bureau: Bureau) -> None:
    registrar = bureau.at("registrar")
    for number, name in enumerate(('=HYPERLINK("#A1")', "+7", "@x", "－1", 'Ім\'я, "лапки"; крапка')):
        typed = {"power": "PA", "card_number": f"={number}", "surname": name}
        typed |= {f"{kind}_given": "declined" for kind in ("first_names", "rank", "birth_date", "service_number")}
        assert enter(registrar, "/capture", **typed).status_code == 302
    lines = lines_of(registrar.get("/persons?export=csv"))

    assert 6 == len(lines)
    assert [say("en", "column.card"), say("en", "column.name")] == lines[0][:2]
    assert not [cell for line in lines for cell in line if cell.lstrip()[:1] in tuple("=+-@＝＋－＠")]
    assert 'Ім\'я, "лапки"; крапка' in [line[1] for line in lines]


LISTS = {
    "/persons": "registrar", "/notices": "registrar", "/enquiries": "caseworker-1", "/pairs": "reviewer-3",
    "/interviews": "interviewer", "/hand-overs": "officer", "/accounts": "administrator-1", "/roll": "camp-2",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_comes_as_a_file_in_the_readers_language(bureau: Bureau, language: str) -> None:
    bureau.capture().ask()
    for path, name in LISTS.items():
        lines = lines_of(bureau.at(name, language).get(f"{path}?export=csv"))

        assert len({len(line) for line in lines}) == 1
        assert all(re.search("[а-яії]" if language != "en" else "[a-z]", cell, re.IGNORECASE) for cell in lines[0])


def test_the_file_holds_what_the_page_shows_with_its_filter(whole: Whole) -> None:
    registrar = whole.at("registrar")
    for state in ("issued", "sent"):
        page = text_of(registrar.get(f"/notices?state={state}"))
        link = re.search(r'href="(\?[^"]*export=csv[^"]*)"', page)
        if link is None:
            assert say("en", "empty.notices") in page
            continue
        shown_numbers = set(re.findall(r"<bdi>(N-[0-9A-Z-]+)</bdi>", page))
        assert shown_numbers == {line[0] for line in lines_of(registrar.get(f"/notices{link[1]}"))[1:]}
        assert state in link[1]


def words_of(page: HttpResponse) -> str:
    assert (200, "application/pdf") == (page.status_code, page.headers["Content-Type"])
    assert page.headers["Content-Disposition"].startswith("inline;")
    reader = PdfReader(io.BytesIO(page.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return "\n".join(one.extract_text() for one in reader.pages)


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_four_papers_are_printed_and_say_demo_only_in_a_demonstration(
    whole: Whole, outside: Callable[..., Any], is_demo: bool
) -> None:
    outside(is_demo=is_demo)
    hotline = whole.at("hotline")
    form = fields_of(hotline.get("/telephone"))
    papers = {
        "card to the Agency": words_of(whole.at("registrar").get(f"/cards/{whole.card}/agency.pdf")),
        "card to the family": words_of(whole.at("registrar").get(f"/cards/{whole.card}/family.pdf")),
        "notice": words_of(whole.at("registrar").get(f"/notices/{whole.notice}/notice.pdf")),
        "record": words_of(whole.at("officer").get(f"/hand-overs/{whole.handover}/record.pdf")),
        "receipt": words_of(
            hotline.post("/telephone/paper.pdf", {"form_id": form["form_id"], "letter_language": "uk"})
        ),
    }

    assert dict.fromkeys(papers, is_demo) == {name: "DEMO" in words for name, words in papers.items()}
    assert all("Шевченко" in words for name, words in papers.items() if name != "receipt")
    assert "Шевч" not in papers["receipt"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_is_printed_in_the_language_of_her_letters(bureau: Bureau, language: str) -> None:
    hotline = bureau.at("hotline", "en")
    form = fields_of(hotline.get("/telephone"))
    page = enter(hotline, "/telephone", form_id=form["form_id"], letter_language=language, sought_name="Ї",
                 lost_words="never")  # fmt: skip
    number = re.search(r'<p class="number" dir="ltr">([\d ]+)</p>', text_of(page))
    sheet = words_of(hotline.post("/telephone/paper.pdf", {"form_id": form["form_id"], "letter_language": language}))

    assert number is not None and number[1] in " ".join(sheet.split())


def test_the_record_of_a_hand_over_is_not_printed_before_both_were_asked_again(bureau: Bureau) -> None:
    from repatria.core.law.contact import ContactAbout, ContactAnswer

    bureau.capture().ask().link().he_says(ContactAnswer.YES).decide().level_three()
    bureau.switched_on().he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER).opened()
    page = bureau.at("officer").get(f"/hand-overs/{bureau.handover}/record.pdf")

    assert page.status_code == 400
    assert "text/html" in page.headers["Content-Type"]
