"""The auditor's page: is the log whole, does every consumer keep up with it, what was brought in from elsewhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting
from repatria.records.access.selectors import migrations
from repatria.records.ledger.checkpoints import latest_note
from repatria.records.ledger.reading import consumer_distances, entries_since, tree_size

_READINGS_SHOWN = 50


@page("access.?readings", path="watch", menu="page.watch")
def watch(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The log's size and newest checkpoint, how far each consumer is behind, who read what last, what was moved in."""
    size = tree_size()
    readings = entries_since(max(0, size - 500), kinds=["access.reading_recorded"])[-_READINGS_SHOWN:]
    return render(request, "watch.html", {
        "size": size, "note": latest_note(), "distances": sorted(consumer_distances().items()),
        "readings": list(reversed(readings)), "migrations": migrations(acting),
    })  # fmt: skip
