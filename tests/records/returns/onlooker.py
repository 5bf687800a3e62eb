"""An onlooker who reads the log alone, knows nothing of the house's code, and names what breaks invariants 5 and 6.

Nobody is told of a death, and nothing is given to a family, before the board named him and a visit was planned; nothing
is buried or burnt before it was examined and sampled; no code is given twice; links of parts go in no circle.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from repatria.core.law.identification_board import HypothesisState
from repatria.core.law.remains import RemainsKind
from repatria.core.law.telling import VisitEnd, VisitPurpose
from repatria.core.vocabulary.remains_codes import parts_of_code
from repatria.records.ledger.reading import Recorded


@dataclass
class Onlooker:
    """What stands by the acts that were read so far."""

    codes: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    examined: set[str] = field(default_factory=set)
    samples: dict[str, dict[str, str]] = field(default_factory=dict)
    in_grave: set[str] = field(default_factory=set)
    released: set[str] = field(default_factory=set)
    names: dict[str, dict[str, Any]] = field(default_factory=dict)
    visits: dict[str, dict[str, Any]] = field(default_factory=dict)
    links: dict[str, frozenset[str]] = field(default_factory=dict)
    proposed: dict[str, frozenset[str]] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    proofs: dict[str, set[Any]] = field(default_factory=dict)

    def reads(self, one: Recorded) -> None:
        """Reads one act.  Raises: AssertionError naming what it breaks."""
        reader = getattr(self, f"_{type(one.act).__name__.lower()}", None)
        if reader is not None:
            reader(one.act, one.actor)

    # --- invariant 6: the dead themselves

    def _itemrecorded(self, act: Any, actor: str) -> None:
        self._code(act.item_code)
        if act.kind is RemainsKind.WHOLE:
            self.whole.add(act.item_code)

    def _codespoiled(self, act: Any, actor: str) -> None:
        self._code(act.item_code)

    def _code(self, code: str) -> None:
        assert code not in self.codes, "a code was given twice"
        self.codes[code] = parts_of_code(code)

    def _examinationrecorded(self, act: Any, actor: str) -> None:
        self.examined.add(act.item_code)

    def _sampletaken(self, act: Any, actor: str) -> None:
        self.samples.setdefault(act.item_code, {})[act.sample_code] = "kept"

    def _samplesteprecorded(self, act: Any, actor: str) -> None:
        self.samples[act.item_code][act.sample_code] = act.state.value

    def _itemburied(self, act: Any, actor: str) -> None:
        self._goes(act.item_code, "buried")
        self.in_grave.add(act.item_code)

    def _itemcremated(self, act: Any, actor: str) -> None:
        self._goes(act.item_code, "burnt")

    def _itemexhumed(self, act: Any, actor: str) -> None:
        self.in_grave.discard(act.item_code)

    def _steptakenback(self, act: Any, actor: str) -> None:
        (self.in_grave.add if act.state.value == "buried" else self.in_grave.discard)(act.item_code)

    def _goes(self, code: str, how: str) -> None:
        assert code in self.examined, f"{how} without an examination"
        assert "kept" in self.samples.get(code, {}).values(), f"{how} without a sample that is kept"
        assert code not in self.released, f"{how} though it was given to the family"

    def _partslinkproposed(self, act: Any, actor: str) -> None:
        self.proposed[act.parts_id] = frozenset((act.first_code, act.second_code))

    def _linked_with(self, code: str) -> set[str]:
        reached, waiting = {code}, [code]
        while waiting:
            at = waiting.pop()
            beside = {other for pair in self.links.values() if at in pair for other in pair - reached}
            reached |= beside
            waiting += beside
        return reached

    def _partslinkagreed(self, act: Any, actor: str) -> None:
        first, second = self.proposed[act.parts_id]
        reached = self._linked_with(first)
        assert second not in reached, "links of parts go in a circle"
        assert len(self.whole & (reached | self._linked_with(second))) < 2, "two whole bodies are linked"
        self.links[act.parts_id] = self.proposed[act.parts_id]

    def _partslinkundone(self, act: Any, actor: str) -> None:
        self.links.pop(act.parts_id, None)

    # --- invariant 5: who is told

    def _hypothesisopened(self, act: Any, actor: str) -> None:
        self.names[act.hypothesis_id] = {
            "enquiry": act.enquiry_id, "items": set(act.items), "state": HypothesisState.OPEN, "opened_by": actor,
            "signed_by": set(),
        }  # fmt: skip

    def _hypothesiswithdrawn(self, act: Any, actor: str) -> None:
        self.names[act.hypothesis_id]["state"] = HypothesisState.WITHDRAWN

    def _boardsigned(self, act: Any, actor: str) -> None:
        name = self.names[act.hypothesis_id]
        name["state"] = act.state
        name["signed_by"].add(actor)
        if act.state is HypothesisState.CONCLUDED:
            assert len(name["signed_by"] - {name["opened_by"]}) >= 2, "a name on one signature"

    def _annulmentsaid(self, act: Any, actor: str) -> None:
        self.names[act.hypothesis_id]["state"] = act.state

    def _conclusionupheld(self, act: Any, actor: str) -> None:
        self.names[act.hypothesis_id]["state"] = act.state

    def _named(self, enquiry: str) -> list[dict[str, Any]]:
        """The names that the board gave to whom she seeks, and nobody doubts."""
        return [
            one for one in self.names.values()
            if one["enquiry"] == enquiry and one["state"] is HypothesisState.CONCLUDED
        ]  # fmt: skip

    def _is_silent(self, enquiry: str) -> bool:
        over = (HypothesisState.WITHDRAWN, HypothesisState.ANNULLED)
        return any(one["enquiry"] == enquiry and one["state"] not in over for one in self.names.values())

    def _visitplanned(self, act: Any, actor: str) -> None:
        self.visits[act.visit_id] = {"enquiry": act.enquiry_id, "told_by": "", "confirmed_by": ""}

    def _visitended(self, act: Any, actor: str) -> None:
        if act.end is not VisitEnd.TOLD or act.purpose is VisitPurpose.CORRECTION:
            return
        assert act.visit_id in self.visits, "told by a visit that nobody planned"
        assert self._named(act.enquiry_id), "told before the board named him"
        self.visits[act.visit_id]["told_by"] = actor

    def _visitconfirmed(self, act: Any, actor: str) -> None:
        visit = self.visits[act.visit_id]
        assert visit["told_by"] and visit["told_by"] != actor, "confirmed by whoever said it"
        visit["confirmed_by"] = actor

    def _enquiryclosed(self, act: Any, actor: str) -> None:
        if act.reason == "dead_notified":
            told = [one for one in self.visits.values() if one["enquiry"] == act.enquiry_id and one["confirmed_by"]]
            assert told, "closed over a death that nobody told her"

    def _letterissued(self, act: Any, actor: str) -> None:
        is_plain = act.letter_kind.value == "no_information"
        assert is_plain or not self._is_silent(act.enquiry_id), "a letter told under the embargo"

    def _kinshipevidencerecorded(self, act: Any, actor: str) -> None:
        kinds = self.proofs.setdefault(act.enquiry_id, set())
        (kinds.add if act.holds else kinds.discard)(act.evidence)

    def _remainsreleased(self, act: Any, actor: str) -> None:
        told = [one for one in self.visits.values() if one["enquiry"] == act.enquiry_id and one["confirmed_by"]]
        assert told, "given to a family that nobody told"
        named = {item for one in self._named(act.enquiry_id) for item in one["items"]}
        assert set(act.items) <= named, "given without the board's name"
        assert len(self.proofs.get(act.enquiry_id, ())) > 1, "given on fewer than two lines of kinship"
        assert not set(act.items) & self.in_grave, "given out of a grave that nobody opened"
        assert not set(act.items) & self.released, "given twice"
        self.released |= set(act.items)
