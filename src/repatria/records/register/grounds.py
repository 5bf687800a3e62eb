"""What acts hold for the release of one man now, for the rooms that ask the law."""

from __future__ import annotations

from repatria.core.law.agreed_line import AgreedLine, AgreedLines
from repatria.core.law.release_papers import GroundHeld, GroundPaper, MedicalWay
from repatria.core.vocabulary.particulars import Given, ParticularKind
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.register.ground_models import GroundPaperRow
from repatria.records.register.joined import leader_of, numbers_of
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.selectors.particulars import particulars_of
from repatria.records.register.selectors.status import status_of

_answers: list[AgreedLines] = []


def answers_agreed_lines(of: AgreedLines) -> None:
    """Says who knows on which agreed list a man stands.  Given: called once, when rooms are made ready."""
    if of not in _answers:
        _answers.append(of)


def agreed_line_of(person_id: str) -> AgreedLine | None:
    """The agreed line of a man, by all of his numbers; None where no room keeps lists, or he stands on none."""
    numbers = numbers_of(person_id)
    return next((line for line in (of(numbers) for of in _answers) if line is not None), None)


def papers_in_force(kind: GroundPaper) -> tuple[GroundPaperRow, ...]:
    """The papers of a kind that bear a release now, the latest first."""
    return tuple(rows_where(GroundPaperRow, kind=kind.value, is_in_force=True, order="-recorded_index"))


def says_article_117(paper_id: str) -> bool:
    """Whether the text of that paper repeats article 117, as its act says; withdrawn or not: what was agreed stood."""
    return is_there(GroundPaperRow, pk=paper_id, says_article_117=True)


def parole_law_of(person_id: str) -> GroundPaperRow | None:
    """The law on promises of the Power on which he depends, as it was notified last; None where it allows none."""
    leader = leader_of(person_id)
    powers = {
        _named(one.value) for one in particulars_of(leader)
        if one.kind is ParticularKind.POWER_OF_DEPENDENCE and one.given is Given.GIVEN and one.value
    }  # fmt: skip
    row = row_numbered(ProtectedPerson, leader)
    powers |= {_named(row.power)} if row is not None and row.power else set()
    of_his = (one for one in papers_in_force(GroundPaper.PAROLE_LAW) if _named(one.party) in powers)
    latest = next(of_his, None)
    return latest if latest is not None and latest.allows_promise else None


def _named(party: str) -> str:
    return " ".join(party.split()).casefold()


def ground_held(person_id: str) -> GroundHeld:
    """What acts hold for a release of this man now, under any of his numbers.

    Source:   GC III art. 21, 109-112, 118; practice rule 18.
    """
    said = status_of(numbers_of(person_id))
    medical, promise = said.get("medical"), said.get("promise")
    promise = promise if promise is not None and promise.value else None  # one that he took back is none
    law, ended = parole_law_of(person_id), next(iter(papers_in_force(GroundPaper.HOSTILITIES_ENDED)), None)
    neutral, line = papers_in_force(GroundPaper.NEUTRAL_STATE), agreed_line_of(person_id)
    papers = (("parole_law", law), ("hostilities_ended", ended), *(("neutral_states", one) for one in neutral))
    acts = [(what, one.recorded_index) for what, one in papers if one is not None]
    of_him = (("medical_way", medical), ("promise_under", promise), ("line", line))
    acts += [(what, one.act_index) for what, one in of_him if one is not None]
    return GroundHeld(
        parole_law=law.pk if law else "", promise_under=promise.value if promise else "",
        medical_way=MedicalWay(medical.value) if medical else None, hostilities_ended=ended.pk if ended else "",
        neutral_states=tuple(one.pk for one in neutral), line=line, acts=tuple(sorted(acts)),
    )  # fmt: skip
