"""The addresses of the field's door. They name no person, no place and no device."""

from __future__ import annotations

from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from repatria.doors.field import views
from repatria.doors.furniture.texts import LANGUAGES

app_name = "field"
urlpatterns = [
    path("field/", require_safe(views.root), name="root"),
    path("field/worker.js", require_safe(views.worker), name="worker"),
    # No cookie opens it, so that no foreign page can borrow one: what is taken was signed by a device.
    path("field/lines", csrf_exempt(require_POST(views.lines)), name="lines"),
    re_path(f"^field/(?P<language>{'|'.join(LANGUAGES)})$", require_safe(views.night), name="night"),
]
