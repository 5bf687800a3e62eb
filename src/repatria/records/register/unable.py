"""Who cannot be asked, about what and since when: for the doctor who tries again, and for those who decide for him."""

from __future__ import annotations

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.records.access.questions import question
from repatria.records.register.errors import NotUnableError
from repatria.records.register.models import ContactDecision
from repatria.records.register.selectors import DecisionView, latest_decision

_UNABLE = ContactAnswer.CANNOT_BE_ASKED.value


@question("register.record_asked_again", of_numbers=True)
def unable_decision(decision_index: int) -> DecisionView:
    """The latest answer about something, by its act, where it says that he cannot be asked.

    Raises:   NotUnableError when that act is none, or another answer followed.
    """
    row = ContactDecision.objects.filter(recorded_index=decision_index).first()
    latest = latest_decision(row.person_id, row.about, row.link_index) if row else None
    if latest is None or latest.act_index != decision_index or latest.answer != _UNABLE:
        raise NotUnableError("he can be asked, or answered since", provision="practice rule 10")
    return latest


def unable_persons() -> frozenset[str]:
    """Who cannot be asked about something now, and of whom no other answer followed."""
    rows = ContactDecision.objects.filter(answer=_UNABLE).order_by("person_id")
    latest = (latest_decision(*one) for one in rows.values_list("person_id", "about", "link_index").distinct())
    return frozenset(one.person_id for one in latest if one is not None and one.answer == _UNABLE)


def unable_links() -> tuple[int, ...]:
    """The acts of confirmed links about whose enquirer he cannot be asked now."""
    unable = ContactDecision.objects.filter(
        about=ContactAbout.ENQUIRY.value, answer=_UNABLE
    )  # fmt: skip
    found = unable.order_by("link_index").values_list("person_id", "link_index").distinct()
    latest = [(link, latest_decision(person_id, ContactAbout.ENQUIRY.value, link)) for person_id, link in found]
    return tuple(
        link for link, decision in latest
        if link is not None and decision is not None and decision.answer == _UNABLE
    )  # fmt: skip


def unable_since(decision: DecisionView) -> int:
    """The act since which every answer about the same thing says that he cannot be asked, this decision the last."""
    rows = ContactDecision.objects.filter(
        person_id=decision.person_id, about=decision.about, link_index=decision.link_index,
        recorded_index__lte=decision.act_index,
    ).order_by("-recorded_index")  # fmt: skip
    since = decision.act_index
    for index, answer in rows.values_list("recorded_index", "answer"):
        if answer != _UNABLE:
            break
        since = index
    return since
