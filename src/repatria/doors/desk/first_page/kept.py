"""What came back of a form is thrown away, where whoever typed it does not want it any more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from repatria.doors.desk.frame.keeping import forget_posted
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting


@page(path="forget", name="forget_form")
def forget(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Throws away what was left of a form, as whoever typed it says, and goes back to it. Nothing is recorded."""
    form = forget_posted(request, acting) if request.method == "POST" else ""
    return HttpResponseRedirect(form or reverse("desk:owed"))
