"""A pair whose link was annulled, laid before reviewers anew by a third person, and judged by none who annulled it."""

from __future__ import annotations

from repatria.core.law.judgement import refuse_own_reopening
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.records.access.acting import Acting, require
from repatria.records.enquiries.selectors import check_open
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.matching.errors import NotAnnulledError, UnknownPairError
from repatria.records.matching.link_acts import PairReopened
from repatria.records.matching.models import CandidatePair, Judgement, LinkDoubt
from repatria.records.matching.wrong_links import ANNULLED, stated_reason

REOPEN = "matching.reopen_pair"


@service
def reopen_pair(acting: Acting, *, pair_id: str, reason: str) -> int:
    """Lays a pair before reviewers again whose link was annulled.

    Source:   invariant 4: two persons; what two took away two others may find anew.
    Given:    this person judged the pair never and annulled its link never; only judgements after this act count, and
              none by those who annulled the link or by this person.
    Returns:  the act's index.
    Raises:   UnknownPairError; NotAnnulledError for a pair of which no link was annulled, or that is open already;
              SecondPersonError; ClosedEnquiryError; InputError without a reason; StatementError.
    Leaf:     matching.pair_reopened
    Not:      it links nobody, and takes back no correction: what was told on the annulled link stays put right.
    """
    require(acting, REOPEN)
    refuse_statements({"reason": reason}, besides=OWN_WORDS)
    said, row = stated_reason(reason), row_numbered(CandidatePair, pair_id)
    if row is None:
        raise UnknownPairError("no such pair")
    annulled = rows_where(LinkDoubt, pair_id=pair_id, state=ANNULLED, order="settled_index")
    if not annulled or annulled[-1].reopened_index is not None:
        raise NotAnnulledError("no link of that pair was annulled and not reopened since", provision="house rule 6.4")
    check_open(row.enquiry_id)
    judged = [one.reviewer for one in rows_where(Judgement, pair_id=pair_id)]
    settled = [name for one in annulled for name in (one.doubted_by, one.settled_by)]
    refuse_own_reopening(judged, settled, acting.account_id)
    given = PairReopened(
        doubt_id=annulled[-1].pk, pair_id=pair_id, enquiry_id=row.enquiry_id, person_id=row.person_id, reason=said,
        reopened_by=acting.account_id,
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)
