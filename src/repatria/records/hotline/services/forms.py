"""Blank forms of paper: printed with their receipt, filled by hand, typed in later against their number."""

from __future__ import annotations

import re

from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.papers import PaperLanguage
from repatria.records.access.acting import Acting, require
from repatria.records.enquiries.services import number_index_of
from repatria.records.hotline.acts import FormPrinted, LaneSecrets
from repatria.records.hotline.errors import EmptyCallError
from repatria.records.ledger.services import record, service

_HEXADECIMAL, _SECRET = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{32}")


@service
def print_form(
    acting: Acting, *, locator: str, letter_identity: str, number: str, caller_secret: str, language: str
) -> str:  # fmt: skip
    """Keeps what belongs to a form that is printed now; number and words stand on its receipt alone.

    Source:   practice rule 5
    Returns:  the form's number.
    Raises:   EmptyCallError for what is no receipt.
    Leaf:     hotline.form_printed
    """
    require(acting, "hotline.print_form")
    number_index = number_index_of(number)
    is_receipt = _HEXADECIMAL.fullmatch(locator) and _HEXADECIMAL.fullmatch(letter_identity) and number_index
    if not is_receipt or not _SECRET.fullmatch(caller_secret) or language not in tuple(PaperLanguage):
        raise EmptyCallError("this is not what a receipt gives", (("locator", "malformed"),))
    paper_form_id = record_number("KP", acting.randomness(7))
    record(
        FormPrinted(
            paper_form_id=paper_form_id, language=language, locator=locator, letter_identity=letter_identity,
            number_index=number_index, secrets=LaneSecrets(phone_code="", caller_secret=caller_secret),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return paper_form_id
