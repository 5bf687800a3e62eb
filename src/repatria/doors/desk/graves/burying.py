"""Where an item lies: burial, exhumation; parts that are measured, and the policy on small fragments."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.remains_graves import ExhumedFor, FragmentBurial, FragmentSampling
from repatria.core.law.remains_named import BurialGround
from repatria.core.law.remains_path import ItemState, ItemStep, steps_from
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.certificates.selectors.certificates import may_be_certified
from repatria.records.certificates.services.certifying import DRAW as CERTIFY
from repatria.records.remains.selectors.graves import RestView, fragment_policies, rest_of
from repatria.records.remains.selectors.items import READS, SEES, label_of
from repatria.records.remains.services.cremating import AGREE, CREMATE
from repatria.records.remains.services.cremating import PROPOSE as PROPOSE_CREMATION
from repatria.records.remains.services.fragments import MEASURE, SET_POLICY, measure_fragment, set_fragment_policy
from repatria.records.remains.services.graves import BURY, EXHUME, bury, exhume
from repatria.records.remains.services.named_burial import AGREE as AGREE_BURIAL
from repatria.records.remains.services.named_burial import agree_burial

_AT_FIELDS = {
    "buried_by_two": "second", "exhumed_by_two": "second", "measured_by_two": "second",
    "grave_authority": "authority", "grave_why": "grave_why", "grave_order": "exhumation_order",
    "fragment_size": "longest_mm",
    "burial_said": "burial_said", "buried_once_told": "burial_ground",
    "fragment_decision": "decision", "fragment_kept": "fragment_kept",
}  # fmt: skip
_CODE = 60


def when_field() -> Field:
    return Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant")


def two_who_did_it() -> tuple[Field, Field]:
    return (
        Field(name="grave_by", is_required=True, hint="hint.step_by"),
        Field(name="second", is_required=True, label="field.grave_second"),
    )


def _cremation(acting: Acting, one: RestView, *, may_burn: bool) -> dict[str, bool]:
    """What may follow of a cremation."""
    state = one.cremation.state if one.cremation else ""
    is_mine = one.cremation is not None and one.cremation.proposed_by == acting.account_id
    return {
        "may_propose_cremation": may_burn and may(acting, PROPOSE_CREMATION) and state not in ("proposed", "agreed"),
        "may_agree_cremation": may_burn and may(acting, AGREE) and state == "proposed" and not is_mine,
        "may_refuse_cremation": may(acting, AGREE) and state in ("proposed", "agreed"),
        "may_cremate": may_burn and may(acting, CREMATE) and state in ("agreed", "lapsed"),
    }


@page(READS, path="remains/items/<str:item_code>/rest", name="remains_rest")
def rest(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Where an item lies and lay, its ashes, and whether it is a small fragment."""
    one = rest_of(acting, item_code)
    following = steps_from(ItemState(one.state))
    return render(request, "remains_rest.html", {
        "one": one, "may_bury": may(acting, BURY) and ItemStep.BURIED in following,
        "may_agree_burial": may(acting, AGREE_BURIAL) and one.is_named and ItemStep.BURIED in following,
        "may_exhume": may(acting, EXHUME) and ItemStep.EXHUMED in following,
        **_cremation(acting, one, may_burn=ItemStep.CREMATED in following and one.ashes is None),
        "may_measure": may(acting, MEASURE), "may_certify": may(acting, CERTIFY) and may_be_certified(item_code),
    })  # fmt: skip


@page(AGREE_BURIAL, path="remains/items/<str:item_code>/burial", name="agree_burial")
def agreed(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Agrees that a named man is buried here, and says how or why."""
    code = label_of(acting, item_code)
    back = reverse("desk:remains_rest", args=[code])

    def act(entered: Entered) -> str:
        agree_burial(
            acting, item_code=code, ground=BurialGround(entered["burial_ground"]), said=entered["burial_said"]
        )  # fmt: skip
        return back

    fields = (
        Field(name="burial_ground", kind="radio", is_required=True,
              options=choices(language_of(request), "burial_ground", BurialGround)),
        Field(name="burial_said", kind="text", is_required=True),
    )  # fmt: skip
    asked = Asked(
        title="page.agree_burial", fields=fields, back=back, at_fields=_AT_FIELDS, intro="intro.agree_burial"
    )  # fmt: skip
    return ask(request, asked, act, subject=code)


@page(BURY, path="graves/<str:grave_id>/bury", name="bury")
def into_a_grave(request: HttpRequest, acting: Acting, grave_id: str) -> HttpResponse:
    """Records that an item was laid into this grave."""
    back = reverse("desk:grave", args=[grave_id])

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        bury(
            acting, item_code=entered["item_code"], grave_id=grave_id, happened_at=happened_at,
            by=entered["grave_by"], second=entered["second"], rite=entered["rite"], authority=entered["authority"],
            why=entered["grave_why"],
        )  # fmt: skip
        return back

    fields = (
        Field(name="item_code", label="field.remains_code", is_required=True, longest=_CODE, hint="hint.remains_code"),
        when_field(), *two_who_did_it(), Field(name="rite", hint="hint.rite"),
        Field(name="authority", label="field.grave_authority", legend="legend.buried_again"), Field(name="grave_why"),
    )  # fmt: skip
    asked = Asked(title="page.bury", fields=fields, back=back, at_fields=_AT_FIELDS, intro="intro.bury")
    return ask(request, asked, act, subject=grave_id)


@page(EXHUME, path="remains/items/<str:item_code>/exhume", name="exhume")
def out_of_a_grave(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Records that an item was taken out of its grave."""
    code = label_of(acting, item_code)
    back = reverse("desk:remains_rest", args=[code])

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        exhume(
            acting, item_code=code, happened_at=happened_at, exhumed_for=ExhumedFor(entered["exhumed_for"]),
            by=entered["grave_by"], second=entered["second"], authority=entered["authority"],
            order_reference=entered["exhumation_order"], why=entered["grave_why"],
        )  # fmt: skip
        return back

    fields = (
        when_field(),
        Field(name="exhumed_for", kind="radio", is_required=True,
              options=choices(language_of(request), "exhumed_for", ExhumedFor)),
        Field(name="grave_why", is_required=True),
        Field(name="authority", label="field.grave_authority", is_required=True),
        Field(name="exhumation_order", is_required=True), *two_who_did_it(),
    )  # fmt: skip
    asked = Asked(title="page.exhume", fields=fields, back=back, at_fields=_AT_FIELDS, intro="intro.exhume")
    return ask(request, asked, act, subject=code)


@page(MEASURE, path="remains/items/<str:item_code>/measure", name="measure_fragment")
def measured(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Records how long a part is."""
    code = label_of(acting, item_code)
    back = reverse("desk:remains_rest", args=[code])

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        measure_fragment(
            acting, item_code=code, happened_at=happened_at, longest_mm=entered.number("longest_mm") or 0,
            by=entered["grave_by"], second=entered["second"],
        )  # fmt: skip
        return back

    fields = (Field(name="longest_mm", kind="number", is_required=True), when_field(), *two_who_did_it())
    asked = Asked(title="page.measure_fragment", fields=fields, back=back, at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=code)


_POLICIES = (
    "column.fragment_largest", "column.fragment_sampling", "column.fragment_burial", "column.fragment_kept",
    "column.fragment_decision",
)  # fmt: skip


@page(SEES, path="graves/fragments", name="fragment_policies")
def policies(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The policies on small fragments; the first one holds."""
    language = language_of(request)
    rows = [
        Row(cells=(
            f"≤ {one.largest_mm}", word_text(language, "fragment_sampling", one.sampling),
            word_text(language, "fragment_burial", one.burial), one.kept, one.decision,
        ))
        for one in fragment_policies(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.fragment_policies", columns=_POLICIES, rows=rows, intro="intro.fragment_policies",
        empty="empty.fragment_policies",
        actions=[("page.set_fragment_policy", reverse("desk:set_fragment_policy"))] if may(acting, SET_POLICY) else [],
    )  # fmt: skip


@page(SET_POLICY, path="graves/fragments/new", name="set_fragment_policy")
def new_policy(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Records the policy on small fragments."""
    language = language_of(request)

    def act(entered: Entered) -> str:
        set_fragment_policy(
            acting, decision=entered["decision"], largest_mm=entered.number("longest_mm") or 0,
            sampling=FragmentSampling(entered["fragment_sampling"]), burial=FragmentBurial(entered["fragment_burial"]),
            kept=entered["fragment_kept"],
        )  # fmt: skip
        return reverse("desk:fragment_policies")

    fields = (
        Field(name="decision", is_required=True, label="field.fragment_decision", hint="hint.fragment_decision"),
        Field(name="longest_mm", kind="number", is_required=True, label="field.fragment_largest"),
        Field(name="fragment_sampling", kind="radio", is_required=True,
              options=choices(language, "fragment_sampling", FragmentSampling)),
        Field(name="fragment_burial", kind="radio", is_required=True,
              options=choices(language, "fragment_burial", FragmentBurial)),
        Field(name="fragment_kept", kind="text", is_required=True, hint="hint.fragment_kept"),
    )  # fmt: skip
    asked = Asked(
        title="page.set_fragment_policy", fields=fields, back=reverse("desk:fragment_policies"), at_fields=_AT_FIELDS,
        intro="intro.fragment_policies",
    )  # fmt: skip
    return ask(request, asked, act)
