"""Every way by which somebody is told because of a link asks whether it is doubted or was annulled.

That no way is forgotten is kept in tests/architecture/test_ways_of_telling.py, by what acts name.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.custody import CustodyEvent
from repatria.core.law.disclosure import DisclosureVerdict
from repatria.core.law.kinship_claim import ClaimStanding
from repatria.core.law.telling import DeathKnown
from repatria.core.law.withholding import WithholdingGround
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.receipts import letter_identity_of, letter_key_of, locator_of
from repatria.doors.desk.interviews.owed import meetings_to_ask
from repatria.doors.jobs.rounds import hold_round
from repatria.records.disclosure import said_dead
from repatria.records.disclosure.askers import tells
from repatria.records.disclosure.errors import NotForInterviewError
from repatria.records.disclosure.selectors import answer, askers_of_man, interview, still_tells
from repatria.records.disclosure.services import decide_answer
from repatria.records.disclosure.withholding import end_withholding, say_withholding
from repatria.records.disclosure.wrong import wrongly_told
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.services import number_index_of, receive_enquiry
from repatria.records.enquiries.services.claims import judge_claim
from repatria.records.handover.selectors import opening_lacks
from repatria.records.hotline.acts import LaneTried
from repatria.records.hotline.errors import DoubtedLetterError, NotToBePostedError
from repatria.records.hotline.selectors.post import letter_to_post, letters_to_post
from repatria.records.hotline.services.lane import open_lane
from repatria.records.hotline.services.post import post_letter
from repatria.records.hotline.wrong_letters import letters_that_go, refuse_wrong_letters
from repatria.records.intake.sealing import open_letters
from repatria.records.intake.selectors import letter_for
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.services import append, bulk_acts
from repatria.records.ledger.verify import verify
from repatria.records.matching.selectors import links_of_enquiry
from repatria.records.matching.wrong_links import annul_link, doubt_link, uphold_link
from repatria.records.notices.acts import LetterKind
from repatria.records.register.services import record_custody
from repatria.records.telling import concluded
from repatria.records.telling.concluded import Identified
from repatria.records.telling.services.opening import open_telling
from tests.architecture.test_ways_of_telling import WALKED
from tests.cast import Cast
from tests.journeys.test_thread_in_the_records import Story
from tests.records.telling.concluding import concludes

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
CODE, HERS = "40718823", Cast.receipt("mother")


@pytest.fixture
def story(clock, randomness):
    made = Story(clock, randomness).capture()
    made.enquiry = receive_enquiry(
        made.by("hotline"), asked=Asked(sought_name="Шевчинко Сережа", phone_code=CODE, post_to="street 1"),
        locator=locator_of(HERS), letter_identity=letter_identity_of(HERS), received_on=date(2026, 5, 3), language="uk",
        channel="telephone", first_letter_day=0, number=HERS.number,
    )  # fmt: skip
    return made.link().he_says(ContactAnswer.YES).level_three().decide()


def is_refused(error, ask, *args):
    try:
        ask(*args)
    except error:
        return True
    return False


def told_by(story):
    """By which ways something is told because of the link as it stands; each of them is asked."""
    caseworker, enquiry, index = story.by("caseworker-1"), story.enquiry, story.link_view.link_index
    is_linked = bool(links_of_enquiry(enquiry))
    ways = {
        "round": still_tells(enquiry, story.clock()),
        "lane": bool(open_lane(story.by("hotline"), number=HERS.number, phone_code=CODE)),
        "list of the post": bool(letters_to_post(caseworker)),
        "post": not is_refused(NotToBePostedError, letter_to_post, caseworker, enquiry, story.letter_id),
        "earlier": not is_refused(DoubtedLetterError, refuse_wrong_letters, enquiry, story.clock()),
        "interview": not is_refused(NotForInterviewError, interview, story.by("interviewer"), story.person, index),
        "askers": any(map(tells, askers_of_man(caseworker, story.person))),
        "answer": is_linked and "link_confirmed" not in {one.what for one in answer(caseworker, enquiry).missing},
        "opening": is_linked and "link_confirmed" not in {one.what for one in opening_lacks(caseworker, enquiry)},
        "meeting": bool(meetings_to_ask(story.clock())),
    }  # fmt: skip
    return {way for way, is_told in ways.items() if is_told}


ALL = {
    "round", "lane", "list of the post", "post", "earlier", "interview", "askers", "answer", "opening", "meeting",
}  # fmt: skip
ALREADY_SAID = {"lane", "earlier"}
"""What she was told before and may read again with number and words, on page and telephone alike."""
OF_HIM = {"interview", "meeting", "answer", "opening"}
"""What is asked of him, and two that say themselves what they lack."""
BY_LETTER = {"round", "lane", "list of the post", "post", "earlier", "askers"}


def test_each_way_tells_while_the_link_stands_and_none_while_it_is_doubted_or_once_it_is_annulled(story):
    hold_round(story.outside)
    (letter,) = letters_to_post(story.by("caseworker-1"))
    story.letter_id = letter.letter_id
    assert ALL == told_by(story) and set(WALKED.values()) <= ALL
    found = doubt_link(story.by("interviewer"), pair_id=f"{story.enquiry}:{story.person}", reason="another birthday")
    assert set() == told_by(story)
    with pytest.raises(NotToBePostedError):
        post_letter(story.by("caseworker-1"), letter_id=story.letter_id, enquiry_id=story.enquiry)

    story.by("head")
    uphold_link(story.by("head"), doubt_id=found, reason="it is his birthday")
    assert ALL == told_by(story)

    post_letter(story.by("caseworker-1"), letter_id=story.letter_id, enquiry_id=story.enquiry)
    found = doubt_link(story.by("interviewer"), pair_id=f"{story.enquiry}:{story.person}", reason="another mother")
    verdict, _ = decide_answer(story.by("caseworker-2"), enquiry_id=story.enquiry)
    assert DisclosureVerdict.NO_INFORMATION is verdict
    annul_link(story.by("head"), doubt_id=found)
    assert set() == told_by(story)


def test_under_an_embargo_no_way_tells_and_whoever_rings_hears_what_her_page_shows(story, monkeypatch):
    """From a dead candidate on, whichever room knows of him; and all goes on once that room says so no more."""
    hold_round(story.outside)
    (letter,) = letters_to_post(story.by("caseworker-1"))
    story.letter_id = letter.letter_id
    assert ALL == told_by(story)
    lines = open_lane(story.by("hotline"), number=HERS.number, phone_code=CODE)
    with monkeypatch.context() as told:
        told.setitem(said_dead._says, "identification", lambda enquiry: enquiry == story.enquiry)
        assert set() == told_by(story) - ALREADY_SAID - OF_HIM
        lacks = {one.what for one in answer(story.by("caseworker-1"), story.enquiry).missing}
        assert "no_dead_candidate" in lacks or "no_death_asserted" in lacks
        assert lines == open_lane(story.by("hotline"), number=HERS.number, phone_code=CODE)
        with pytest.raises(NotToBePostedError):
            post_letter(story.by("caseworker-1"), letter_id=story.letter_id, enquiry_id=story.enquiry)
    assert ALL == told_by(story)
    monkeypatch.setitem(said_dead._says, "identification", lambda enquiry: enquiry == story.enquiry)
    verdict, _ = decide_answer(story.by("caseworker-2"), enquiry_id=story.enquiry)
    assert DisclosureVerdict.FREEZE is verdict


def withheld(story):
    until = story.clock().date() + timedelta(days=90)
    return say_withholding(story.by("caseworker-1"), enquiry_id=story.enquiry, ground=WithholdingGround.DANGER,
                           reason="his sister told us", until=until)  # fmt: skip


def test_no_letter_that_told_is_read_posted_or_opened_while_she_is_not_to_be_told_and_she_hears_what_all_hear(story):
    hold_round(story.outside)
    (letter,) = letters_to_post(story.by("caseworker-1"))
    story.letter_id = letter.letter_id
    assert BY_LETTER <= told_by(story)

    number = withheld(story)
    assert set() == told_by(story) & BY_LETTER
    with pytest.raises(NotToBePostedError):
        post_letter(story.by("caseworker-1"), letter_id=story.letter_id, enquiry_id=story.enquiry)
    story.letter(LetterKind.NO_INFORMATION, None)
    hold_round(story.outside)
    assert [LetterKind.NO_INFORMATION.value] == [
        one.letter_kind for one in letters_that_go(story.enquiry, story.clock())
    ], "what tells nothing goes as ever"

    end_withholding(story.by("caseworker-1"), withholding_id=number, reason="it was another family")
    assert BY_LETTER <= told_by(story)


def test_no_letter_that_told_is_read_posted_or_opened_once_her_claim_is_doubted_and_revoked(story):
    hold_round(story.outside)
    (letter,) = letters_to_post(story.by("caseworker-1"))
    story.letter_id = letter.letter_id
    for name, standing in (("caseworker-1", ClaimStanding.DOUBTFUL), ("head", ClaimStanding.REVOKED)):
        judge_claim(story.by(name), enquiry_id=story.enquiry, standing=standing, reason="her paper was of another")
        assert set() == told_by(story) & BY_LETTER
    with pytest.raises(NotToBePostedError):
        post_letter(story.by("caseworker-1"), letter_id=story.letter_id, enquiry_id=story.enquiry)


@pytest.mark.parametrize("silenced_by", ["conclusion", "case", "death"])
def test_no_way_tells_her_anything_once_he_is_said_to_be_dead(story, silenced_by):
    """Source: law-and-practice section 4.5; practice rule 4: portal, telephone, letters, calls, post, hand-over."""
    hold_round(story.outside)
    (letter,) = letters_to_post(story.by("caseworker-1"))
    story.letter_id = letter.letter_id
    assert ALL == told_by(story)
    before = list(concluded._answers)
    try:
        silenced(story, silenced_by)
        assert ALREADY_SAID == told_by(story) - OF_HIM, "that her box fell silent would tell"
        for missing in (answer, opening_lacks):
            lacks = missing(story.by("caseworker-1"), story.enquiry)
            lacks = getattr(lacks, "missing", lacks)
            assert {one.what for one in lacks} & {"no_death_asserted", "no_dead_candidate", "no_embargo"}
        with pytest.raises(NotToBePostedError):
            post_letter(story.by("caseworker-1"), letter_id=story.letter_id, enquiry_id=story.enquiry)
        size = tree_size()
        hold_round(story.outside)
        assert "alive_and_held" not in {
            one.act.letter_kind for one in entries_since(size, kinds=["notices.letter_issued"])
        }, "the words that all get go on"
        assert DisclosureVerdict.FREEZE is decide_answer(story.by("caseworker-2"), enquiry_id=story.enquiry)[0]
        assert verify(log_verifier()).is_equal
    finally:
        concluded._answers[:] = before


def silenced(story, by):
    if by != "death":
        concludes(Identified(
            act_index=tree_size() - 1, person_id=story.person, enquiries=(), items=("KHR-T2-00001-1",),
            methods=("dna",), is_certified=True,
        ))  # fmt: skip
    if by in ("case", "death"):
        record_custody(
            story.by("registrar"), person_id=story.person, event=CustodyEvent.DIED, happened_at=story.clock()
        )  # fmt: skip
    if by == "case":
        open_telling(
            story.by("caseworker-1"), known=DeathKnown.PROVEN, enquiry_id=story.enquiry,
            visit_by=story.clock().date() + timedelta(days=5),
        )  # fmt: skip


def read_before_the_mend(story, number, letter_id):
    """Lays a call into the log as older programs recorded it: the wrong letter was read once more."""
    given = LaneTried(
        try_id=number, tried_at=instant_text(story.clock()), number_index=number_index_of(HERS.number), errors=0,
        enquiry_id=story.enquiry, letter_ids=(letter_id,),
    )  # fmt: skip
    with bulk_acts():
        append(given, index=tree_size(), actor="A-1", at=instant_text(story.clock()), cause=None, salt=bytes(32))


def test_the_letter_that_corrects_is_read_and_posted_and_puts_right_what_went_on_paper_alone(story):
    """Source: what was read by telephone somebody puts right himself; a box that is opened says what was wrong."""
    hold_round(story.outside)
    (letter,) = letters_to_post(story.by("caseworker-1"))
    post_letter(story.by("caseworker-1"), letter_id=letter.letter_id, enquiry_id=story.enquiry)
    assert 1 == len(open_lane(story.by("hotline"), number=HERS.number, phone_code=CODE))
    found = doubt_link(story.by("interviewer"), pair_id=f"{story.enquiry}:{story.person}", reason="another mother")
    annul_link(story.by("head"), doubt_id=found)
    hold_round(story.outside)

    def put_right():
        return {one.what: bool(one.corrected_by) for one in wrongly_told(story.by("caseworker-1"), found)}

    assert {"letter": True, "posted": False, "lane": False, "asked": False} == put_right()
    read_before_the_mend(story, "KT-1", letter.letter_id)
    read_before_the_mend(story, "KT-2", "T-OTHER")
    told = [one.what for one in wrongly_told(story.by("caseworker-1"), found)]
    assert ["asked", "lane", "lane", "letter", "posted"] == sorted(told), (
        "what was read after the annulment is owed too"
    )
    (correction,) = letters_to_post(story.by("caseworker-1"))
    assert correction.letter_id != letter.letter_id
    refuse_wrong_letters(story.enquiry, story.clock())
    (heard,) = open_lane(story.by("hotline"), number=HERS.number, phone_code=CODE)
    post_letter(story.by("caseworker-1"), letter_id=correction.letter_id, enquiry_id=story.enquiry)
    assert {"letter": True, "posted": True, "lane": False, "asked": False} == put_right()
    shown = open_letters(letter_key_of(HERS), letter_for(locator_of(HERS)))
    assert [heard.title] == [one.title for one in shown[:1]] and 2 == len(shown), "her box shows both, the newest first"
    assert verify(log_verifier()).is_equal
