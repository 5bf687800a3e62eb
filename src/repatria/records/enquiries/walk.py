"""The state of an enquiry, walked through the law's machine along the acts that higher rooms name by number.

Enquiries knows no matching, no decision of his, no letter: it is handed the numbers of their acts and reads in the
ledger what each of them says of this enquiry. Numbers left out can only leave the enquiry further back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from repatria.core.law.contact import ContactAnswer, is_permitting
from repatria.core.law.enquiry import EnquiryEvent, EnquiryFacts, EnquiryState, next_enquiry
from repatria.records.enquiries.acts import EnquiryReceived
from repatria.records.enquiries.errors import StrangeActError
from repatria.records.ledger.reading import Recorded, act_at, acts_at

_PROPOSED, _JUDGED, _ANSWERED = (
    "matching.candidates_proposed.", "matching.judgement_recorded.", "register.contact_decision_recorded.",
)  # fmt: skip
_ANNULLED = "matching.link_annulled."
_REOPENED = "matching.pair_reopened."
_LETTER, _DECISION = "notices.letter_issued.", "disclosure.answer_decided."
_SLIP = "register.slip_received."
_S, _E = EnquiryState, EnquiryEvent
_MAY_BE_ASKED = (_S.LINK_CONFIRMED, _S.REFUSED_BY_HIM, _S.STANDING)
_MAY_LOSE_ITS_LINK = (
    _S.LINK_CONFIRMED, _S.ASKED, _S.DISCLOSABLE, _S.REFUSED_BY_HIM, _S.ANSWERED, _S.STANDING,
)  # fmt: skip
_MAY_BE_LEFT = (_S.SEARCHING, _S.REFUSED_BY_HIM, _S.ANSWERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """Where an enquiry stands, and by which acts."""

    state: EnquiryState
    steps: tuple[tuple[EnquiryEvent, int], ...]


@dataclass(slots=True)
class _Walk:
    enquiry_id: str
    state: EnquiryState = EnquiryState.DRAFT
    pairs: set[str] = field(default_factory=set)  # proposed and not refused
    links: set[int] = field(default_factory=set)
    steps: list[tuple[EnquiryEvent, int]] = field(default_factory=list)

    def take(self, recorded: Recorded) -> None:
        for event, facts in self._events(recorded, recorded.act):
            self.state = next_enquiry(self.state, event, facts)
            self.steps.append((event, recorded.index))

    def _events(self, recorded: Recorded, given: Any) -> Iterator[tuple[EnquiryEvent, EnquiryFacts]]:
        if recorded.kind.startswith(_ANSWERED):
            if given.link_index in self.links:
                yield from self._his_answer(given.answer)
            return
        if recorded.kind.startswith(_SLIP):
            return  # his slip: nobody asked him yet
        if getattr(given, "enquiry_id", None) != self.enquiry_id:
            raise StrangeActError("that act is about another enquiry", provision="house rule 6.4")
        if isinstance(given, EnquiryReceived):
            yield _E.RECEIVED, EnquiryFacts()
        elif recorded.kind.startswith(_PROPOSED):
            yield from self._proposed({pair.pair_id for pair in given.pairs})
        elif recorded.kind.startswith(_JUDGED):
            yield from self._judged(recorded.index, given)
        elif recorded.kind.startswith(_ANNULLED):
            yield from self._annulled(given)
        elif recorded.kind.startswith(_REOPENED):
            yield from self._proposed({given.pair_id})
        elif recorded.kind.startswith(_LETTER):
            yield from self._letter(given)
        else:
            raise StrangeActError("that act says nothing of where an enquiry stands", provision="house rule 6.4")

    def _proposed(self, pairs: set[str]) -> Iterator[tuple[EnquiryEvent, EnquiryFacts]]:
        self.pairs |= pairs
        if self.state in (_S.RECEIVED, _S.NEEDS_INFO):
            yield _E.SEARCHED, EnquiryFacts()
        if pairs and self.state in (_S.SEARCHING, _S.STANDING):
            yield _E.CANDIDATE_FOUND, EnquiryFacts()

    def _judged(self, index: int, given: Any) -> Iterator[tuple[EnquiryEvent, EnquiryFacts]]:
        if given.conclusion == "confirmed":
            self.links.add(index)
            if self.state is _S.CANDIDATE:
                yield _E.LINK_CONFIRMED, EnquiryFacts()
        elif given.conclusion == "refused":
            self.pairs.discard(given.pair_id)
            if self.state is _S.CANDIDATE and not self.pairs:
                yield _E.LINK_REFUSED, EnquiryFacts()

    def _annulled(self, given: Any) -> Iterator[tuple[EnquiryEvent, EnquiryFacts]]:
        """Without a link that is left the enquiry stands again, or is with whoever else was proposed."""
        self.links.discard(given.link_index)
        self.pairs.discard(given.pair_id)
        if self.links or self.state not in _MAY_LOSE_ITS_LINK:
            return
        yield _E.LINK_ANNULLED, EnquiryFacts()
        if self.pairs:
            yield _E.CANDIDATE_FOUND, EnquiryFacts()

    def _his_answer(self, answer: ContactAnswer) -> Iterator[tuple[EnquiryEvent, EnquiryFacts]]:
        is_yes = is_permitting(answer)
        if answer is ContactAnswer.NOT_ASKED:
            return  # a doctor found that he can be asked: nobody asked him yet
        if self.state in _MAY_BE_ASKED:
            yield _E.HE_WAS_ASKED, EnquiryFacts()
            yield (_E.HE_AGREED if is_yes else _E.HE_REFUSED), EnquiryFacts()
        elif self.state is _S.DISCLOSABLE and not is_yes:
            yield _E.HE_REFUSED, EnquiryFacts()

    def _letter(self, given: Any) -> Iterator[tuple[EnquiryEvent, EnquiryFacts]]:
        if given.letter_kind == "alive_and_held":
            if self.state in (_S.DISCLOSABLE, _S.REFUSED_BY_HIM):
                is_decided = _tells(given.decision_index, self.enquiry_id)
                yield _E.ANSWERED, EnquiryFacts(is_telling_decided=is_decided)
        elif given.letter_kind == "no_information" and self.state in _MAY_BE_LEFT:
            yield _E.LEFT_STANDING, EnquiryFacts()


def _tells(decision_index: int | None, enquiry_id: str) -> bool:
    """Whether that act is disclosure's decision to tell this enquirer."""
    if decision_index is None:
        return False
    found = act_at(decision_index)
    given: Any = found.act
    is_decision = found.kind.startswith(_DECISION) and given.enquiry_id == enquiry_id
    return is_decision and bool(given.verdict == "tell_alive_and_held")


def walk(enquiry_id: str, received_index: int, indices: Iterable[int]) -> Walked:
    """Walks an enquiry from its receipt along the acts that are named, in the order of the log.

    Raises:   StrangeActError for an act that is about another enquiry or says nothing of this; the law's own refusals.
    """
    on = _Walk(enquiry_id)
    for recorded in acts_at({received_index, *indices}):
        on.take(recorded)
    return Walked(state=on.state, steps=tuple(on.steps))
