"""The dead and those who are sought laid beside each other: in which order to look, and why. It names nobody."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.bodies.beside import Around, lay_beside
from repatria.core.bodies.said_beside import Laid, Reason
from repatria.core.vocabulary.body_record import BodyRecord
from repatria.records.access.acting import Acting, require
from repatria.records.access.pages import PAGE, Lines
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.enquiries.going_on import open_among
from repatria.records.identification.finding_models import Hypothesis
from repatria.records.identification.hypothesis import NAMED
from repatria.records.ledger.rows import rows_where
from repatria.records.remains.all_bodies import Whole, every_body
from repatria.records.remains.reading import item_row

BESIDE = "identification.?beside"
MOST, _AT_ONCE = 50, 200
"""How many are shown, and of how many it is asked at once whether their enquiry goes on."""
_NOTHING = Whole(record=BodyRecord(), on="")


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideLine:
    """One item beside one who is sought.

    Units:    points, which order and are no probability.
    """

    item_code: str
    enquiry_id: str
    points: int
    is_excluded: bool
    reasons: tuple[Reason, ...]


def _order(line: BesideLine) -> tuple[bool, int, str, str]:
    return line.is_excluded, -line.points, line.item_code, line.enquiry_id


def _line(item_code: str, enquiry_id: str, laid: Laid) -> BesideLine:
    return BesideLine(
        item_code=item_code, enquiry_id=enquiry_id, points=laid.points, is_excluded=laid.is_excluded,
        reasons=laid.reasons,
    )  # fmt: skip


def _best(lines: list[BesideLine]) -> tuple[BesideLine, ...]:
    """The first ones of families whose enquiry goes on."""
    going_on, best = sorted((one for one in lines if one.reasons), key=_order), list[BesideLine]()
    for start in range(0, len(going_on), _AT_ONCE):  # most of them go on: the first ones are enough to ask about
        some = going_on[start : start + _AT_ONCE]
        is_open = open_among(one.enquiry_id for one in some)
        best += [one for one in some if one.enquiry_id in is_open]
        if len(best) >= MOST:
            break
    return tuple(best[:MOST])


def named_items() -> frozenset[str]:
    """The items that stand under a name; what two linked with one of them is named by a hypothesis of its own."""
    rows = rows_where(Hypothesis, state=[one.value for one in NAMED])
    return frozenset(code for row in rows for code in row.items.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedLine:
    """One item that was examined, and whether it stands under a name."""

    item_code: str
    has_name: bool


@question(BESIDE, of_numbers=True)
def examined_items(acting: Acting, skip: int = 0) -> Lines[ExaminedLine]:
    """One page of the items that were examined, those without a name first.  Given: `skip` so many of them."""
    require(acting, BESIDE)
    examined, _ = every_body()
    named, after = named_items(), max(skip, 0)
    ordered = sorted((code in named, code) for code in examined)
    page = (ExaminedLine(item_code=code, has_name=has_name) for has_name, code in ordered[after : after + PAGE])
    return Lines(page, has_more=after + PAGE < len(ordered))


@question(BESIDE)
def families_beside(acting: Acting, item_code: str) -> tuple[BesideLine, ...]:
    """The families that were asked, in the order in which to look at them for one item, each with its reasons.

    Source:   INTERPOL DVI Guide: secondary evidence supports, and names nobody.
    Given:    families whose enquiry goes on and who told something that was seen too.
    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError.
    Leaf:     access.reading_recorded
    """
    require(acting, BESIDE)
    row = item_row(item_code)
    examined, told = every_body()
    own = examined.get(row.pk, _NOTHING).record
    lines = [
        _line(row.pk, number, lay_beside(own, one.record, sought=Around(told_on=one.on)))
        for number, one in told.items()
    ] if row.pk in examined else []  # fmt: skip
    best = _best(lines)
    record_reading(acting, question="identification.?beside", records=(row.pk, *(one.enquiry_id for one in best)))
    return best


@question(BESIDE)
def items_beside(acting: Acting, enquiry_id: str) -> tuple[BesideLine, ...]:
    """The items without a name, in the order in which to look at them for one family, each with its reasons.

    Raises:   RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    require(acting, BESIDE)
    examined, told = every_body()
    named, ante = named_items(), told.get(enquiry_id)
    lines = [
        _line(code, enquiry_id, lay_beside(one.record, ante.record, sought=Around(told_on=ante.on)))
        for code, one in examined.items() if code not in named
    ] if ante is not None else []  # fmt: skip
    best = _best(lines)
    record_reading(acting, question="identification.?beside", records=(enquiry_id, *(one.item_code for one in best)))
    return best


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideView:
    """Both records whole, and what came of laying them beside each other."""

    line: BesideLine
    examined: BodyRecord
    told: BodyRecord
    has_examination: bool
    has_telling: bool
    has_name: bool


@question(BESIDE)
def both_beside(acting: Acting, item_code: str, enquiry_id: str) -> BesideView:
    """What was seen of an item and what a family told, on one page.

    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError.
    Leaf:     access.reading_recorded
    """
    require(acting, BESIDE)
    row = item_row(item_code)
    record_reading(acting, question="identification.?beside", records=(row.pk, enquiry_id))
    examined, told = every_body()
    seen, ante = examined.get(row.pk, _NOTHING), told.get(enquiry_id, _NOTHING)
    laid = lay_beside(seen.record, ante.record, sought=Around(told_on=ante.on))
    return BesideView(
        line=_line(row.pk, enquiry_id, laid), examined=seen.record, told=ante.record,
        has_examination=row.pk in examined, has_telling=enquiry_id in told, has_name=row.pk in named_items(),
    )  # fmt: skip
