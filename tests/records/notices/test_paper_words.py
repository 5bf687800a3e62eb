"""The words of papers: drafted by one, approved by two others, printed from then on, never lost."""

from __future__ import annotations

import pytest

from repatria.core.law.paper_words import PaperWordsError
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.paper_words import THE_HOUSES_OWN, PaperClass
from repatria.records.access.errors import ApprovalsMissingError, RoleForbidsError
from repatria.records.access.services import record_approval
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.notices import paper_texts
from repatria.records.notices.errors import SameWordsError, UnknownPaperWordsError, VersionStateError
from repatria.records.notices.paper_word_selectors import (
    paper_changes,
    paper_faults,
    paper_version,
    paper_version_reference,
    paper_versions,
    paper_versions_waiting,
    papers_overview,
    words_on_papers,
)
from repatria.records.notices.paper_word_services import (
    ADOPT_PAPER,
    adopt_paper_words,
    draft_paper_words,
    refuse_paper_words,
    withdraw_paper_words,
)

pytestmark = pytest.mark.django_db

RECORD = PaperClass.HANDOVER_RECORD
WHO = {"handover_record.persons": {"en": "Who", "uk": "Хто"}}
NAMES = {"handover_record.persons": {"en": "Names"}}


class Writing:
    def __init__(self, cast):
        self.cast = cast

    def drafted(self, name="caseworker-1", words=WHO, why="plainer", paper=RECORD):
        return draft_paper_words(self.cast.by(name), paper=paper, words=words, why=why)

    def approved(self, words_id, *names):
        for name in names:
            reference = paper_version_reference(words_id)
            record_approval(self.cast.by(name), action=ADOPT_PAPER, object_reference=reference)
        return words_id

    def adopted(self, words=WHO):
        words_id = self.approved(self.drafted(words=words), "caseworker-2", "head")
        adopt_paper_words(self.cast.by("caseworker-1"), words_id=words_id)
        return words_id


@pytest.fixture
def writing(cast):
    return Writing(cast)


@pytest.mark.parametrize("name", ["hotline", "reviewer-1", "interviewer"])
def test_refuses_whoever_answers_for_no_paper(cast, writing, name):
    words_id = writing.drafted()
    for refused in (
        lambda: writing.drafted(name),
        lambda: adopt_paper_words(cast.by(name), words_id=words_id),
        lambda: refuse_paper_words(cast.by(name), words_id=words_id, reason="no"),
        lambda: withdraw_paper_words(cast.by(name), words_id=words_id, reason="no"),
        lambda: writing.approved(words_id, name),
    ):
        with pytest.raises(RoleForbidsError):
            refused()


def test_refuses_what_no_paper_says_no_reason_the_houses_own_words_and_the_same_again(writing):
    for words in ({"handover_record.article_117": {"en": "x"}}, {"handover_record.persons": {"en": ""}}):
        with pytest.raises(PaperWordsError):
            writing.drafted(words=words)
    for why in (" ", "w" * 401):
        with pytest.raises(InputError):
            writing.drafted(why=why)
    with pytest.raises(SameWordsError):
        writing.drafted(words={"handover_record.persons": {"en": "Persons"}})
    writing.drafted()
    with pytest.raises(SameWordsError):
        writing.drafted("head")


def test_refuses_one_approval_the_authors_own_and_one_beside_other_words(cast, writing):
    first, second = writing.drafted(), writing.drafted("head", words=NAMES)
    writing.approved(first, "caseworker-1", "head")
    with pytest.raises(ApprovalsMissingError):
        adopt_paper_words(cast.by("caseworker-1"), words_id=first)
    assert THE_HOUSES_OWN == words_on_papers()

    writing.approved(second, "caseworker-1", "caseworker-2")
    writing.approved(first, "caseworker-2")
    adopt_paper_words(cast.by("caseworker-1"), words_id=first)
    with pytest.raises(ApprovalsMissingError):  # what it was compared with stands no longer
        adopt_paper_words(cast.by("head"), words_id=second)
    with pytest.raises(VersionStateError):
        adopt_paper_words(cast.by("head"), words_id=first)
    with pytest.raises(UnknownPaperWordsError):
        adopt_paper_words(cast.by("head"), words_id="TP-NONE")


def test_old_words_stay_readable_and_a_sheet_of_before_is_printed_as_it_was(cast, writing):
    refused = writing.drafted(words=NAMES)
    with pytest.raises(VersionStateError):
        withdraw_paper_words(cast.by("head"), words_id=refused, reason="it never stood")
    refuse_paper_words(cast.by("head"), words_id=refused, reason="too short")
    first = writing.adopted()
    second = writing.adopted(words=NAMES)
    with pytest.raises(VersionStateError):
        withdraw_paper_words(cast.by("head"), words_id=first, reason="another stands")
    now = words_on_papers()
    assert ((("handover_record", second),), (("handover_record.persons", "en", "Names"),)) == (now.versions, now.texts)

    withdraw_paper_words(cast.by("head"), words_id=second, reason="misread")

    assert THE_HOUSES_OWN == words_on_papers()
    told = [paper_version(cast.by("auditor"), one) for one in (refused, first, second)]
    assert ["refused", "adopted", "withdrawn"] == [one.state for one in told]
    assert [NAMES, WHO, NAMES] == [one.texts for one in told]
    before = [words_on_papers(told[2].settled_index), words_on_papers(told[1].settled_index)]
    assert [(("handover_record", second),), ()] == [one.versions for one in before]
    assert [3, 2, 1, 0] == [one.number for one in paper_versions(cast.by("head"), RECORD)]
    assert [] == [*paper_versions_waiting()] and all(one.count == 0 for one in papers_overview(cast.by("head")))
    assert verify(log_verifier()).is_equal


def test_a_preview_names_what_changes_and_nothing_of_words_with_faults(cast, writing):
    writing.adopted()
    (uk, en) = paper_changes(cast.by("head"), paper=RECORD, words=NAMES)

    assert ("uk", "Особи", "Хто", "Особи") == (uk.language, uk.own, uk.before, uk.after)
    assert ("en", "Persons", "Who", "Names") == (en.language, en.own, en.before, en.after)
    wrong = {"handover_record.persons": {"en": "Heroes"}}
    assert () == paper_changes(cast.by("head"), paper=RECORD, words=wrong)
    assert (("handover_record.persons", "en", "taunt", "heroes"),) == paper_faults(
        cast.by("head"), paper=RECORD, words=wrong
    )


def test_a_text_that_a_later_release_has_otherwise_falls_back_to_the_houses_own(writing):
    words_id, now = writing.adopted(), paper_texts.shipped_texts
    assert 2 == len(words_on_papers().texts)

    later = {**now(RECORD), "handover_record.persons": dict.fromkeys(("uk", "ru", "en"), "{count}")}
    answers = [*paper_texts._answers]
    paper_texts.papers_say(lambda paper: later if paper is RECORD else answers[0](paper))
    try:
        assert ((), (("handover_record", words_id),)) == (words_on_papers().texts, words_on_papers().versions)
    finally:
        paper_texts.papers_say(answers[0])
