"""From the field: a place that was reported, a recovery, an item under its code, and a code that was spoiled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from repatria.core.law.remains import (
    DiscFound,
    ItemFacts,
    NeutralThere,
    RecoveryFacts,
    RemainsKind,
    SiteFacts,
    check_item,
    check_recovery,
    check_site,
)
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import day_instant, instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.remains_codes import PLACE_SIGNS, TEAM_SIGNS, are_signs, parts_of_code
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import is_there
from repatria.records.ledger.services import record, service
from repatria.records.remains.acts import (
    CodeSpoiled,
    ItemRecorded,
    ItemWords,
    RecoveryRecorded,
    RecoveryWords,
    SiteRecorded,
    SiteWords,
)
from repatria.records.remains.errors import TakenPlaceCodeError
from repatria.records.remains.models import Site
from repatria.records.remains.reading import check_named, fresh_code, recovery_row, site_row

SITE, RECOVER, TAKE_UP, SPOIL = (
    "remains.record_site", "remains.record_recovery", "remains.record_item", "remains.spoil_code",
)  # fmt: skip


def _signs(name: str, text: str, length: int) -> str:
    signs = text.strip().upper()
    if not are_signs(signs, length):
        raise InputError("a code of place or team has signs of the code alone", ((name, "not_code_signs"),))
    return signs


@service
def record_site(
    acting: Acting, *, place_code: str, place: str, reported_by: str, reported_at: datetime, coordinates: str = "",
    told: str = "",
) -> str:  # fmt: skip
    """Records a place where dead were reported, under three signs that begin every code from there.

    Source:   GC I art. 16; house rule 6.3.
    Given:    `place_code` three signs without I, L, O, U, Z, of no other place; `coordinates` as they were written.
    Returns:  the place's number.
    Raises:   InputError for other signs; TakenPlaceCodeError; UnstatedParticularsError; NotYetError; StatementError.
    Leaf:     remains.site_recorded
    """
    require(acting, SITE)
    refuse_statements({"place": place, "reported_by": reported_by, "told": told})
    signs = _signs("place_code", place_code, PLACE_SIGNS)
    check_site(SiteFacts(place=place, reported_by=reported_by))
    check_happened(reported_at, acting.at, "reported_at")
    if is_there(Site, place_code=signs):
        raise TakenPlaceCodeError("another place has this code", faults=(("place_code", "used_code"),))
    site_id = record_number("RS", acting.randomness(7))
    words = SiteWords(
        place=place.strip(), coordinates=coordinates.strip(), reported_by=reported_by.strip(), told=told.strip()
    )  # fmt: skip
    record(
        SiteRecorded(site_id=site_id, place_code=signs, reported_at=instant_text(reported_at), words=words),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return site_id


@service
def record_recovery(
    acting: Acting, *, site_id: str, team: str, day: date, led_by: str, present: Sequence[str],
    neutral: NeutralThere, neutral_who: str = "",
) -> str:  # fmt: skip
    """Records that a team recovered dead at a place on a day, who was there, and whether a neutral body was.

    Source:   GC I art. 16; practice rule 28; house rule 6.3.
    Given:    `team` two signs of the code; `present` the others who were there, at least one beside `led_by`.
    Returns:  the recovery's number.
    Raises:   UnknownSiteError; InputError for other signs, or a day before the place was reported;
              UnstatedParticularsError; NotYetError; StatementError.
    Leaf:     remains.recovery_recorded
    """
    require(acting, RECOVER)
    refuse_statements({"led_by": led_by, "neutral_who": neutral_who, "present": "\n".join(present)})
    site = site_row(site_id)
    signs = _signs("team", team, TEAM_SIGNS)
    there = tuple(" ".join(one.split()) for one in present if one.strip())
    check_recovery(RecoveryFacts(led_by=led_by, present=there, neutral=neutral, neutral_who=neutral_who))
    check_happened(day_instant(day.isoformat()), acting.at, "day")
    if day.isoformat() < site.reported_at[:10]:
        raise InputError("the place was reported later", (("day", "before_report"),))
    recovered_id = record_number("RV", acting.randomness(7))
    words = RecoveryWords(led_by=led_by.strip(), present=there, neutral_who=neutral_who.strip())
    record(
        RecoveryRecorded(
            recovered_id=recovered_id, site_id=site.pk, place_code=site.place_code, team=signs, day=day.isoformat(),
            neutral=neutral, words=words,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return recovered_id


@service
def record_item(
    acting: Acting, *, recovered_id: str, item_code: str, kind: RemainsKind, found_where: str, disc: DiscFound,
    description: str = "", disc_says: str = "", is_disc_left: bool = False, why_removed: str = "",
) -> str:  # fmt: skip
    """Records an item that a recovery took up, under a code that is given once.

    Source:   GC I art. 16, 17; house rule 6.3.
    Given:    `item_code` as the label says it, with its check character; `disc_says` word for word, or that it cannot
              be read. What stands on a disc or paper names nobody: it is said of the item, and compared later.
    Returns:  the code as it stands from now on.
    Raises:   UnknownRecoveryError; WrongCodeError; UsedCodeError; CodeOrderError; UnstatedParticularsError;
              StatementError.
    Leaf:     remains.item_recorded
    Not:      whose remains they are.
    """
    require(acting, TAKE_UP)
    refuse_statements({"found_where": found_where, "description": description, "why_removed": why_removed})
    recovery = recovery_row(recovered_id)
    code = fresh_code(recovery, item_code)
    check_item(ItemFacts(
        found_where=found_where, disc=disc, disc_says=disc_says, is_disc_left=is_disc_left, why_removed=why_removed
    ))  # fmt: skip
    place, team, count = parts_of_code(code)
    record(
        ItemRecorded(
            item_code=code, recovered_id=recovery.pk, site_id=recovery.site_id, place_code=place, team=team,
            count=count, kind=kind, disc=disc, is_disc_left=disc is not DiscFound.NONE and is_disc_left,
            words=ItemWords(
                found_where=found_where.strip(), description=description.strip(), disc_says=disc_says.strip(),
                why_removed=why_removed.strip(),
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return code


@service
def spoil_code(acting: Acting, *, recovered_id: str, item_code: str, reason: str) -> int:
    """Records that the next code was used up without an item: its label tore, was lost or stuck wrongly.

    Source:   house rule 6.3: a count goes on without a gap that nobody explains, and no code comes back.
    Returns:  the index of the act.
    Raises:   UnknownRecoveryError; WrongCodeError; UsedCodeError; CodeOrderError; InputError without a reason.
    Leaf:     remains.code_spoiled
    """
    require(acting, SPOIL)
    refuse_statements({"reason": reason})
    check_named(reason=reason)
    recovery = recovery_row(recovered_id)
    code = fresh_code(recovery, item_code)
    place, team, count = parts_of_code(code)
    return record(
        CodeSpoiled(
            item_code=code, recovered_id=recovery.pk, place_code=place, team=team, count=count, reason=reason.strip()
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
