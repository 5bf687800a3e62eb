"""Papers that she added: drawn anew before anybody looks at them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.pictures import refuse_picture
from repatria.records.access.acting import Acting, require
from repatria.records.enquiries.acts import Paper, PapersReceived
from repatria.records.enquiries.drawing import paper_drawn
from repatria.records.enquiries.errors import KnownPaperError
from repatria.records.enquiries.models import PaperOfKinship
from repatria.records.enquiries.selectors import check_open
from repatria.records.ledger.reading import act_named
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service


def _drawn(acting: Acting, *, paper: Paper, **_: Any) -> Mapping[str, Paper]:
    require(acting, "enquiries.record_papers")
    return {"paper": paper_drawn(paper)}


@service(before=_drawn)
def record_papers(
    acting: Acting, *, enquiry_id: str, paper: Paper, received_on: date, inbox: str = "", words_stood: bool = True
) -> str:
    """Keeps a paper that she added, unread.

    Source:   practice rule 3; protection.md T3, T16
    Given:    `inbox` the item it came in, once for each. A picture is drawn anew first; one that cannot be drawn is
              kept as a line with the word why not, and what was sent stays sealed in the inbox. `words_stood` whether
              number and words it came with stand.
    Returns:  the paper's number.
    Raises:   UnknownEnquiryError; KnownPaperError; PictureRefusedError where it lies in no inbox.
    Leaf:     enquiries.papers_received
    """
    require(acting, "enquiries.record_papers")
    check_open(enquiry_id)
    if inbox and any(_came_in(row.recorded_index, inbox) for row in rows_where(PaperOfKinship, enquiry_id=enquiry_id)):
        raise KnownPaperError("this item was kept as a paper before")
    if paper.word and not inbox:
        raise refuse_picture(paper.word)
    paper_id = record_number("D", acting.randomness(7))
    record(
        PapersReceived(
            paper_id=paper_id, enquiry_id=enquiry_id, received_on=received_on.isoformat(),
            size_bytes=len(paper.content), inbox=inbox, words_stood=words_stood, paper=paper,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return paper_id


def _came_in(index: int, inbox: str) -> bool:
    recorded = act_named(index)
    return recorded is not None and getattr(recorded.act, "inbox", "") == inbox
