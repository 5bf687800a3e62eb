"""The public appeal on its way: withdrawn when its ground is gone, laid at the portal as the acts say."""

from __future__ import annotations

from datetime import date

from repatria.core.vocabulary.appeals import APPEAL, appeal_to_json
from repatria.core.vocabulary.papers import PaperKind
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.appeals.acts import WithdrawalReason
from repatria.records.appeals.selectors import (
    appeal_for_portal,
    appeal_without_ground,
    leaflet_marks,
    newest_appeal,
)
from repatria.records.appeals.services import withdraw_appeal
from repatria.records.intake.papers import paper_entry
from repatria.records.intake.services import lay_public_text


def lay_appeal(outside: Outside) -> int:
    """Brings what the portal shows into line with the acts.

    Source:   practice rule 18: an appeal stands only while a ground for hand-overs is on.
    Given:    a standing text is signed for seven days more each day; what they lay no longer is shown no longer,
              whoever lays an old one back.
    Returns:  how much was changed: an appeal withdrawn, a text laid.
    """
    gone = appeal_without_ground()
    if gone is not None:
        withdraw_appeal(
            outside.house(Role.CLERKWORK), appeal_id=gone.appeal_id, reason=WithdrawalReason.BASIS_ENDED
        )  # fmt: skip
    signed = appeal_for_portal(outside.now().date())
    if signed is None:
        return 0
    is_laid = lay_public_text(
        name=APPEAL, text=appeal_to_json(signed.text), signature=signed.signature, on=outside.now().date()
    )
    return int(gone is not None) + int(is_laid)


def leaflet_entries() -> list[tuple[bytes, bytes]]:
    """What the check page is to know of the leaflets of the newest notice, standing or withdrawn.

    Given:    code and check word are made of the signature, which a withdrawal changes: sheets that say that it stands
              are unknown from the round after it on.
    """
    view = newest_appeal()
    if view is None:
        return []
    dated = date.fromisoformat(view.withdrawn_on or view.dated)
    return [
        paper_entry(code=code, word=word, kind=PaperKind.LEAFLET, dated=dated)
        for code, word in leaflet_marks(view).values()
    ]
