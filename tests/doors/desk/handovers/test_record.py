"""The record of a hand-over: what it prints of its basis (GC III 117), and only when both were asked again."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.handover import HandoverEvent
from repatria.core.law.release import StatedBasis
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.paper_codes import paper_code
from repatria.core.vocabulary.papers_handover import HandoverRecordPaper
from repatria.doors.desk.handovers.papers import handover_paper, held_on_paper, relation_on_paper
from repatria.records.access.services import record_approval
from repatria.records.handover.selectors import record_of
from repatria.records.handover.services import SWITCH_ON, switch_on, switch_reference
from repatria.records.register import grounds
from tests.doors.desk.bureau import Bureau
from tests.journeys.test_thread_in_the_records import POINT
from tests.records.register.laid import agreement, lay

pytestmark = pytest.mark.django_db


def at_the_point(bureau: Bureau, basis: ReleaseBasis, agreement: str = "") -> Bureau:
    """Both at the point, over a hand-over on this basis."""
    facts = StatedBasis(basis=basis, agreement_reference=agreement)
    ground = (facts, "Order 7", (POINT,), ("an invented transit State: yes",), "")
    for name in ("caseworker-1", "caseworker-2"):
        record_approval(bureau.by(name), action=SWITCH_ON, object_reference=switch_reference(*ground))
    bureau.switch = switch_on(
        bureau.by("head"), basis=facts, legal_basis=ground[1], points=ground[2], transit_consents=ground[3],
        conditions="",
    )  # fmt: skip
    bureau.level_three().he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER).opened().up_to_the_point()
    return bureau


def paper(bureau: Bureau) -> HandoverRecordPaper:
    record = record_of(bureau.by("officer"), bureau.handover)
    return handover_paper(record.handover, record, held_on_paper(record), record.relation, ("uk", "en"))


@pytest.mark.parametrize("basis", list(ReleaseBasis))
def test_the_sentence_of_article_117_is_printed_where_its_basis_stands_and_nowhere_else(
    answered: Bureau, basis: ReleaseBasis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grounds, "_answers", [])
    lay(answered, basis, grounds._answers)
    at_the_point(answered, basis)
    with pytest.raises(InputError):
        paper(answered)
    answered.both_asked_alone()
    answered.step("officer", HandoverEvent.ASKED_AGAIN, paper_mark=(paper_code(bytes(13)), "вишня"))

    printed = paper(answered)

    assert (basis, basis is ReleaseBasis.ART109_110) == (printed.basis, printed.prints_article_117)


@pytest.mark.parametrize("says_so", [True, False])
def test_an_agreement_prints_the_sentence_of_article_117_only_where_its_own_act_says_so(
    answered: Bureau, says_so: bool
) -> None:
    number = agreement(answered, says_article_117=says_so)
    at_the_point(answered, ReleaseBasis.UNILATERAL, number).both_asked_alone()
    answered.step("officer", HandoverEvent.ASKED_AGAIN, paper_mark=(paper_code(bytes(13)), "вишня"))

    assert says_so is paper(answered).prints_article_117


def test_a_word_of_the_house_stands_in_each_language_of_the_paper_and_once_where_they_say_it_alike() -> None:
    assert ("мати / mother", "mother", "—") == (
        relation_on_paper(("uk", "en"), "mother"), relation_on_paper(("en", "en"), "mother"),
        relation_on_paper(("uk", "en"), ""),
    )  # fmt: skip
