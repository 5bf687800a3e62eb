"""The house's own profiles of lists: the newest of each, and any version by its name."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.register.models import ListProfile

RECORD_PROFILE = "register.record_list_profile"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListProfileView:
    """One version of a profile.  Given: `key` names it for ever, `name@version`."""

    key: str
    name: str
    version: int
    title: str
    toml: str
    recorded_by: str


def _view(row: ListProfile) -> ListProfileView:
    return ListProfileView(
        key=row.pk, name=row.name, version=row.version, title=row.title, toml=row.text, recorded_by=row.recorded_by
    )


def newest_profiles() -> tuple[ListProfileView, ...]:
    """The newest version of each, by name, for whoever reads lists in."""
    newest = {row.name: row for row in rows_where(ListProfile, order="version")}
    return tuple(_view(newest[name]) for name in sorted(newest))


def kept_profile(named: str) -> ListProfileView | None:
    """A profile by name, the newest of it, or by name and version; None where the house made none such."""
    if "@" in named:
        row = row_numbered(ListProfile, named)
        return _view(row) if row is not None else None
    return next((one for one in newest_profiles() if one.name == named), None)


@question(RECORD_PROFILE, of_numbers=True)
def list_profiles(acting: Acting) -> tuple[ListProfileView, ...]:
    """The newest version of each profile that the house made itself."""
    require(acting, RECORD_PROFILE)
    return newest_profiles()
