"""The words of letters at the desk: each version in full, beside the one that stands, before anybody gets a letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.letters import check_letter, is_same_for_all, kept_lines
from repatria.core.vocabulary.letters import LANGUAGES_OF_LETTERS, LetterClass, Lines, lines_of
from repatria.doors.desk.frame.acting import LANGUAGE_NAMES, language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask, show_again
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.role_table import SECOND_PERSONS, may_approve
from repatria.records.access.services import record_approval
from repatria.records.notices.errors import UnknownVersionError, VersionStateError
from repatria.records.notices.letter_selectors import (
    READ,
    Looked,
    letter_version,
    letter_versions,
    looked_at,
    standing_words,
    version_reference,
)
from repatria.records.notices.letter_services import (
    ADOPT,
    LONGEST_REASON,
    adopt_letter,
    draft_letter,
    refuse_letter,
    withdraw_letter_words,
)

DRAFT = "notices.draft_letter"


@page(READ, path="letters", name="letters", menu="menu.letters", is_rare=True)
def letter_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every class of letters with the version that stands, those that wait and those that were."""
    return render(request, "letters.html", {
        "classes": [(one, letter_versions(acting, one)) for one in LetterClass], "may_draft": may(acting, DRAFT),
    })  # fmt: skip


def _class(name: str) -> LetterClass:
    try:
        return LetterClass(name)
    except ValueError:
        raise UnknownVersionError("no such class of letters") from None


def _words(entered: Entered) -> dict[str, Lines]:
    return {one: lines_of(entered[f"letter_{one}"]) for one in LANGUAGES_OF_LETTERS}


@page(DRAFT, path="letters/<str:letter>/new", name="draft_letter")
def drafted(request: HttpRequest, acting: Acting, letter: str) -> HttpResponse:
    """New words for one class: looked at first with an invented man, then laid before those who approve."""
    letter_class = _class(letter)
    standing = standing_words(letter_class)
    fields = (
        *(
            Field(
                name=f"letter_{one}",
                kind="text",
                is_required=True,
                label=label,
                hint=hint,
                value="\n".join(standing.words[one]),
            )
            for one, label, hint in (
                ("uk", "field.letter_uk", "hint.letter_lines"),
                ("ru", "field.letter_ru", ""),
                ("en", "field.letter_en", ""),
            )
        ),
        Field(name="why", longest=LONGEST_REASON),
    )
    asked = Asked(
        title="page.draft_letter", fields=fields, back=reverse("desk:letters"), button="button.propose",
        intro="intro.draft_letter", template="draft_letter.html",
    )  # fmt: skip

    def act(entered: Entered) -> HttpResponse | str:
        words = _words(entered)
        check_letter(letter_class, words)
        if "look" in request.POST:
            return show_again(request, asked, entered, **_of_class(letter_class), looked=_looked(letter_class, words))
        version_id = draft_letter(acting, letter_class=letter_class, words=words, why=entered["why"])
        return reverse("desk:letter_version", args=[version_id])

    subject = word_text(language_of(request), "letter_class", letter_class)
    return ask(request, asked, act, subject=subject, **_of_class(letter_class))


def _looked(letter_class: LetterClass, words: Mapping[str, Lines]) -> list[tuple[Looked, str]]:
    """Each language of a letter with its own name."""
    return [(one, dict(LANGUAGE_NAMES)[one.language]) for one in looked_at(letter_class, words)]


def _of_class(letter_class: LetterClass) -> dict[str, object]:
    """What is said of a class beside its words: when such a letter goes out, and which lines stand as they are."""
    return {
        "letter_class": letter_class, "same_for_all": is_same_for_all(letter_class),
        "kept": [(one, kept_lines(letter_class, one)) for one in LANGUAGES_OF_LETTERS],
    }  # fmt: skip


@page(READ, path="letters/version/<str:version_id>", name="letter_version")
def version(request: HttpRequest, acting: Acting, version_id: str) -> HttpResponse:
    """One version as an invented family would read it, beside the one that stands, and under which conditions."""
    view = letter_version(acting, version_id)
    is_waiting = view.state == "drafted"
    reference = version_reference(version_id) if is_waiting else ""
    approvers = approvers_of(ADOPT, reference, at=acting.at) if is_waiting else ()
    counted = [one for one in approvers if one != view.written_by]
    return render(request, "letter_version.html", {
        **_of_class(view.letter_class), "one": view, "looked": _looked(view.letter_class, view.lines),
        "standing": standing_words(view.letter_class), "reference": reference, "approvers": counted,
        "needed": SECOND_PERSONS[ADOPT], "is_waiting": is_waiting, "is_own": view.written_by == acting.account_id,
        "has_approved": acting.account_id in counted,
        "may_approve": is_waiting and may_approve(acting.roles, ADOPT) and view.written_by != acting.account_id,
        "may_adopt": is_waiting and may(acting, ADOPT) and len(counted) >= SECOND_PERSONS[ADOPT],
        "may_refuse": is_waiting and may(acting, "notices.refuse_letter"),
        "may_withdraw": view.is_standing and view.number > 0 and may(acting, "notices.withdraw_letter_words"),
    })  # fmt: skip


@page("access.record_approval", path="letters/version/<str:version_id>/approve")
def approve_letter(request: HttpRequest, acting: Acting, version_id: str) -> HttpResponse:
    """Approves exactly this version beside exactly the one that was shown."""
    require(acting, READ)

    def act() -> None:
        reference = version_reference(version_id)
        if request.POST.get("reference") != reference:
            raise VersionStateError("another version stands since the page was shown: read it again")
        record_approval(acting, action=ADOPT, object_reference=reference)

    return act_once(request, act, reverse("desk:letter_version", args=[version_id]))


@page(ADOPT, path="letters/version/<str:version_id>/adopt", name="adopt_letter")
def adopted(request: HttpRequest, acting: Acting, version_id: str) -> HttpResponse:
    """Lets it hold from the next round on, once two approved."""
    return act_once(
        request, lambda: adopt_letter(acting, version_id=version_id), reverse("desk:letter_version", args=[version_id])
    )


def _with_reason(
    request: HttpRequest, acting: Acting, version_id: str, title: str, act: Callable[..., None]
) -> HttpResponse:  # fmt: skip
    back = reverse("desk:letter_version", args=[version_id])
    letter_version(acting, version_id)  # no such version: no form

    def done(entered: Entered) -> str:
        act(acting, version_id=version_id, reason=entered["reason"])
        return back

    fields = (Field(name="reason", is_required=True, longest=LONGEST_REASON),)
    return ask(request, Asked(title=title, fields=fields, back=back), done, subject=version_id)


@page("notices.refuse_letter", path="letters/version/<str:version_id>/refuse", name="refuse_letter")
def refused(request: HttpRequest, acting: Acting, version_id: str) -> HttpResponse:
    """Refuses a version that waits; it stays readable."""
    return _with_reason(request, acting, version_id, "page.refuse_letter", refuse_letter)


@page(
    "notices.withdraw_letter_words", path="letters/version/<str:version_id>/withdraw", name="withdraw_letter_words"
)  # fmt: skip
def withdrawn(request: HttpRequest, acting: Acting, version_id: str) -> HttpResponse:
    """Withdraws the version that stands; the one before it holds again."""
    return _with_reason(request, acting, version_id, "page.withdraw_letter_words", withdraw_letter_words)
