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
PORTAL = ("", "form", "form#p-born", "open", "add", "more", "write", "call", "check", "free", "safe")
RECORDS = 4
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


class Seen:
    """Ways in which something was built, and in which a text stood, that axe was asked about already."""

    def __init__(self) -> None:
        self.paths: dict[str, set[str]] = {}  # of records whose own page was opened, by the kind of page
        self.built: set[str] = set()
        self.stood: set[str] = set()


# What axe looks at is what a page is built of, not its words. An element is built in a way: its own marks and those of
# all around it, whether text stands in each, and of lists, tables, fields and the like what is in it; beside the
# elements, which heading follows which, and whether two landmarks of a page have one name. A text stands in a way, as
# far as its colours go: the elements around it with their marks, what comes before each, and whether something in a
# label is ticked. Of a single letter axe asks no contrast, and of what is hidden nothing: hidden on one page and shown
# on another, it is so in two ways.
_LOOK = """() => {
    const TOLD = ["class", "type", "role", "lang", "scope", "tabindex", "autocomplete", "aria-hidden", "aria-live"]
    const WORDED = "id for name value action method enctype src datetime checked selected required min max step " +
        "maxlength minlength pattern inputmode size rows cols spellcheck placeholder rel target download aria-current"
    const UNTOLD = new Set(WORDED.split(" "))
    const HOLDS = new Set(("ul ol dl menu table thead tbody tfoot tr select optgroup fieldset label figure details " +
        "a button body").split(" "))
    const of = (e, names) => [...e.attributes].map(a => names.includes(a.name) ? `${a.name}=${a.value}` : a.name).sort()
    const own = new Map(), around = new Map(), above = new Map(), ways = new Map(), standing = new Map()
    const speaks = e => [...e.childNodes].map(n => n.nodeType === Node.TEXT_NODE ? n.data.trim() : "").join("")
    const told = e => of(e, e === document.documentElement ? [] : TOLD)  // the page's language is asked apart
    const kept = e => told(e).filter(one => !UNTOLD.has(one) && !one.startsWith("data-")).join(" ")
    const named = e => `<${e.localName} ${kept(e)}>${speaks(e) ? "..." : ""}`
    const marks = e => own.get(e) || own.set(e, named(e)).get(e)
    const chain = e => e ? around.get(e) || around.set(e, chain(e.parentElement) + marks(e)).get(e) : ""
    const stands = e => {
        if (!e) return ""
        if (!above.has(e)) {
            const before = e.previousElementSibling, ticked = e.localName === "label" && e.querySelector(":checked")
            const lit = of(e, ["class", "type", "role"]).filter(one => one === "aria-current" || !UNTOLD.has(one))
            const named = [e.localName, ...lit, ticked ? "ticked" : ""].join(" ")
            const after = before ? `${before.localName}.${before.className}` : ""
            above.set(e, `${stands(e.parentElement)} > ${after} + ${named}`)
        }
        return above.get(e)
    }
    for (const e of document.querySelectorAll("*")) {
        if (e.closest("head") && e.localName !== "head") continue
        const text = speaks(e), shown = e.checkVisibility() ? "" : "hidden "
        const parts = HOLDS.has(e.localName) ? [...e.children].map(marks) : []
        // Of what stands in the page itself each counts: there may be one header, one main part, one foot.
        const within = e.localName === "body" ? parts : [...new Set(parts)].sort()
        const way = `${shown}${chain(e)}{${within.join("")}}`
        const asked = ["html", "head", "body"].includes(e.localName) ? null : e.closest("table") || e
        if (!ways.has(way)) ways.set(way, asked)
        const isAsked = text.length > 1 || ["input", "select", "textarea"].includes(e.localName)
        if (isAsked && document.body.contains(e) && !standing.has(shown + stands(e))) standing.set(shown + stands(e), e)
    }
    const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(e => e.localName)
    levels.forEach((level, at) => ways.set(`${at ? levels[at - 1] : "first"} then ${level}`, null))
    const name = e => (e.getAttribute("aria-label") || e.getAttribute("aria-labelledby") || "").trim()
    const marked = [...document.querySelectorAll("nav, aside, section, form, [role]")]
    const places = marked.map(e => `${e.localName} ${name(e)}`)
    places.filter((one, at) => places.indexOf(one) !== at).forEach(one => ways.set(`two of ${one.split(" ")[0]}`, null))
    window.ways = ways
    window.standing = standing
    return {built: [...ways.keys()], stood: [...standing.keys()]}
}"""
_PALE = """fresh => axe.run({include: fresh.map(way => standing.get(way))}, {
    runOnly: ["color-contrast"], resultTypes: ["violations"],
})"""
# Of a page as a whole it is asked where the new is of the page itself: its parts, its headings, two landmarks.
_ELSE = """fresh => {
    const found = fresh.map(way => ways.get(way))
    const where = found.includes(null) ? document : {include: found}
    return axe.run(where, {resultTypes: ["violations"], rules: {"color-contrast": {enabled: false}}})
}"""


def _new_faults(page, seen: Seen, *, before=lambda: None) -> list[str]:
    """What axe finds, asked where something on this page is built in a way, or a text stands in one, that is new.

    Given:    `before` makes the page ready for axe, where axe is asked at all.
    """
    found = page.evaluate(_LOOK)
    built = [one for one in found["built"] if one not in seen.built]
    stood = [one for one in found["stood"] if one not in seen.stood]
    if not built and not stood:
        return []
    before()
    page.evaluate(AXE_SCRIPT)
    faults = _told(page.evaluate(_ELSE, built)) if built else []
    if stood:
        faults += _told(page.evaluate(_PALE, stood))  # most of what axe costs
    seen.built.update(built)
    seen.stood.update(stood)
    return faults


_ASIDE = """() => {
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
  return {
    faults, lang: document.documentElement.lang, width: document.documentElement.scrollWidth,
    links: [...document.querySelectorAll("a[href^='/']")].map(one => one.getAttribute('href')),
  };
}"""
"""What depends on more than how a page is built: ids that stand twice or lead nowhere, what nobody can name, width."""


def _width(page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.fixture(scope="module")
def seen():
    """What axe was asked about already, whoever opened it."""
    return Seen()


@pytest.fixture(scope="module")
def seen_in_the_dark():
    return Seen()


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
def test_every_portal_page_is_accessible_narrow_and_alone(request, house, looking, language, seen, seen_in_the_dark):
    is_dark = request.node.callspec.params["looking"] == "dark"
    for path in PORTAL:
        looking.goto(f"{house.portal}/{language}/{path}")
        assert [] == _new_faults(looking, seen_in_the_dark if is_dark else seen), (language, path)
        assert [] == looking.evaluate(_ASIDE)["faults"], (language, path)
        assert _width(looking) <= PHONE["width"], (language, path)
        looking.evaluate("document.documentElement.dir = 'rtl'")
        assert _width(looking) <= PHONE["width"], (language, path, "right to left")
        assert language == looking.get_attribute("html", "lang")
    assert {urlsplit(house.portal).netloc} == looking.hosts


def test_every_step_of_the_form_is_accessible_and_back_and_forward_lose_nothing(house, bureau, seen):
    family = bureau.family("uk")
    steps = []
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
        assert [] == _new_faults(looker, seen) + looker.evaluate(_ASIDE)["faults"], name
        assert _width(family.page) <= PHONE["width"], name
        if name not in ("fault", "receipt", "letters"):  # the words of a receipt are kept by no browser
            before = stands()
            family.page.go_back()
            assert before != stands(), name
            family.page.go_forward()
            assert before == stands(), name
        steps.append(name)

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
            "letters"] == steps  # fmt: skip


BUILT = "<html lang=en><title>t</title><main><h1>Today</h1><p>{}</p><p class=a style='color: {}'>{}</p>{}</main>"


def test_a_pale_text_is_found_where_it_stands_in_a_new_way(looking):
    seen = Seen()
    looking.set_content(BUILT.format("one", "black", "two", ""))
    assert [] == [one for one in _new_faults(looking, seen) if "contrast" in one]
    looking.set_content(BUILT.format("one", "#ccc", "other words", "").replace("class=a", "class=b"))
    found = [one for one in _new_faults(looking, seen) if "contrast" in one]
    assert 1 == len(found) and "other words" in found[0]


@pytest.mark.parametrize(
    ("fault", "more"),
    [
        ("image-alt", "<p><img src='data:,'></p>"), ("listitem", "<div><li>one</li></div>"),
        ("heading-order", "<h4>deep</h4>"), ("landmark-no-duplicate-main", "</main><main><p>two</p>"),
        ("aria-allowed-attr", "<p aria-checked=true>one</p>"), ("empty-table-header", "<table><tr><th></th></table>"),
        ("landmark-unique", "<nav aria-label=one>a</nav><nav aria-label=one>a</nav>"),
    ],
)  # fmt: skip
def test_what_axe_would_find_is_found_in_a_page_that_is_new_in_one_place(looking, fault, more):
    seen = Seen()
    looking.set_content(BUILT.format("one", "black", "two", "<nav aria-label=one>a</nav>"))
    _new_faults(looking, seen)
    looking.set_content(BUILT.format("one", "black", "two", "<nav aria-label=one>a</nav>"))
    assert [] == _new_faults(looking, seen, before=lambda: pytest.fail("axe is asked of what it was asked before"))
    looking.set_content(BUILT.format("one", "black", "two", more))
    assert fault in [one.partition(":")[0] for one in _new_faults(looking, seen)]


def _kind(path):
    """Pages of one kind have one address but for the numbers in it."""
    kind = re.sub(r"/[A-Z]+-[0-9A-Z:.-]+", "/NUMBER", urlsplit(path).path)
    return re.sub(r"/(\d+|[0-9a-f]{16,}|notices_\w+:\S+)", "/NUMBER", kind)


def _is_file(path):
    return urlsplit(path).path.endswith((".pdf", ".txt")) or "export=" in path or path.startswith("/enquiries/papers/")


@pytest.mark.parametrize(("name", "language"), FIRST_OF_ROLE)
def test_every_page_of_a_role_is_accessible_narrow_and_alone(house, bureau, name, language, seen):
    worker = bureau.by(name)
    worker.page.context.add_cookies([{"name": LANGUAGE_COOKIE, "value": language, "url": house.desk}])
    hosts, wide, opened, waiting = set(), {}, set(), ["/"]
    worker.page.set_viewport_size(PHONE)
    worker.page.on("request", lambda sent: hosts.add(urlsplit(sent.url).netloc))
    while waiting:
        path = waiting.pop(0)
        kind, record = _kind(path), urlsplit(path).path
        others = seen.paths.setdefault(kind, set())
        # Records of one kind stand in several states: of their own pages more are opened, whoever opens them.
        is_another = kind.endswith("/NUMBER") and record not in others and len(others) < RECORDS
        if kind in opened and not is_another:
            continue
        opened.add(kind)
        others.add(record)
        worker.opens(path)
        looked = worker.page.evaluate(_ASIDE)
        if not path.startswith("/field/"):  # the night is typed in a language of its own, which its address names
            assert language == looked["lang"], path
        if looked["width"] > PHONE["width"]:
            wide[path] = looked["width"]
        assert [] == looked["faults"], path
        assert [] == _new_faults(worker.page, seen, before=lambda: worker.page.set_viewport_size(SCREEN)), path
        if worker.page.viewport_size != PHONE:
            worker.page.set_viewport_size(PHONE)
        waiting += [one for one in looked["links"] if not _is_file(one)]
    worker.page.set_viewport_size(SCREEN)
    worker.page.context.clear_cookies(name=LANGUAGE_COOKIE)
    assert {} == wide
    assert {"/", "/own", "/keys"} < opened
    assert {urlsplit(house.desk).netloc} == hosts


@pytest.mark.parametrize("looking", ["light", "dark"], indirect=True)
def test_the_sign_in_pages_are_accessible(house, looking):
    seen = Seen()
    looking.goto(f"{house.desk}/sign-in")
    assert [] == _new_faults(looking, seen)
    looking.fill("#login", "registrar-2")
    looking.fill("#password", house.password("registrar-2"))
    with looking.expect_navigation():  # of a page that is going away axe asks in vain
        looking.click("form[action='/sign-in'] button")
    assert [] == _new_faults(looking, seen)
