"""Letting a list out: by three persons, to recipients who are named, with the digest of what it says."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from repatria.core.law.exchange_outward import OutwardFacts, ReleasedKind, check_outward
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.paper_codes import check_word, code_hash, paper_code
from repatria.core.vocabulary.receipts import words_of
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, approvers_of, offices_of, require_approvals, uses_approvals
from repatria.records.exchanges.acts import NamesReleased, ReleasedContent
from repatria.records.exchanges.models import ReleasedList
from repatria.records.exchanges.outgoing import outgoing
from repatria.records.ledger.acts import encode
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.vault.keyring import current

RELEASE = "exchanges.release_names"
_WORDS = "en"
"""Whose word list the check word is drawn from: whoever receives it reads neither of the other two, or both."""


@service
def release_names(
    acting: Acting, *, kind: ReleasedKind, recipients: Sequence[NoticeRecipient], list_id: str = "", power: str = ""
) -> str:
    """Lets a list out: its rows as they stand now lie in the act, under a digest that the log's key signs.

    Source:   GC III art. 13, 109, 115, 118, 119; house rule 6.7.
    Given:    the head and the legal adviser approved the digest of these very rows for these recipients, and neither is
              who lets it out. `list_id` of the list; for those kept back `power` instead.
    Returns:  the number under which it went.
    Raises:   UnknownListError; the refusal of the first open guard, naming all; ApprovalsMissingError.
    Leaf:     exchanges.names_released
    Not:      a transmission: nothing travels between the Parties by network; it is a file and a paper.
    """
    require(acting, RELEASE)
    made = outgoing(kind, list_id=list_id, power=power, recipients=recipients, at=acting.at)
    named = [one for one in approvers_of(RELEASE, made.digest, at=acting.at) if one != acting.account_id]
    check_outward(OutwardFacts(
        count=len(made.rows), stands=made.stands, recipients=tuple(one.value for one in made.recipients),
        approvers=offices_of(named), released_by=acting.account_id,
    ))  # fmt: skip
    approved = require_approvals(RELEASE, made.digest, acting.account_id, at=acting.at)
    release_id = record_number("XR", acting.randomness(7))
    number = max((one.number for one in rows_where(ReleasedList, order="-number", at_most=1)), default=0) + 1
    code = paper_code(acting.randomness(13))
    word = check_word(acting.randomness(8), words_of(_WORDS))
    signed = [release_id, number, made.digest, [one.value for one in made.recipients]]
    key = Ed25519PrivateKey.from_private_bytes(current().log_signing_seed)
    record(
        NamesReleased(
            release_id=release_id, number=number, kind=kind, list_id=made.list_id, power=made.power,
            recipients=made.recipients, lines=made.lines, persons=made.persons, content_digest=made.digest,
            code_hash=code_hash(code, word).hex(), approved_by=approved,
            signature=key.sign(encode(signed)).hex(),
            content=ReleasedContent(rows=made.rows, code=code, check_word=word),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return release_id


def _used(given: NamesReleased) -> Used:
    return Used(action=RELEASE, reference=given.content_digest)


def register() -> None:
    """Says what the acts of this file use up."""
    uses_approvals(NamesReleased, _used)
