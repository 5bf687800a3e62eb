"""The projected table of clocks."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Clock(models.Model):
    """One clock, running or ended. Record numbers, words and times only: nothing in it names anybody."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=80)  # rule, act that started it, subject
    rule = models.CharField(max_length=24)
    subject = models.CharField(max_length=40, db_index=True)
    matter = models.CharField(max_length=60)
    lies_with = models.CharField(max_length=80)
    started_at = models.CharField(max_length=27)
    due_at = models.CharField(max_length=27)
    shown_from = models.CharField(max_length=27)
    started_event = models.CharField(max_length=40)
    ending = models.CharField(max_length=12, default="")  # empty while it runs
    ended_at = models.CharField(max_length=27, default="")
    ended_event = models.CharField(max_length=40, default="")
    moved_index = models.BigIntegerField()  # the last act that moved it
    alarmed_at = models.CharField(max_length=27, default="")

    class Meta:
        indexes = [
            models.Index(fields=["ending", "rule", "due_at"]),
            models.Index(fields=["ending", "rule", "lies_with", "due_at"], name="clocks_late_of_place"),
            models.Index(fields=["ending", "due_at", "id"], name="clocks_first_due"),  # what an account owes, in order
            models.Index(fields=["ending", "alarmed_at", "due_at"]),  # which clock is the next to run out
        ]
