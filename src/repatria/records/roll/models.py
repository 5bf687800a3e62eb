"""The projected tables of the roll."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Roll(models.Model):
    """One roll of a place and day: the count, what the register said, who signed, how a difference ended."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    place = models.CharField(max_length=40, db_index=True)
    day = models.CharField(max_length=10)
    taken_at = models.CharField(max_length=27)  # "" where none was taken
    counted = models.IntegerField(null=True)
    held_before = models.IntegerField(default=0)
    late_in = models.IntegerField(default=0)
    late_out = models.IntegerField(default=0)
    came_in = models.IntegerField(default=0)
    went_out = models.IntegerField(default=0)
    held = models.IntegerField(default=0)
    signed_out = models.IntegerField(default=0)
    unaccounted = models.IntegerField(default=0)
    on_the_way = models.IntegerField(default=0)
    expected = models.IntegerField(default=0)
    difference = models.IntegerField(default=0)  # counted less expected
    previous_roll = models.CharField(max_length=40, default="")
    before_index = models.BigIntegerField(default=0)
    taken_by = models.CharField(max_length=40)  # the account
    second_signer = models.CharField(max_length=40, default="")  # the account
    paper_number = models.CharField(max_length=40, default="")
    paper_signed_by = models.TextField(default="")  # a line a name
    corrects = models.CharField(max_length=40, default="")
    corrected_by = models.CharField(max_length=40, default="")
    reason = models.TextField(default="")
    recorded_index = models.BigIntegerField(db_index=True)
    signed_index = models.BigIntegerField(null=True)
    closed_index = models.BigIntegerField(null=True)  # the act that explained the difference
    closed_how = models.CharField(max_length=24, default="")
    explanation = models.TextField(default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["place", "day"], name="roll_place_day")]


class Sighting(models.Model):
    """Somebody saw one man."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    person_id = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=16)
    is_strong = models.BooleanField()
    seen_by = models.CharField(max_length=80)
    seen_at = models.CharField(max_length=27)
    place = models.CharField(max_length=80)
    holder = models.CharField(max_length=40)
    reference = models.CharField(max_length=80, default="")
    draw_id = models.CharField(max_length=40, default="")
    recorded_index = models.BigIntegerField(db_index=True)
    annulled_index = models.BigIntegerField(null=True)


class Draw(models.Model):
    """A draw: ordered, then made by a root of the log."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    draw_number = models.IntegerField(unique=True)
    scope = models.CharField(max_length=40, db_index=True)
    how_many = models.IntegerField()
    opened_by = models.CharField(max_length=40)
    opened_index = models.BigIntegerField()
    tree_size = models.BigIntegerField(null=True)
    root = models.CharField(max_length=44, default="")
    list_count = models.IntegerField(default=0)
    list_digest = models.CharField(max_length=64, default="")
    recorded_index = models.BigIntegerField(null=True)


class DrawnMan(models.Model):
    """One drawn man, and what was seen of him."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=80)  # "draw.person"
    draw_id = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40)
    place_in_draw = models.IntegerField()
    sighting_id = models.CharField(max_length=40, default="")
    not_seen_index = models.BigIntegerField(null=True)
    looked_at = models.CharField(max_length=27, default="")
    place = models.CharField(max_length=80, default="")
    holder = models.CharField(max_length=40, default="")
    said = models.TextField(default="")
    closed_index = models.BigIntegerField(null=True)
    explanation = models.TextField(default="")
