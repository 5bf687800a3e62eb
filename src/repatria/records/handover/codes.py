"""Which hand-over a paper belongs to whose square code was scanned: its record, her information letter, or a
sheet filled by hand."""

from __future__ import annotations

from repatria.core.vocabulary.paper_codes import fold_code
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.handover.models import HandoverStep
from repatria.records.handover.paper_models import HandoverSheet
from repatria.records.vault.opening import open_rows


@question("handover.?handover", name="handover_with_code", of_numbers=True)
def handover_with_code(acting: Acting, code: str) -> str | None:
    """The number of the hand-over on one of whose papers this code stands; None where it stands on none.

    Raises:   RoleForbidsError.
    Leaf:     access.reading_recorded, of the hand-over that was found
    Not:      the check word: without it nothing is confirmed to be of this bureau, only opened here.
    """
    require(acting, "handover.?handover")
    wanted = fold_code(code)
    if not wanted:
        return None
    steps = HandoverStep.objects.filter(paper_code__isnull=False).order_by("-recorded_index")
    sheets = HandoverSheet.objects.filter(paper_code__isnull=False).order_by("-recorded_index")
    papers = [
        *zip((one.handover_id for one in steps), open_rows(list(steps), ("paper_code",)), strict=True),
        *zip((one.handover_id for one in sheets), open_rows(list(sheets), ("paper_code",)), strict=True),
    ]
    for handover_id, said in papers:
        if fold_code(said["paper_code"] or "") == wanted:
            record_reading(acting, question="handover.?handover", records=(handover_id,))
            return handover_id
    return None
