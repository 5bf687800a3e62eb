"""Every page in a real browser: axe finds nothing, nothing is wider than a small screen, nobody else is asked for."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from repatria.doors.jobs.demo.sign_ins import SIGN_INS
from tests.journeys.people import PHONE, SCREEN

pytestmark = pytest.mark.browser
LANGUAGES = ("uk", "ru", "en")
PORTAL = ("", "form", "form#p-born", "open", "add", "check", "free", "safe")
FIRST_OF_ROLE = [one.name for one in SIGN_INS if one.name.endswith("-1")]


def _faults(page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]})  # what it found good it need not tell at length
    return [
        f"{one['id']}: {one['help']} ({node['html'][:120]})"
        for one in found.response["violations"] for node in one["nodes"]
    ]  # fmt: skip


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
_BUILT = """start => {
    const built = e => {
        const marks = [...e.attributes].map(a => ["class", "type", "role", "lang"].includes(a.name)
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


def _kind(path):
    """Pages of one kind have one address but for the numbers in it."""
    kind = re.sub(r"/([A-Z]-[0-9A-Z:-]+|[A-Z]+-\d+)", "/NUMBER", urlsplit(path).path)
    return re.sub(r"/(\d+|[0-9a-f]{16,}|notices_\w+:\S+)", "/NUMBER", kind)


def _is_file(path):
    return urlsplit(path).path.endswith((".pdf", ".txt")) or "export=" in path or path.startswith("/enquiries/papers/")


@pytest.mark.parametrize("name", FIRST_OF_ROLE)
def test_every_page_of_a_role_is_accessible_narrow_and_alone(house, bureau, name, looked_at):
    worker, frames = bureau.by(name), set()
    hosts, wide, seen, waiting = set(), {}, set(), ["/"]
    worker.page.set_viewport_size(PHONE)
    worker.page.on("request", lambda sent: hosts.add(urlsplit(sent.url).netloc))
    while waiting:
        path = waiting.pop(0)
        if _kind(path) in seen:
            continue
        seen.add(_kind(path))
        worker.opens(path)
        if _width(worker.page) > PHONE["width"]:
            wide[path] = _width(worker.page)
        assert [] == worker.page.evaluate(_UNNAMED), path
        # The frame around a page is one role's own, and the same around most; what it frames is built alike for many.
        frame = "".join(worker.page.evaluate(_BUILT, part) for part in ("head", "body > header", "body > footer"))
        frame = frame.replace("aria-current ", "")  # on another item of each page
        main = worker.page.evaluate(_BUILT, "main")
        if frame not in frames or main not in looked_at:
            worker.page.set_viewport_size(SCREEN)
            assert [] == _faults(worker.page), path
            worker.page.set_viewport_size(PHONE)
            frames.add(frame)
            looked_at.add(main)
        links = worker.page.eval_on_selector_all("a[href^='/']", "all => all.map(one => one.getAttribute('href'))")
        waiting += [one for one in links if not _is_file(one)]
    worker.page.set_viewport_size(SCREEN)
    assert {} == wide
    assert {"/", "/own", "/keys"} < seen
    assert {urlsplit(house.desk).netloc} == hosts


@pytest.mark.parametrize("looking", ["light", "dark"], indirect=True)
def test_the_sign_in_pages_are_accessible(house, looking):
    looking.goto(f"{house.desk}/sign-in")
    assert [] == _faults(looking)
    looking.fill("#login", "registrar-2")
    looking.fill("#password", house.password("registrar-2"))
    looking.click("form[action='/sign-in'] button")
    assert [] == _faults(looking)
