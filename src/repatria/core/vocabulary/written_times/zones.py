"""The zone of a bureau: in it times are typed and shown; what is kept is UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class BureauZone:
    """A zone with its name as IANA writes it, and as each language of the pages says it ("Київ", "Kyiv").

    Given:    the rules of the zone are passed in: core reads no files, and the rules of zones are files.
    """

    name: str
    rules: tzinfo
    shown: Mapping[str, str] = field(default_factory=dict)

    def name_in(self, language: str) -> str:
        """The name as a page says it beside a time."""
        return self.shown.get(language, self.name)

    def local(self, at: datetime) -> datetime:
        """An instant on this zone's clock.  Raises: ValueError for a time without a zone."""
        if at.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return at.astimezone(self.rules)

    def is_twice(self, local: datetime) -> bool:
        """Whether this zone's clock shows such a time twice that day, once before it is put back and once after."""
        return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset() and self.exists(local)

    def exists(self, local: datetime) -> bool:
        """Whether this zone's clock shows such a time at all; where it is put forward an hour is left out."""
        wall = local.replace(tzinfo=self.rules)
        return wall.astimezone(UTC).astimezone(self.rules).replace(tzinfo=None) == wall.replace(tzinfo=None)


UTC_ZONE = BureauZone(name="UTC", rules=UTC)
"""The zone of a house that named none."""
