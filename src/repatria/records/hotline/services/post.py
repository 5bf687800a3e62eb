"""Letters on paper: printed for those who asked for it, posted from a list, and marked when they went."""

from __future__ import annotations

from repatria.records.access.acting import Acting, require
from repatria.records.hotline.acts import LetterPosted
from repatria.records.hotline.errors import NotToBePostedError
from repatria.records.hotline.selectors.post import is_to_be_posted
from repatria.records.ledger.services import record, service


@service
def post_letter(acting: Acting, *, letter_id: str, enquiry_id: str) -> None:
    """Records that a letter which lies in her box was printed and posted.

    Source:   practice rule 5
    Raises:   NotToBePostedError where it lies in no box, went already, or she did not ask for it on paper.
    Leaf:     hotline.letter_posted
    """
    require(acting, "hotline.post_letter")
    if not is_to_be_posted(enquiry_id, letter_id, acting.at):
        raise NotToBePostedError("this letter is not to be posted", provision="practice rule 5")
    record(
        LetterPosted(
            letter_id=letter_id, enquiry_id=enquiry_id, posted_on=acting.at.date().isoformat(), by=acting.account_id
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
