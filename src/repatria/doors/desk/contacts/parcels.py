"""Parcels: those of a camp, those of the bureau, and one with what was in it and its way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.clocks import ClockRule
from repatria.core.law.parcels import OF_A_RECEIPT, ParcelKind, ParcelState
from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.contact.selectors.parcels import (
    CAMP,
    READ,
    ParcelLine,
    ParcelView,
    camp_parcel,
    parcel,
    parcels,
    parcels_in_camp,
)
from repatria.records.contact.selectors.parcels_second import OPENED, camp_parcels_to_settle, parcels_to_settle
from repatria.records.contact.services.offering import OFFER
from repatria.records.contact.services.parcel_giving import CREDIT, GIVE, REFUSE_PART, SAY_OPENING, SETTLE_OPENING
from repatria.records.contact.services.parcel_second import ASK_BACK, SETTLE_PARCEL
from repatria.records.contact.services.parcels import ANNOUNCE, MOVE, REGISTER

_COLUMNS = ("column.number", "column.message_kind", "column.message_him", "column.message_place",
            "column.message_state", "column.message_since")  # fmt: skip


def _rows(language: str, lines: tuple[ParcelLine, ...], to: str) -> list[Row]:
    return [
        Row(
            cells=(
                one.parcel_id, word_text(language, "parcel_kind", one.parcel_kind), one.person_id, one.place,
                say(language, "sentence.parcel_waits") if one.waits
                else word_text(language, "parcel_state", one.state), instant_words(language, one.since),
            ),
            link=reverse(to, args=[one.parcel_id]), tone="waiting" if one.waits else "",
        )
        for one in lines
    ]  # fmt: skip


@page(READ, path="parcels", name="parcels", menu="menu.parcels", is_rare=True)
def parcel_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The parcels that are not over, by numbers."""
    actions = [("page.announce_parcel", reverse("desk:announce_parcel"))] if may(acting, ANNOUNCE) else []
    rows = _rows(language_of(request), parcels(acting), "desk:parcel")
    return table_page(
        request, title="page.parcels", columns=_COLUMNS, rows=rows,
        actions=actions, empty="empty.parcels",
    )  # fmt: skip


@page(CAMP, path="parcels/camp", name="camp_parcels", menu="menu.camp_parcels")
def camp_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What is on its way to a camp or lies there, and paper that is to be offered."""
    rows = _rows(language_of(request), parcels_in_camp(acting), "desk:camp_parcel")
    links = (("page.register_arrival", "register_arrival", REGISTER), ("page.offer_mail", "offer_mail", OFFER))
    return table_page(
        request, title="page.camp_parcels", columns=_COLUMNS, rows=rows, intro="intro.camp_parcels",
        empty="empty.parcels",
        actions=[(label, reverse(f"desk:{name}")) for label, name, action in links if may(acting, action)],
    )  # fmt: skip


def _shown(request: HttpRequest, acting: Acting, one: ParcelView) -> HttpResponse:
    state, is_money = ParcelState(one.state), one.parcel_kind == ParcelKind.MONEY
    is_there = state is ParcelState.AT_PLACE and not one.waits
    is_opened = state is ParcelState.OPENED and not one.waits
    return render(request, "parcel.html", {
        "one": one, "may_move": bool(one.may_follow) and not one.to_agree and may(acting, MOVE),
        "may_open": is_there and not is_money and not one.is_opening_waiting and may(acting, SAY_OPENING),
        "may_settle": one.is_opening_waiting and not one.waits and may(acting, SETTLE_OPENING),
        "may_refuse": is_opened and may(acting, REFUSE_PART), "may_give": is_opened and may(acting, GIVE),
        "may_credit": is_there and is_money and not one.to_agree and may(acting, CREDIT),
        "may_agree": bool(one.to_agree) and not one.waits and may(acting, SETTLE_PARCEL),
        "may_print": bool(one.enquiry_id) and one.shown in OF_A_RECEIPT,
        "may_ask_back": bool(one.enquiry_id) and not one.is_asked_back and may(acting, ASK_BACK),
    })  # fmt: skip


@page(READ, path="parcels/one/<str:parcel_id>", name="parcel", clocks=(ClockRule.PARCEL_LIES,))
def one_parcel(request: HttpRequest, acting: Acting, parcel_id: str) -> HttpResponse:
    """One parcel with what was in it, its whole way, and what still stands before it."""
    return _shown(request, acting, parcel(acting, parcel_id))


@page(CAMP, path="parcels/camp/<str:parcel_id>", name="camp_parcel", clocks=(ClockRule.PARCEL,))
def one_of_camp(request: HttpRequest, acting: Acting, parcel_id: str) -> HttpResponse:
    """One parcel as a camp may see it: no address and no enquiry."""
    return _shown(request, acting, camp_parcel(acting, parcel_id))


@owed(SETTLE_PARCEL, what="owed.parcel_matters", at=lambda: reverse("desk:owed"))
def parcels_owed(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """What one account said of parcels, an opening among it: each waits until another agrees or does not."""
    asked = (camp_parcels_to_settle, CAMP), (parcels_to_settle, READ)
    found = {one for ask, action in asked if may(acting, action) for one in ask(acting)}
    for one in sorted(found, key=lambda said: said.since):
        page_name = "desk:settle_opening" if one.what == OPENED else "desk:settle_parcel"
        yield OwedItem(
            what="owed.parcel_matters", link=reverse(page_name, args=[one.parcel_id]), about=one.parcel_id,
            since=read_instant(one.since), is_for_second=True, waits="waits.colleague", provision="two-person rule",
        )  # fmt: skip
