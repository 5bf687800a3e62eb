"""What doors ask of appeals. An appeal names no protected person, so that reading one leaves no leaf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from repatria.core.law.appeal import faults_of_appeal, shipped_appeal
from repatria.core.vocabulary.appeals import LANGUAGES_OF_APPEALS, AppealText, appeal_bytes
from repatria.core.vocabulary.paper_codes import check_word, paper_code
from repatria.core.vocabulary.receipts import words_of
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.appeals.models import Appeal, AppealCopy
from repatria.records.handover.selectors import switches
from repatria.records.ledger.acts import encode
from repatria.records.ledger.rows import rows_where
from repatria.records.vault.keyring import current

READ = "appeals.?appeals"
TERM_DAYS = 7
"""How long a text that was laid at the portal, or put into a bundle for mirrors, may be shown: signed anew each day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealView:
    """One appeal that was published."""

    appeal_id: str
    number: int
    switch_id: str
    legal_basis: str
    paragraphs: dict[str, tuple[str, ...]]
    conditions: dict[str, str]
    dated: str
    approved_by: tuple[str, ...]
    withdrawn_on: str
    withdrawn_reason: str
    withdrawn_remark: str
    signature: str
    act_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """A copy that the delegate was given before anybody else."""

    copy_id: str
    given_on: str
    given_to: str
    by_way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedAppeal:
    """What lies at the portal: the newest appeal, standing or withdrawn, with the signature of the log's key."""

    text: AppealText
    signature: bytes


def _view(row: Appeal) -> AppealView:
    return AppealView(
        appeal_id=row.pk, number=row.number, switch_id=row.switch_id, legal_basis=row.legal_basis,
        paragraphs=msgspec.json.decode(row.words, type=dict[str, tuple[str, ...]]),
        conditions=msgspec.json.decode(row.conditions, type=dict[str, str]), dated=row.dated,
        approved_by=tuple(row.approved_by.split()), withdrawn_on=row.withdrawn_on,
        withdrawn_reason=row.withdrawn_reason, withdrawn_remark=row.withdrawn_remark, signature=row.signature,
        act_index=row.recorded_index,
    )  # fmt: skip


@question(READ, of_numbers=True)
def appeals(acting: Acting) -> tuple[AppealView, ...]:
    """Every appeal that was published, the newest first."""
    require(acting, READ)
    return tuple(map(_view, rows_where(Appeal, order="-recorded_index")))


@question(READ, of_numbers=True)
def shipped_text(acting: Acting) -> Mapping[str, tuple[str, ...]]:
    """The text that ships, by language, for whoever edits one."""
    require(acting, READ)
    return shipped_appeal()


@question(READ, of_numbers=True)
def faults(acting: Acting, *, words: Mapping[str, Sequence[str]]) -> tuple[tuple[str, str, str], ...]:
    """What this text may not be published with: language, kind, word."""
    require(acting, READ)
    return faults_of_appeal(words)


@question(READ, of_numbers=True)
def text_reference(*, switch_id: str, words: Mapping[str, Sequence[str]], conditions: Mapping[str, str]) -> str:
    """What the copy, and the two who approve, are bound to: a digest of ground, text and conditions."""
    said = [switch_id, sorted((k, list(v)) for k, v in words.items()), sorted(conditions.items())]
    return sha256(encode(said)).hexdigest()


@question(READ, of_numbers=True)
def copies_of(acting: Acting, *, reference: str) -> tuple[CopyView, ...]:
    """The copies that were given of one text."""
    require(acting, READ)
    return tuple(
        CopyView(copy_id=row.pk, given_on=row.given_on, given_to=row.given_to, by_way=row.by_way)
        for row in rows_where(AppealCopy, order="recorded_index", reference=reference)
    )


@question(READ, of_numbers=True)
def copied_references(acting: Acting) -> frozenset[str]:
    """The texts of which the delegate has a copy."""
    require(acting, READ)
    return frozenset(row.reference for row in rows_where(AppealCopy))


def appeals_by_number() -> Mapping[str, AppealView]:
    """Every appeal by its number."""
    return {row.pk: _view(row) for row in rows_where(Appeal)}


def standing_appeal() -> AppealView | None:
    """The appeal that stands now, or None."""
    found = newest_appeal()
    return found if found is not None and not found.withdrawn_on else None


def newest_appeal() -> AppealView | None:
    """The appeal that was published last, standing or withdrawn; None before the first."""
    found = rows_where(Appeal, order="-recorded_index", at_most=1)
    return _view(found[0]) if found else None


def appeal_without_ground() -> AppealView | None:
    """The standing appeal whose ground for hand-overs was switched off, or None."""
    found = standing_appeal()
    is_on = found is not None and found.switch_id in {one.switch_id for one in switches()}
    return None if is_on else found


def appeal_for_portal(on: date, *, days: int = TERM_DAYS) -> SignedAppeal | None:
    """The newest appeal as it is to lie at the portal, or None before the first.

    Units:    `days` after `on` until which it may be shown, signed into it while it stands.
    """
    view = newest_appeal()
    if view is None:
        return None
    if view.withdrawn_on:
        return SignedAppeal(text=text_of(view), signature=bytes.fromhex(view.signature))
    text = replace(text_of(view), valid_until=(on + timedelta(days=days)).isoformat())
    key = Ed25519PrivateKey.from_private_bytes(current().log_signing_seed)
    return SignedAppeal(text=text, signature=key.sign(appeal_bytes(text)))


def leaflet_marks(view: AppealView) -> Mapping[str, tuple[str, str]]:
    """Code and check word of the leaflet in each language, made of its signature: the same wherever it is printed."""
    found = {}
    for language in LANGUAGES_OF_APPEALS:
        drawn = sha256(f"leaflet {language} {view.signature}".encode()).digest()
        found[language] = (paper_code(drawn[:13]), check_word(drawn[13:21], words_of(language)))
    return found


def text_of(view: AppealView) -> AppealText:
    """One appeal as it is signed."""
    return AppealText(
        log_name=current().log_name, number=view.number, dated=view.dated, withdrawn_on=view.withdrawn_on,
        legal_basis=view.legal_basis, words=view.paragraphs, conditions=view.conditions,
    )  # fmt: skip
