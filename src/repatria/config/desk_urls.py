"""The addresses of the desk's process: pages of the roles, signing in, and the field's door, which needs no sign-in."""

from django.urls import include, path

from repatria.doors.desk.urls import app_name, tried

urlpatterns = [
    path("", include("repatria.doors.field.urls")),
    path("", include("repatria.doors.desk.sign_in.urls")),
    path("", include((tried, app_name))),
]

handler400 = "repatria.doors.desk.frame.refusals.unreadable"
handler404 = "repatria.doors.desk.frame.refusals.missing"
handler500 = "repatria.doors.desk.frame.refusals.fault"
