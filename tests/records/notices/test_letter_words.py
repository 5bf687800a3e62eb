"""The words of letters: drafted by one, approved by two others, held from the next round on, never lost."""

from __future__ import annotations

import pytest

from repatria.core.law.letters import LetterWordsError, shipped_letter, shipped_version
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.letters import LetterClass
from repatria.records.access.errors import ApprovalsMissingError, RoleForbidsError
from repatria.records.access.services import record_approval
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.notices.errors import SameWordsError, UnknownVersionError, VersionStateError
from repatria.records.notices.letter_selectors import (
    letter_faults,
    letter_preview,
    letter_version,
    letter_versions,
    standing_words,
    version_reference,
    versions_waiting,
    words_before,
)
from repatria.records.notices.letter_services import (
    ADOPT,
    adopt_letter,
    draft_letter,
    refuse_letter,
    withdraw_letter_words,
)
from tests.law.test_letters import ALL, more

pytestmark = pytest.mark.django_db

CALM = more(ALL)
OTHER = more(ALL, uk="Ми поруч.", ru="Мы рядом.", en="We are near.")


class Writing:
    def __init__(self, cast):
        self.cast = cast

    def drafted(self, name="caseworker-1", words=CALM, why="said more warmly"):
        return draft_letter(self.cast.by(name), letter_class=ALL, words=words, why=why)

    def approved(self, version, *names):
        for name in names:
            record_approval(self.cast.by(name), action=ADOPT, object_reference=version_reference(version))
        return version

    def adopted(self, words=CALM):
        version = self.approved(self.drafted(words=words), "caseworker-2", "head")
        adopt_letter(self.cast.by("caseworker-1"), version_id=version)
        return version


@pytest.fixture
def writing(cast):
    return Writing(cast)


def states(cast):
    return [(one.number, one.state, one.is_standing) for one in letter_versions(cast.by("head"), ALL)]


@pytest.mark.parametrize("name", ["registrar", "hotline", "reviewer-1", "interviewer"])
def test_refuses_whoever_answers_for_no_letter(cast, writing, name):
    version = writing.drafted()
    for refused in (
        lambda: writing.drafted(name),
        lambda: adopt_letter(cast.by(name), version_id=version),
        lambda: refuse_letter(cast.by(name), version_id=version, reason="no"),
        lambda: withdraw_letter_words(cast.by(name), version_id=version, reason="no"),
        lambda: writing.approved(version, name),
    ):
        with pytest.raises(RoleForbidsError):
            refused()


def test_refuses_words_that_no_letter_says_no_reason_and_the_same_again(cast, writing):
    with pytest.raises(LetterWordsError):
        writing.drafted(words=more(ALL, en="Come at once."))
    for why in (" ", "w" * 401):
        with pytest.raises(InputError):
            writing.drafted(why=why)
    with pytest.raises(SameWordsError):
        writing.drafted(words=shipped_letter(ALL))
    writing.drafted()
    with pytest.raises(SameWordsError):
        writing.drafted("head")
    assert [(1, "drafted", False), (0, "shipped", True)] == states(cast)


def test_refuses_one_approval_the_authors_own_and_one_beside_other_words(cast, writing):
    first, second = writing.drafted(), writing.drafted("head", words=OTHER)
    writing.approved(first, "caseworker-1", "head")
    with pytest.raises(ApprovalsMissingError):
        adopt_letter(cast.by("caseworker-1"), version_id=first)

    writing.approved(second, "caseworker-1", "caseworker-2")
    writing.approved(first, "caseworker-2")
    adopt_letter(cast.by("caseworker-1"), version_id=first)
    with pytest.raises(ApprovalsMissingError):  # what it was compared with stands no longer
        adopt_letter(cast.by("head"), version_id=second)
    with pytest.raises(VersionStateError):
        adopt_letter(cast.by("head"), version_id=first)
    with pytest.raises(UnknownVersionError):
        adopt_letter(cast.by("head"), version_id="TW-NONE")


def test_a_refused_and_a_withdrawn_version_stay_readable_and_nobody_alone_chooses_what_holds(cast, writing):
    refused = writing.drafted(words=OTHER)
    with pytest.raises(VersionStateError):
        withdraw_letter_words(cast.by("head"), version_id=refused, reason="it never stood")
    refuse_letter(cast.by("head"), version_id=refused, reason="too near")
    with pytest.raises(VersionStateError):
        refuse_letter(cast.by("head"), version_id=refused, reason="again")
    first = writing.adopted()
    second = writing.adopted(words=OTHER)
    assert OTHER["uk"] == standing_words(ALL).words["uk"]
    with pytest.raises(VersionStateError):
        withdraw_letter_words(cast.by("head"), version_id=first, reason="another stands")

    withdraw_letter_words(cast.by("head"), version_id=second, reason="misread")
    with pytest.raises(VersionStateError):  # the version before it was adopted for another day: two adopt it anew
        withdraw_letter_words(cast.by("head"), version_id=first, reason="misread too")

    assert (shipped_version(ALL), 0) == (standing_words(ALL).version_id, standing_words(ALL).number)
    assert [(3, "withdrawn", False), (2, "adopted", False), (1, "refused", False), (0, "shipped", True)] == states(cast)
    adopted = [letter_version(cast.by("head"), one).act_index for one in (first, second)]
    withdrawn = letter_version(cast.by("head"), second).settled_index
    told = [words_before(ALL, index).version_id for index in (*adopted, withdrawn, withdrawn + 1, withdrawn + 2)]
    assert [shipped_version(ALL), first, second, shipped_version(ALL), shipped_version(ALL)] == told
    view = letter_version(cast.by("auditor"), refused)
    assert (OTHER["en"], "too near") == (view.lines["en"], view.reason)
    assert [] == [*versions_waiting()]
    assert verify(log_verifier()).is_equal


def test_a_preview_shows_an_invented_family_and_nothing_with_faults(cast):
    alive = LetterClass.ALIVE_AND_HELD
    looked = letter_preview(cast.by("head"), letter_class=alive, words=more(alive))

    assert ["uk", "ru", "en"] == [one.language for one in looked]
    assert "Ivan Prykladovych Vyhadanyi" in looked[2].lines[1]
    assert ("new", "Take care of yourself.") in looked[2].changes
    assert () == letter_preview(cast.by("head"), letter_class=alive, words=more(alive, en="He died."))
    assert (("en", "death", "died"),) == letter_faults(
        cast.by("head"), letter_class=alive, words=more(alive, en="He died.")
    )
