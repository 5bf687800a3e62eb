"""What waits for whom: counts of the first page and the lists behind them, from selectors that open nothing sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from repatria.core.law.contact import ContactAnswer, is_fresh, is_permitting
from repatria.core.law.handover import HandoverEvent
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.doors.desk.pages import may
from repatria.records.access.acting import Acting
from repatria.records.access.approvals import approvers_of
from repatria.records.access.proposals import Proposal, proposals
from repatria.records.access.role_table import may_approve
from repatria.records.access.selectors import AccountView, account_numbered
from repatria.records.access.services import GRANT, RESET, reset_reference
from repatria.records.disclosure.selectors import WaitingAnswer, answers_waiting, questions_to_ask, tellings
from repatria.records.disclosure.services import DECIDE
from repatria.records.enquiries.selectors import kinship_level_of
from repatria.records.handover.selectors import HandoverLine, handovers
from repatria.records.handover.services import AUTHORISE, SWITCH_ON
from repatria.records.matching.selectors import links_of_enquiry, pairs_to_judge, version_in_force
from repatria.records.matching.services import ADOPT
from repatria.records.notices.selectors import notice_counts
from repatria.records.register.selectors import latest_decision, unasked_persons

MEETING_LEVEL = 3
_APPROVALS = "two_approvals"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One line of the first page.

    Given:    `what` is the key of a text; counts of things due, late, and waiting for a second person.
    """

    what: str
    link: str
    due: int = 0
    late: int = 0
    waiting: int = 0


def meetings_to_ask(now: datetime) -> tuple[tuple[str, int], ...]:
    """Links at level 3 that were told, whose man has not lately been asked about a meeting, as (person, link act)."""
    found = []
    for telling in tellings():
        for link in links_of_enquiry(telling.enquiry_id):
            if kinship_level_of(telling.enquiry_id) < MEETING_LEVEL:
                continue
            decision = latest_decision(link.person_id, "handover", link.link_index)
            is_answered = decision is not None and (
                not is_permitting(ContactAnswer(decision.answer)) or is_fresh(read_instant(decision.decided_at), now)
            )
            if not is_answered:
                found.append((link.person_id, link.link_index))
    return tuple(found)


def answers_to_approve(acting: Acting) -> tuple[WaitingAnswer, ...]:
    """Answers for which only approvals are missing, and this account may give its own and has not."""
    if not may_approve(acting.roles, DECIDE):
        return ()
    waiting = answers_waiting(acting.at)
    return tuple(one for one in waiting if one.missing == (_APPROVALS,) and acting.account_id not in one.approvers)


def answers_to_decide(acting: Acting) -> tuple[WaitingAnswer, ...]:
    """Answers for which nothing is missing any more: they wait to be decided."""
    return tuple(one for one in answers_waiting(acting.at) if not one.missing)


def handovers_to_authorise(acting: Acting) -> tuple[HandoverLine, ...]:
    """Hand-overs whose next step is the authorisation and which this account has not approved.  Leaf: reading"""
    return tuple(
        line
        for line in handovers(acting)
        if line.next_event == HandoverEvent.AUTHORISED.value
        and acting.account_id not in approvers_of(AUTHORISE, line.handover_id, at=acting.at)
    )


def proposed_weights() -> tuple[Proposal, ...]:
    """The weights that were proposed in place of those in force; a proposal in place of others is none any more."""
    in_force = str(version_in_force())
    return tuple(one for one in proposals(ADOPT) if one.content["based_on"] == in_force)


def weights_to_approve(acting: Acting) -> tuple[Proposal, ...]:
    """Proposed weights that this account may approve and has not."""
    if not may_approve(acting.roles, ADOPT):
        return ()
    return tuple(
        one for one in proposed_weights() if acting.account_id not in approvers_of(ADOPT, one.reference, at=acting.at)
    )


def proposals_for(acting: Acting, action: str) -> int:
    """How many proposals of an action this account has not approved."""
    if not may_approve(acting.roles, action):
        return 0
    return sum(
        acting.account_id not in approvers_of(action, one.reference, at=acting.at) for one in proposals(action)
    )  # fmt: skip


def resets_to_approve(acting: Acting) -> tuple[AccountView, ...]:
    """Accounts whose proposed reset this account may approve and has not; a proposal of earlier credentials is none."""
    if not may_approve(acting.roles, RESET):
        return ()
    numbers = [
        one.content["account_id"]
        for one in proposals(RESET)
        if one.reference == reset_reference(one.content["account_id"])
        and acting.account_id not in (one.content["account_id"], *approvers_of(RESET, one.reference, at=acting.at))
    ]
    return tuple(found for number in numbers if (found := account_numbered(number)))


def owed_by(acting: Acting, now: datetime) -> tuple[Owed, ...]:
    """The lines of the first page for the roles of this account."""
    lines: list[Owed] = []
    if may(acting, "notices.deliver_notice"):
        counts = notice_counts(instant_text(now))
        on_time = counts["issued"] + counts["bounced"] - counts["overdue"]
        lines.append(Owed(what="owed.notices_to_send", link=reverse("desk:notices") + "?state=issued", due=on_time,
                          late=counts["overdue"]))  # fmt: skip
    if may(acting, "notices.receipt_notice") or may(acting, "handover.switch_on") or may(acting, "access.?readings"):
        counts = notice_counts(instant_text(now))
        lines.append(Owed(what="owed.notices_unreceipted", link=reverse("desk:notices") + "?state=sent",
                          due=counts["sent"], late=counts["overdue"]))  # fmt: skip
    if may(acting, "register.?interview_list"):
        unasked = unasked_persons(acting)
        today = now.date().isoformat()
        late = sum(due < today for _, due in unasked)
        lines += [
            Owed(what="owed.open_questions", link=reverse("desk:interviews"), due=len(unasked) - late, late=late),
            Owed(what="owed.questions_about_her", link=reverse("desk:interviews"), due=len(questions_to_ask())),
            Owed(what="owed.questions_meeting", link=reverse("desk:interviews"), due=len(meetings_to_ask(now))),
        ]
    if may(acting, "matching.?pairs"):
        lines.append(Owed(what="owed.pairs", link=reverse("desk:pairs"), waiting=len(pairs_to_judge(acting))))
    if may(acting, "disclosure.?answer"):
        lines += [
            Owed(what="owed.answers_to_approve", link=reverse("desk:approvals"),
                 waiting=len(answers_to_approve(acting))),
            Owed(what="owed.answers_to_decide", link=reverse("desk:approvals"), due=len(answers_to_decide(acting))),
        ]  # fmt: skip
    if may(acting, "handover.?handover"):
        if may(acting, "access.record_approval"):
            waiting = len(handovers_to_authorise(acting))
            lines.append(Owed(what="owed.to_authorise", link=reverse("desk:approvals"), waiting=waiting))
        lines.append(Owed(what="owed.handovers", link=reverse("desk:handovers"), due=len(handovers(acting))))
    if may(acting, "access.record_approval"):
        lines.append(Owed(what="owed.switches", link=reverse("desk:approvals"),
                          waiting=proposals_for(acting, SWITCH_ON)))  # fmt: skip
    if may_approve(acting.roles, RESET):
        lines.append(Owed(what="owed.resets", link=reverse("desk:approvals"), waiting=len(resets_to_approve(acting))))
    if may_approve(acting.roles, ADOPT):
        lines.append(
            Owed(what="owed.weights", link=reverse("desk:approvals"), waiting=len(weights_to_approve(acting)))
        )  # fmt: skip
    if may(acting, GRANT):
        lines.append(Owed(what="owed.roles", link=reverse("desk:accounts"), waiting=proposals_for(acting, GRANT)))
    return tuple(lines)
