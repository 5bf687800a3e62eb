"""A form of paper by its number: where the letters of whoever filled it will lie."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.vocabulary.identifiers import fold_number
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.hotline.errors import UnknownFormError
from repatria.records.hotline.models import PaperForm
from repatria.records.ledger.rows import row_numbered

FORM = "hotline.?form"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedForm:
    """What the enquiry that is typed in against a form's number is received with."""

    paper_form_id: str
    language: str
    locator: str
    letter_identity: str
    number_index: str


@question(FORM, of_numbers=True)
def printed_form(acting: Acting, paper_form_id: str) -> PrintedForm:
    """A form that was printed.  Raises: UnknownFormError; RoleForbidsError."""
    require(acting, FORM)
    row = row_numbered(PaperForm, fold_number(paper_form_id) or paper_form_id)
    if row is None:
        raise UnknownFormError("no form with this number was printed", (("paper_form_id", "unknown"),))
    return PrintedForm(
        paper_form_id=row.pk, language=row.language, locator=row.locator, letter_identity=row.letter_identity,
        number_index=row.number_index,
    )  # fmt: skip
