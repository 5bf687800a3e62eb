"""`@page`: a function becomes a page with its address, its name, its place in the menu, and who may open it.

Nothing lists the pages a second time: addresses and navigation are loops over what is registered here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, include, reverse
from django.urls import path as address

from repatria.core.law.clock_words import ClockRule
from repatria.core.vocabulary.errors import RepatriaError
from repatria.doors.desk.frame.acting import acting_of
from repatria.doors.desk.frame.areas import place_of
from repatria.doors.desk.frame.done import said_once
from repatria.doors.desk.frame.keeping import keep_posted
from repatria.doors.desk.frame.refusals import refusal_page
from repatria.records.access.acting import Acting, require
from repatria.records.access.selectors import holds_given_credentials

P = ParamSpec("P")
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One address of the desk, `desk:NAME`, and how it stands in the menu."""

    name: str
    path: str
    view: View
    action: str = ""
    menu: str = ""  # key of its text; empty: not in the menu
    count: Callable[[Acting], int] | None = None  # how many things its list holds, where the menu says so
    is_rare: bool = False  # opened once in weeks: behind a fold of the menu, where there are several such
    clocks: tuple[ClockRule, ...] = ()  # of which this is the place where they are satisfied


_pages: dict[str, Page] = {}


def register(one: Page) -> None:
    """Takes up a page.  Raises: ValueError when its name, its address or a clock of it is another's."""
    if any(one.name == other.name or one.path == other.path for other in _pages.values()):
        raise ValueError(f"two pages named {one.name}, or at {one.path!r}")
    if any(set(one.clocks) & set(other.clocks) for other in _pages.values()):
        raise ValueError(f"a clock of {one.name} is satisfied on another page already")
    _pages[one.name] = one
    pages.cache_clear()


def page(
    action: str = "", *, path: str, name: str = "", menu: str = "", count: Callable[[Acting], int] | None = None,
    is_rare: bool = False, is_own: bool = False, around: Sequence[Callable[[View], View]] = (),
    clocks: tuple[ClockRule, ...] = (),
) -> Callable[[Callable[Concatenate[HttpRequest, Acting, P], HttpResponse]], View]:  # fmt: skip
    """Makes a function a page: signed in, allowed by the role table, refusals shown with their provision.

    Given:    `name` is the function's own where none is given; `menu` the key of its text in the menu, `count` how
              many things its list holds, asked without a reading act; `is_rare` where it is not opened daily;
              `is_own` for the pages of one's own credentials, the only ones that open while given ones are held;
              `around` what a library wants asked first, the outermost at the beginning; `clocks` those that are
              satisfied here: their owed lines lead to it, with the number of what the clock is about where the path
              has a place for one.
    """

    def make(view: Callable[Concatenate[HttpRequest, Acting, P], HttpResponse]) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                to = request.get_full_path() if keep_posted(request) else request.path
                return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': to})}")
            if any("\0" in str(part) for part in kwargs.values()):
                raise Http404  # no number holds it, and PostgreSQL would choke on it
            try:
                acting = acting_of(request)
                if not is_own and holds_given_credentials(acting.account_id):
                    return HttpResponseRedirect(reverse("desk:own"))
                if action:
                    require(acting, action)
                return said_once(request, view(request, acting, *args, **kwargs))
            except RepatriaError as error:
                return refusal_page(request, error)

        shown: View = opened
        for one in reversed(around):
            shown = one(shown)
        register(Page(
            name=name or view.__name__, path=path, view=shown, action=action, menu=menu, count=count, is_rare=is_rare,
            clocks=clocks,
        ))  # fmt: skip
        return shown

    return make


def addresses() -> list[URLPattern]:
    """The desk's addresses; where two could fit, the one with more of its words written out comes first."""
    by_words = sorted(_pages.values(), key=lambda one: [part.startswith("<") for part in one.path.split("/")])
    return [address(one.path, one.view, name=one.name) for one in by_words]


def by_first_word(found: Sequence[URLPattern]) -> list[URLPattern | URLResolver]:
    """The same addresses, those of one first word behind it: an address that is asked for is tried on few of them.

    Returns:  addresses of one word, then those behind a word, then those whose first word is a number.
    """
    alone, numbered = list[URLPattern](), list[URLPattern]()
    behind: dict[str, list[URLPattern]] = {}
    for one in found:
        first, more, rest = str(one.pattern).partition("/")
        if first.startswith("<"):
            numbered.append(one)
        elif more:
            behind.setdefault(first, []).append(address(rest, one.callback, name=one.name))
        else:
            alone.append(one)
    return [*alone, *(address(f"{first}/", include(more)) for first, more in behind.items()), *numbered]


def page_of(rule: ClockRule) -> Page | None:
    """The page on which a clock is satisfied, where one says that it is."""
    return next((one for one in _pages.values() if rule in one.clocks), None)


@cache
def pages() -> tuple[Page, ...]:
    """All pages, in the order of the areas."""
    return tuple(sorted(_pages.values(), key=lambda one: place_of(one.view.__module__)))
