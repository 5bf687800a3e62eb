"""Ringing back: who could not be served at once waits in a queue, with the hours that are safe."""

from __future__ import annotations

from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.papers import PaperLanguage
from repatria.records.access.acting import Acting, require
from repatria.records.hotline.acts import CallBackAsked, CallBackEnd, CallBackTried, CallBackWords
from repatria.records.hotline.errors import EmptyCallError, UnknownCallBackError
from repatria.records.hotline.models import CallBack
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service

_LONGEST = {"telephone": 40, "safe_when": 400, "about": 2000}


@service
def ask_call_back(
    acting: Acting, *, telephone: str, safe_when: str = "", about: str = "", language: str = "uk"
) -> str:  # fmt: skip
    """Lays a call-back into the queue, kept as she said it.

    Source:   practice rule 5
    Returns:  its number.
    Raises:   EmptyCallError without a number, for a text that is too long, or another language.
    Leaf:     hotline.call_back_asked
    """
    require(acting, "hotline.ask_call_back")
    said = {"telephone": telephone.strip(), "safe_when": safe_when.strip(), "about": about.strip()}
    faults = [(name, "length") for name, longest in _LONGEST.items() if len(said[name]) > longest]
    if not said["telephone"]:
        faults.append(("telephone", "missing"))
    if language not in tuple(PaperLanguage):
        faults.append(("language", "unknown"))
    if faults:
        raise EmptyCallError("a call-back has a number and a language", tuple(faults))
    callback_id = record_number("KB", acting.randomness(7))
    record(
        CallBackAsked(
            callback_id=callback_id, asked_at=instant_text(acting.at), language=language, words=CallBackWords(**said)
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return callback_id


@service
def record_call_back(acting: Acting, *, callback_id: str, how: CallBackEnd) -> None:
    """Records that somebody was rung back; one that nobody took stays in the queue.

    Source:   practice rule 5
    Raises:   UnknownCallBackError.
    Leaf:     hotline.call_back_tried
    """
    require(acting, "hotline.record_call_back")
    row = row_numbered(CallBack, callback_id)
    if row is None or row.ended:
        raise UnknownCallBackError("no such call-back waits")
    record(
        CallBackTried(
            callback_id=callback_id, tried_at=instant_text(acting.at), by=acting.account_id, how=how,
            tries=row.tries + 1,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
