"""Every page in a real browser: axe finds nothing, nothing is wider than a small screen, nobody else is asked for."""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from repatria.doors.desk.frame.acting import LANGUAGE_COOKIE
from repatria.doors.jobs.demo.sign_ins import SIGN_INS
from tests.journeys.people import PHONE, SCREEN

pytestmark = pytest.mark.browser
LANGUAGES = ("uk", "ru", "en")
PORTAL = ("", "form", "form#p-born", "open", "add", "more", "check", "free", "safe")
FRAME = ("head", "body > header", "body > footer")
WITH_EVERY_CHANGE = ("caseworker-1", "camp-officer-1")
FIRST = [one.name for one in SIGN_INS if one.name.endswith("-1")]
IN_EVERY_LANGUAGE = os.environ.get("REPATRIA_HEAVY") == "full"
FIRST_OF_ROLE = [
    pytest.param(name, language, marks=[] if name in WITH_EVERY_CHANGE else pytest.mark.whole)
    for at, name in enumerate(FIRST)
    for language in (LANGUAGES if IN_EVERY_LANGUAGE else LANGUAGES[at % 3 :][:1])
]
"""Each role in one language, by turns; REPATRIA_HEAVY=full looks at each in all of them."""


def _told(found) -> list[str]:
    return [
        f"{one['id']}: {one['help']} ({node['html'][:120]})" for one in found["violations"] for node in one["nodes"]
    ]  # fmt: skip


def _faults(page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    return _told(page.evaluate("axe.run({resultTypes: ['violations']})"))  # what it found good it need not tell


def _new_faults(page, stood: set[str]) -> list[str]:
    """The same, but of contrast, most of what axe costs, it is asked once for each way in which a text stands."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run({resultTypes: ['violations'], rules: {'color-contrast': {enabled: false}}})")
    fresh = [one for one in page.evaluate(_STANDING) if one not in stood]
    stood.update(fresh)
    pale = page.evaluate(_PALE, fresh) if fresh else {"violations": []}
    return _told(found) + _told(pale)


# How a text stands, as far as its colours go: the elements around it up to the page's own with their marks, what comes
# before each, and whether something in a label is ticked. Of a single letter axe is not asked.
_STANDING = """() => {
    const marks = a => ["class", "type", "role"].includes(a.name) ? `${a.name}=${a.value}` : a.name
    const ways = new Map()
    const way = e => {
        if (e && !ways.has(e)) {
            const before = e.previousElementSibling, ticked = e.localName === "label" && e.querySelector(":checked")
            const around = before ? `${before.localName}.${before.className}` : ""
            const own = [e.localName, ...[...e.attributes].map(marks).sort(), ticked ? "ticked" : ""].join(" ")
            ways.set(e, `${way(e.parentElement)} > ${around} + ${own}`)
        }
        return e ? ways.get(e) : ""
    }
    window.standing = new Map()
    for (const e of document.querySelectorAll("body *")) {
        const text = [...e.childNodes].filter(n => n.nodeType === Node.TEXT_NODE).map(n => n.data.trim()).join("")
        const isAsked = text.length > 1 || ["input", "select", "textarea"].includes(e.localName)
        if (isAsked && !standing.has(way(e))) standing.set(way(e), e)
    }
    return [...standing.keys()]
}"""
_PALE = """fresh => axe.run({include: fresh.map(way => standing.get(way))}, {
    runOnly: ["color-contrast"], resultTypes: ["violations"],
})"""


_UNNAMED = """() => {
  const faults = [], ids = [...document.querySelectorAll('[id]')].map(one => one.id);
  ids.filter((id, at) => ids.indexOf(id) !== at).forEach(id => faults.push('twice: ' + id));
  for (const name of ['for', 'aria-labelledby', 'aria-describedby'])
    for (const one of document.querySelectorAll(`[${name}]`))
      for (const id of one.getAttribute(name).split(/\\s+/).filter(Boolean))
        if (!document.getElementById(id)) faults.push(`${name} of nothing: ${id}`);
  const hasLabel = one => (one.getAttribute('aria-label') || '').trim() || one.getAttribute('aria-labelledby');
  for (const one of document.querySelectorAll('input:not([type=hidden]), select, textarea'))
    if (!hasLabel(one) && !one.labels.length) faults.push('without a label: ' + one.name);
  for (const one of document.querySelectorAll('a[href], button'))
    if (!hasLabel(one) && !one.textContent.trim()) faults.push('without a word: ' + one.outerHTML.slice(0, 80));
  return faults;
}"""
"""What depends on more than how a page is built: ids that stand twice or lead nowhere, and what nobody can name."""


def _width(page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


# What axe looks at is what a page is built of, not its words: elements, their attributes and classes, and where text
# stands at all; of lines that are built alike, one.
_BUILT = """([start, unmarked]) => {
    const built = e => {
        const told = [...e.attributes].filter(a => a.name !== unmarked)
        const marks = told.map(a => ["class", "type", "role", "lang"].includes(a.name)
            ? `${a.name}=${a.value}` : a.name).sort().join(" ")
        const parts = [...e.children].map(built).filter((one, at, all) => one !== all[at - 1])
        const speaks = [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim())
        return `<${e.localName} ${marks}>${speaks ? "..." : ""}${parts.join("")}</>`
    }
    return built(document.querySelector(start))
}"""


@pytest.fixture(scope="module")
def looked_at():
    """How each page is built that axe has looked at already, whoever opened it."""
    return set()


@pytest.fixture(scope="module")
def stood():
    """How each text stands of whose contrast axe was asked already."""
    return set()


@pytest.fixture
def looking(request, browser):
    """A page on a small screen in a colour scheme, and every host that it asked."""
    context = browser.new_context(viewport=PHONE, color_scheme=getattr(request, "param", "light"))
    page = context.new_page()
    page.hosts = set()
    page.on("request", lambda sent: page.hosts.add(urlsplit(sent.url).netloc))
    yield page
    context.close()


# The words of a page have the same colours in every language.
@pytest.mark.parametrize(
    ("looking", "language"), [*(("light", one) for one in LANGUAGES), ("dark", "uk")], indirect=["looking"]
)
def test_every_portal_page_is_accessible_narrow_and_alone(house, looking, language):
    for path in PORTAL:
        looking.goto(f"{house.portal}/{language}/{path}")
        assert [] == _faults(looking), (language, path)
        assert _width(looking) <= PHONE["width"], (language, path)
        looking.evaluate("document.documentElement.dir = 'rtl'")
        assert _width(looking) <= PHONE["width"], (language, path, "right to left")
        assert language == looking.get_attribute("html", "lang")
    assert {urlsplit(house.portal).netloc} == looking.hosts


def test_every_step_of_the_form_is_accessible_and_back_and_forward_lose_nothing(house, bureau):
    family = bureau.family("uk")
    seen = []
    # Scripts stay off for her; axe needs them, so every page is looked at again in a browser that has them.
    looker = bureau.browser.new_context(viewport=PHONE).new_page()
    looker.goto(f"{house.portal}/uk/")

    def stands():
        fields = family.page.locator("main [name]:not([type=hidden], button)").all()
        return family.page.url, family.text(), [
            one.is_checked() if one.get_attribute("type") in ("radio", "checkbox") else one.input_value()
            for one in fields
        ]  # fmt: skip

    def look(name):
        looker.set_content(family.page.content())
        assert [] == _faults(looker), name
        assert _width(family.page) <= PHONE["width"], name
        if name not in ("fault", "receipt", "letters"):  # the words of a receipt are kept by no browser
            before = stands()
            family.page.go_back()
            assert before != stands(), name
            family.page.go_forward()
            assert before == stands(), name
        seen.append(name)

    family.opens("form")._presses("button[value='check']")
    look("fault")
    family.asks("Тестенко Іван", "1990", own_name="Ольга", words="слова", look=look)
    number = family.number
    family.page.go_back()
    assert "Тестенко Іван" in family.text()
    family._presses("button[value='send']")
    assert number == family.page.inner_text(".receipt .number")
    family.reads_letters()
    look("letters")
    assert ["fault", "name", "born", "who", "reach", "words", "meet", "more", "shares", "check", "receipt",
            "letters"] == seen  # fmt: skip


def test_a_pale_text_is_found_where_it_stands_in_a_new_way(looking):
    stood = set()
    built = "<html lang=en><title>t</title><main><h1>Today</h1><p>{}</p><p class=a style='color: {}'>{}</p></main>"
    looking.set_content(built.format("one", "black", "two"))
    assert [] == [one for one in _new_faults(looking, stood) if "contrast" in one]
    looking.set_content(built.format("one", "#ccc", "other words").replace("class=a", "class=b"))
    found = [one for one in _new_faults(looking, stood) if "contrast" in one]
    assert 1 == len(found) and "other words" in found[0]


def _kind(path):
    """Pages of one kind have one address but for the numbers in it."""
    kind = re.sub(r"/([A-Z]-[0-9A-Z:-]+|[A-Z]+-\d+)", "/NUMBER", urlsplit(path).path)
    return re.sub(r"/(\d+|[0-9a-f]{16,}|notices_\w+:\S+)", "/NUMBER", kind)


def _is_file(path):
    return urlsplit(path).path.endswith((".pdf", ".txt")) or "export=" in path or path.startswith("/enquiries/papers/")


@pytest.mark.parametrize(("name", "language"), FIRST_OF_ROLE)
def test_every_page_of_a_role_is_accessible_narrow_and_alone(house, bureau, name, language, looked_at, stood):
    worker, frames = bureau.by(name), set()
    worker.page.context.add_cookies([{"name": LANGUAGE_COOKIE, "value": language, "url": house.desk}])
    hosts, wide, seen, waiting = set(), {}, set(), ["/"]
    worker.page.set_viewport_size(PHONE)
    worker.page.on("request", lambda sent: hosts.add(urlsplit(sent.url).netloc))
    while waiting:
        path = waiting.pop(0)
        if _kind(path) in seen:
            continue
        seen.add(_kind(path))
        worker.opens(path)
        if not path.startswith("/field/"):  # the night is typed in a language of its own, which its address names
            assert language == worker.page.get_attribute("html", "lang"), path
        if _width(worker.page) > PHONE["width"]:
            wide[path] = _width(worker.page)
        assert [] == worker.page.evaluate(_UNNAMED), path
        # The frame around a page is one role's own, and the same around most; what it frames is built alike for many.
        # The mark of the page's own place in the menu stands on another item of each page.
        frame = "".join(worker.page.evaluate(_BUILT, [part, "aria-current"]) for part in FRAME)
        main = worker.page.evaluate(_BUILT, ["main", ""])
        if frame not in frames or main not in looked_at:
            worker.page.set_viewport_size(SCREEN)
            assert [] == _new_faults(worker.page, stood), path
            worker.page.set_viewport_size(PHONE)
            frames.add(frame)
            looked_at.add(main)
        links = worker.page.eval_on_selector_all("a[href^='/']", "all => all.map(one => one.getAttribute('href'))")
        waiting += [one for one in links if not _is_file(one)]
    worker.page.set_viewport_size(SCREEN)
    worker.page.context.clear_cookies(name=LANGUAGE_COOKIE)
    assert {} == wide
    assert {"/", "/own", "/keys"} < seen
    assert {urlsplit(house.desk).netloc} == hosts


@pytest.mark.parametrize("looking", ["light", "dark"], indirect=True)
def test_the_sign_in_pages_are_accessible(house, looking):
    looking.goto(f"{house.desk}/sign-in")
    assert [] == _faults(looking)
    looking.fill("#login", "registrar-2")
    looking.fill("#password", house.password("registrar-2"))
    with looking.expect_navigation():  # of a page that is going away axe asks in vain
        looking.click("form[action='/sign-in'] button")
    assert [] == _faults(looking)
