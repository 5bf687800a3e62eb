"""The words of printed papers at the desk: text by text beside the house's own, looked at as the sheet they will be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.paper_words import check_paper_words, kept_texts
from repatria.core.vocabulary.certificates import DeathListKind
from repatria.core.vocabulary.paper_words import (
    LANGUAGES_OF_PAPERS,
    PaperClass,
    PaperWords,
    ReplacedTexts,
    only_replaced,
)
from repatria.core.vocabulary.papers_returns import BatchSheet
from repatria.doors.desk.frame.acting import LANGUAGE_NAMES, language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask, show_again
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.role_table import SECOND_PERSONS, may_approve
from repatria.records.access.services import record_approval
from repatria.records.notices.errors import UnknownPaperWordsError, VersionStateError
from repatria.records.notices.letter_services import LONGEST_REASON
from repatria.records.notices.paper_texts import shipped_texts
from repatria.records.notices.paper_word_selectors import (
    READ,
    paper_texts,
    paper_version,
    paper_version_reference,
    paper_versions,
    papers_overview,
    standing_paper_version,
    standing_paper_words,
    word_changes,
    words_with,
)
from repatria.records.notices.paper_word_services import (
    ADOPT_PAPER,
    adopt_paper_words,
    draft_paper_words,
    refuse_paper_words,
    withdraw_paper_words,
)

DRAFT = "notices.draft_paper_words"
_LINE = 60  # characters up to which a text is one line on the form
NOT_LAID = "—"  # the number of a version that nobody has laid before anybody yet


@page(READ, path="paper-words", menu="menu.paper_words", is_rare=True)
def paper_words(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every printed paper with what is replaced of its words now."""
    return render(request, "paper_words.html", {"papers": papers_overview(acting)})


def _paper(name: str) -> PaperClass:
    try:
        return PaperClass(name)
    except ValueError:
        raise UnknownPaperWordsError("no such paper") from None


@page(READ, path="paper-words/<str:paper>", name="words_of_paper")
def of_paper(request: HttpRequest, acting: Acting, paper: str) -> HttpResponse:
    """One paper: what is replaced of it now, its versions, and where other words for it are written."""
    which = _paper(paper)
    return render(request, "words_of_paper.html", {
        "paper": which, "versions": paper_versions(acting, which), "pairs": _pairs(), "names": dict(LANGUAGE_NAMES),
        "replaced": word_changes(which, standing_paper_words(which)), "may_draft": may(acting, DRAFT),
        "languages": LANGUAGE_NAMES, "sheets": _sheets(which),
    })  # fmt: skip


def _pairs() -> list[tuple[str, str]]:
    return [("uk", "en"), ("ru", "en"), ("uk", "ru"), ("en", "uk")]


_SHEETS = {PaperClass.BATCH: len(BatchSheet), PaperClass.DEATH_LIST: len(DeathListKind)}


def _sheets(paper: PaperClass) -> range:
    """How many sheets a paper of this class has, counted from 1."""
    return range(1, _SHEETS.get(paper, 1) + 1)


def _sheet(request: HttpRequest, paper: PaperClass, words: PaperWords) -> HttpResponse:
    """An invented paper in these words, in the pair of languages and of the sheet that the address asks for."""
    outside, asked = current(), request.GET
    first = asked.get("language", "") if asked.get("language", "") in LANGUAGES_OF_PAPERS else language_of(request)
    second = asked.get("second", "")
    if second not in LANGUAGES_OF_PAPERS or second == first:
        second = "uk" if first == "en" else "en"
    if outside.samples is None:
        raise Http404
    mark = replace(outside.mark(*outside.fresh_mark(first), first, second), words=words)
    sheets = outside.samples(paper, mark)
    number = asked.get("sheet", "1")
    which = int(number) - 1 if number in {str(one) for one in _sheets(paper)} else 0
    return pdf_file(f"sample-{paper.value}", outside.printer.print_paper(sheets[min(which, len(sheets) - 1)]))


@page(READ, path="paper-words/<str:paper>/sample.pdf", name="paper_sample")
def sample(request: HttpRequest, acting: Acting, paper: str) -> HttpResponse:
    """An invented paper as it is printed now."""
    require(acting, READ)
    which = _paper(paper)
    return _sheet(request, which, words_with(which, standing_paper_version(which), standing_paper_words(which)))


def _name(key: str) -> str:
    """The name of a text's field."""
    return key.replace(".", "-")


def _fields(texts: Mapping[str, Mapping[str, str]], own: Mapping[str, Mapping[str, str]], language: str) -> list[Field]:
    return [
        Field(
            name=_name(key), value=said[language],
            kind="text" if len(own[key][language]) > _LINE or "\n" in own[key][language] else "line",
        )
        for key, said in texts.items() if key not in kept_texts()
    ]  # fmt: skip


@page(DRAFT, path="paper-words/<str:paper>/<str:language>/new", name="draft_paper_words")
def drafted(request: HttpRequest, acting: Acting, paper: str, language: str) -> HttpResponse:
    """Other words for a paper in one language: looked at as the sheet, then laid before those who approve."""
    which = _paper(paper)
    if language not in LANGUAGES_OF_PAPERS:
        raise Http404
    own, texts = shipped_texts(which), paper_texts(acting, which)
    of_texts = _fields(texts, own, language)
    keys = {_name(key): key for key in own}

    def arrange(fields: Sequence[Field]) -> dict[str, object]:
        others = [one for one in LANGUAGES_OF_PAPERS if one != language]
        return {
            "rows": [
                (one, own[keys[one.name]][language], [(other, texts[keys[one.name]][other]) for other in others])
                for one in fields if one.name in keys
            ],
            "last": [one for one in fields if one.name not in keys],
        }  # fmt: skip

    asked = Asked(
        title="page.draft_paper_words", fields=(*of_texts, Field(name="why", longest=LONGEST_REASON)),
        back=reverse("desk:words_of_paper", args=[which.value]), button="button.propose",
        intro="intro.draft_paper_words", template="draft_paper_words.html", arrange=arrange,
    )  # fmt: skip
    more = {
        "paper": which, "spoken": language, "language_name": dict(LANGUAGE_NAMES)[language],
        "kept": [(own[key][language], provision) for key, provision in kept_texts().items() if key in own],
    }  # fmt: skip

    def act(entered: Entered) -> HttpResponse | str:
        # An emptied field brings the house's own words back; so nothing can be printed without its label.
        said = {
            key: {language: entered[name] or own[key][language]}
            for name, key in keys.items() if name in entered.values
        }  # fmt: skip
        words = only_replaced(own, _beside(standing_paper_words(which), said))
        check_paper_words(which, own, words)
        if "sheet" in request.POST:
            return _sheet(request, which, words_with(which, NOT_LAID, words))
        if "look" in request.POST:
            return show_again(request, asked, entered, **more, changes=word_changes(which, words))
        words_id = draft_paper_words(acting, paper=which, words=words, why=entered["why"])
        return reverse("desk:paper_version", args=[words_id])

    return ask(request, asked, act, subject=word_text(language_of(request), "paper_class", which), **more)


def _beside(standing: ReplacedTexts, said: ReplacedTexts) -> dict[str, dict[str, str]]:
    """What stands in the other languages with what was written in this one."""
    return {key: {**standing.get(key, {}), **said.get(key, {})} for key in dict.fromkeys((*standing, *said))}


@page(READ, path="paper-words/version/<str:words_id>", name="paper_version")
def version(request: HttpRequest, acting: Acting, words_id: str) -> HttpResponse:
    """One version text by text, beside the house's own words and beside what is printed now."""
    view = paper_version(acting, words_id)
    is_waiting = view.state == "drafted"
    reference = paper_version_reference(words_id) if is_waiting else ""
    approvers = approvers_of(ADOPT_PAPER, reference, at=acting.at) if is_waiting else ()
    counted = [one for one in approvers if one != view.written_by]
    own = shipped_texts(view.paper)
    return render(request, "paper_version.html", {
        "one": view, "changes": word_changes(view.paper, view.texts), "reference": reference, "approvers": counted,
        "said": [(own.get(key, {}).get(language, ""), text, language) for key, texts in view.texts.items()
                 for language, text in texts.items()],
        "is_beside_another": bool(standing_paper_words(view.paper)),  # else it is compared with the house's own above
        "needed": SECOND_PERSONS[ADOPT_PAPER], "is_waiting": is_waiting, "pairs": _pairs(),
        "names": dict(LANGUAGE_NAMES), "sheets": _sheets(view.paper), "is_own": view.written_by == acting.account_id,
        "has_approved": acting.account_id in counted,
        "may_approve": is_waiting and may_approve(acting.roles, ADOPT_PAPER) and view.written_by != acting.account_id,
        "may_adopt": is_waiting and may(acting, ADOPT_PAPER) and len(counted) >= SECOND_PERSONS[ADOPT_PAPER],
        "may_refuse": is_waiting and may(acting, "notices.refuse_paper_words"),
        "may_withdraw": view.is_standing and view.number > 0 and may(acting, "notices.withdraw_paper_words"),
    })  # fmt: skip


@page(READ, path="paper-words/version/<str:words_id>/sample.pdf", name="paper_version_sample")
def version_sample(request: HttpRequest, acting: Acting, words_id: str) -> HttpResponse:
    """An invented paper as it is printed with this version."""
    view = paper_version(acting, words_id)
    return _sheet(request, view.paper, words_with(view.paper, view.words_id, view.texts))


@page("access.record_approval", path="paper-words/version/<str:words_id>/approve")
def approve_paper_words(request: HttpRequest, acting: Acting, words_id: str) -> HttpResponse:
    """Approves exactly this version beside exactly the one that was shown."""
    require(acting, READ)

    def act() -> None:
        reference = paper_version_reference(words_id)
        if request.POST.get("reference") != reference:
            raise VersionStateError("another version stands since the page was shown: read it again")
        record_approval(acting, action=ADOPT_PAPER, object_reference=reference)

    return act_once(request, act, reverse("desk:paper_version", args=[words_id]))


@page(ADOPT_PAPER, path="paper-words/version/<str:words_id>/adopt", name="adopt_paper_words")
def adopted(request: HttpRequest, acting: Acting, words_id: str) -> HttpResponse:
    """Lets papers be printed with it, once two approved."""
    return act_once(
        request, lambda: adopt_paper_words(acting, words_id=words_id),
        reverse("desk:paper_version", args=[words_id]),
    )  # fmt: skip


def _with_reason(
    request: HttpRequest, acting: Acting, words_id: str, title: str, act: Callable[..., None]
) -> HttpResponse:  # fmt: skip
    back = reverse("desk:paper_version", args=[words_id])
    paper_version(acting, words_id)  # no such version: no form

    def done(entered: Entered) -> str:
        act(acting, words_id=words_id, reason=entered["reason"])
        return back

    fields = (Field(name="reason", is_required=True, longest=LONGEST_REASON),)
    return ask(request, Asked(title=title, fields=fields, back=back), done, subject=words_id)


@page("notices.refuse_paper_words", path="paper-words/version/<str:words_id>/refuse", name="refuse_paper_words")
def refused(request: HttpRequest, acting: Acting, words_id: str) -> HttpResponse:
    """Refuses a version that waits; it stays readable."""
    return _with_reason(request, acting, words_id, "page.refuse_letter", refuse_paper_words)


@page("notices.withdraw_paper_words", path="paper-words/version/<str:words_id>/withdraw", name="withdraw_paper_words")
def withdrawn(request: HttpRequest, acting: Acting, words_id: str) -> HttpResponse:
    """Withdraws the version that is printed; the house's own words are again."""
    return _with_reason(request, acting, words_id, "page.withdraw_letter_words", withdraw_paper_words)
