"""How many came to a place and left it: what a shift's head count is held against."""

from __future__ import annotations

from repatria.records.register.models import CustodyEntry, ProtectedPerson


def came_and_left(place: str, after_index: int) -> tuple[int, int]:
    """How many persons came into a place's custody since an act, and how many left it.

    Given:    the numbers of acts of this register; a change that was annulled counts neither way.
    """
    changes = CustodyEntry.objects.filter(recorded_at_index__gt=after_index, annulled_by=None).exclude(event="annulled")
    first_held_by = dict(changes.order_by("-recorded_at_index").values_list("person_id", "previous_holder"))
    taken = ProtectedPerson.objects.filter(recorded_index__gt=after_index).exclude(custody_state=None)
    captured = sum(first_held_by.get(number, holder) == place for number, holder in taken.values_list("pk", "holder"))
    came = changes.filter(holder=place).exclude(previous_holder=place).count()
    left = changes.filter(previous_holder=place).exclude(holder=place).count()
    return captured + came, left
