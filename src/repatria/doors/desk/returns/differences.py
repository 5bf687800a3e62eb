"""A difference of two counts: how it ends is proposed in full, approved by another, and recorded."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.return_count import MISMATCH_ENDS, Mismatch, MismatchEnd, check_difference
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.errors import UnknownProposalError
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.proposals import proposal, propose, take_away
from repatria.records.access.services import record_approval
from repatria.records.returns.selectors.batches import READS, batch, batch_difference
from repatria.records.returns.services.differences import END, difference_reference, end_difference

_AT_FIELDS = {"mismatch_said": "mismatch_said", "mismatch_other": "mismatch_other"}


def _meant(content: Mapping[str, str]) -> str:
    return difference_reference(
        difference_id=content["difference_id"], end=MismatchEnd(content["end"]), said=content["said"],
        other=content["other"],
    )  # fmt: skip


@page(END, path="batch-differences/<str:batch_difference_id>/end", name="propose_batch_end",
      clocks=(ClockRule.BATCH_DIFFERENCE,))  # fmt: skip
def propose_end(request: HttpRequest, acting: Acting, batch_difference_id: str) -> HttpResponse:
    """Lays before another how a difference ends. Nothing is ended by this."""
    one, language = batch_difference(acting, batch_difference_id), language_of(request)
    back, kind = reverse("desk:batch", args=[one.batch_id]), Mismatch(one.kind)

    def act(entered: Entered) -> str:
        content = {
            "difference_id": one.difference_id, "end": entered["mismatch_end"], "said": entered["mismatch_said"],
            "other": entered.values.get("mismatch_other", ""),
        }  # fmt: skip
        check_difference(kind, MismatchEnd(content["end"]), said=content["said"], other=content["other"])
        propose(acting, action=END, reference=_meant(content), content=content)
        return back

    ends = [end for end in MismatchEnd if end in MISMATCH_ENDS[kind]]
    fields = [
        Field(name="mismatch_end", kind="radio", is_required=True, options=choices(language, "mismatch_end", ends)),
        Field(name="mismatch_said", kind="text", is_required=True),
    ]  # fmt: skip
    if MismatchEnd.FOUND_AS in ends:
        fields.append(Field(
            name="mismatch_other", kind="choice", options=(("", "—"), *_others(acting, one.batch_id, kind)),
            hint="hint.mismatch_other",
        ))  # fmt: skip
    asked = Asked(
        title="page.propose_batch_end", fields=tuple(fields), back=back, button="button.propose",
        intro="intro.propose_batch_end", at_fields=_AT_FIELDS,
    )  # fmt: skip
    about = (word_text(language, "mismatch", one.kind), one.listed, one.counted)
    return ask(request, asked, act, subject=" · ".join(filter(None, about)))


def _others(acting: Acting, batch_id: str, kind: Mismatch) -> tuple[tuple[str, str], ...]:
    """What it may have been found to be: of a missing line a thing that was counted, of an extra one a line."""
    view = batch(acting, batch_id)
    if kind is Mismatch.MISSING:
        return tuple((one.entry_id, f"{one.label or '—'} · {one.seal}") for one in view.entries)
    return tuple((one.line_id, f"{one.label or '—'} · {one.seal_number}") for one in view.lines)


def _proposed(reference: str) -> Mapping[str, str]:
    found = proposal(END, reference)
    if found is None or _meant(found.content) != reference:
        raise UnknownProposalError("no such proposal, or it was changed after it was laid on the table")
    return found.content


def _batch_of(acting: Acting, reference: str) -> str:
    one = batch_difference(acting, _proposed(reference)["difference_id"])
    return reverse("desk:batch", args=[one.batch_id])


@page("access.record_approval", path="batch-differences/proposed/<str:reference>/approve", name="approve_batch_end")
def approve(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Approves that a difference ends so, in these words."""
    require(acting, READS)
    back = _batch_of(acting, reference)
    return act_once(request, lambda: record_approval(acting, action=END, object_reference=reference), back)


@page(END, path="batch-differences/proposed/<str:reference>/end", name="end_batch_difference")
def end(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Ends a difference, once another approved."""
    back = _batch_of(acting, reference)

    def act() -> None:
        said = _proposed(reference)
        end_difference(
            acting, difference_id=said["difference_id"], end=MismatchEnd(said["end"]), said=said["said"],
            other=said["other"],
        )  # fmt: skip
        take_away(END, reference)

    return act_once(request, act, back)
