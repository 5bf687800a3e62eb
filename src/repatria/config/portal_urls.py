"""The addresses of the portal's process."""

from repatria.doors.portal.urls import urlpatterns

__all__ = ["urlpatterns"]
