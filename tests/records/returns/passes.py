"""A coffin of one named and certified man on a batch. What the board concluded is said by the test; all is invented."""

from __future__ import annotations

from repatria.core.law.identification_board import Method
from repatria.core.law.return_batch import BatchEvent as B
from repatria.records.certificates import lines
from repatria.records.certificates.services.certifying import draw_certificate, sign_certificate
from repatria.records.identification.selectors.concluded import Identified
from repatria.records.returns import passing
from repatria.records.returns.services.passes import countersign_pass, hand_pass, issue_pass

ATTESTED = {
    "coffin": "wood, lined with zinc, soldered", "from_place": "morgue 2", "to_place": "a bridge", "means": "by road",
}  # fmt: skip


def board_says(house, monkeypatch):
    """Lets a test say whom the board named: `house.names(...)`; until then nobody is."""
    house.named, house.taken_back = [], set()

    def names(*items, person_id="", is_annulment_asked=False, board_index=3):
        house.named.append(Identified(
            conclusion_id=f"RJ-{len(house.named)}", items=items, enquiry_id="", person_id=person_id,
            methods=(Method.DNA,), enquiry_ids=(), policy_id="", board_index=board_index,
            concluded_at="2026-03-01T00:00:00.000000Z", signed_by=("A-1", "A-2"),
            is_annulment_asked=is_annulment_asked, is_annulled=False,
        ))  # fmt: skip
        return house

    house.names = names
    for room in (lines, passing):
        monkeypatch.setattr(room, "identified_items", lambda code: tuple(n for n in house.named if code in n.items))
    monkeypatch.setattr(
        lines, "identified", lambda *, person_id: tuple(n for n in house.named if n.person_id == person_id)
    )
    monkeypatch.setattr(
        lines, "names_that_stand", lambda: frozenset(n.board_index for n in house.named if not n.is_annulment_asked)
    )
    monkeypatch.setattr(lines, "acts_taken_back", lambda: frozenset(house.taken_back))
    return house


def certified(house, code, **changed):
    """The certificate of death of whom the board named for this item, signed by a doctor and the head."""
    house.certificate = draw_certificate(house.by("doctor"), item_code=code, **changed)
    for name in ("doctor", "head"):
        sign_certificate(house.by(name), certificate_id=house.certificate)
    return house


def agreed(house):
    """The list exchanged and agreed."""
    return house.take(B.LIST_EXCHANGED).take(B.AGREED)


def issued(house, name="registrar", **changed):
    return issue_pass(house.by(name), box_id=house.boxes[0], **ATTESTED | changed)


def valid(house):
    """Issued, countersigned, and with the driver."""
    number = issued(house)
    countersign_pass(house.by("head"), pass_id=number)
    hand_pass(house.by("registrar"), pass_id=number, to="a driver", reference="R-7", happened_at=house.clock())
    return number
