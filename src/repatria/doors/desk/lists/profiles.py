"""What the columns of a list of one's own mean: made on a page, proved before it is recorded, in versions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.lists.pages import list_reader, list_title
from repatria.records.access.acting import Acting
from repatria.records.register.selectors.list_profiles import RECORD_PROFILE, kept_profile
from repatria.records.register.services.list_profiles import record_list_profile


@page(RECORD_PROFILE, path="lists/profiles", name="list_profiles", menu="page.list_profiles", is_rare=True)
def profiles(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The profiles that there are: to begin from, or to change."""
    language = language_of(request)
    rows = [
        Row(cells=(list_title(language, name, title), name), link=reverse("desk:list_profile", args=[name]))
        for name, title in list_reader().profiles()
    ]
    return table_page(
        request, title="page.list_profiles", columns=("column.list_profile", "column.profile_name"), rows=rows,
        intro="intro.list_profiles", empty="empty.list_out",
    )  # fmt: skip


@page(RECORD_PROFILE, path="lists/profiles/<str:profile_key>", name="list_profile")
def profile(request: HttpRequest, acting: Acting, profile_key: str) -> HttpResponse:
    """One profile, to be changed into a further version, or into another under another name."""
    reader, own = list_reader(), kept_profile(profile_key)
    faults: list[tuple[str, str]] = []
    fields = (
        Field(name="profile_name", is_required=True, longest=40, value=own.name if own else "",
              hint="hint.profile_name"),
        Field(name="profile_text", kind="text", is_required=True, value=reader.profile_text(profile_key),
              hint="hint.profile_text"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        name, text = entered["profile_name"], entered["profile_text"]
        proved = reader.prove(name, text)
        if proved.faults:
            faults.extend(proved.faults)
            raise InputError("the profile cannot be used", (("profile_text", "faulty_profile"),))
        version = record_list_profile(acting, profile_name=name, text=text, title=proved.title)
        return reverse("desk:list_profile", args=[f"{name}@{version}"])

    asked = Asked(
        title="page.list_profile", fields=fields, back=reverse("desk:list_profiles"), intro="intro.list_profile",
        template="list_profile.html",
    )  # fmt: skip
    return ask(request, asked, act, amiss=faults)
