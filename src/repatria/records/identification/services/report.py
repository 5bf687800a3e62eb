"""That the board's report of a conclusion was printed, and under which code."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.papers import code_hash
from repatria.records.access.acting import Acting, require
from repatria.records.identification.board_acts import ReportPrinted
from repatria.records.identification.selectors.report import PRINT, concluded_hypothesis, findings_of
from repatria.records.ledger.services import record, service


@service
def print_report(
    acting: Acting, *, hypothesis_id: str, languages: Sequence[str], code: str, check_word: str
) -> str:  # fmt: skip
    """Records that the report of a conclusion was printed, in which languages, and the hash of its code.

    Source:   INTERPOL DVI Guide, "identification report"; law and practice 2.2.
    Given:    a family keeps another paper, which has no evidence and no pedigree (practice rule 25).
    Returns:  the report's number.
    Raises:   RoleForbidsError; UnknownHypothesisError; BoardOrderError for what is no conclusion, or is being taken
              back; PaperCodeError.
    Leaf:     identification.report_printed
    """
    require(acting, PRINT)
    one = concluded_hypothesis(hypothesis_id)
    board_report_id = record_number("YG", acting.randomness(7))
    record(
        ReportPrinted(
            report_id=board_report_id, hypothesis_id=one.row.pk, languages=tuple(languages),
            code_hash=code_hash(code, check_word).hex(), findings=findings_of(one),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return board_report_id
