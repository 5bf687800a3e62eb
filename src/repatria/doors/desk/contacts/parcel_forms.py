"""Forms of a parcel on its way: announced, asked back, came, moved, agreed to by another; and paper that is offered."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from repatria.core.law.clocks import ClockRule
from repatria.core.law.messages import CARDS_A_MONTH, LETTERS_A_MONTH
from repatria.core.law.parcels import ParcelEvent, ParcelKind, ParcelNotGiven, ParcelState, events_from
from repatria.core.vocabulary.identifiers import fold_number
from repatria.core.vocabulary.messages import LONGEST_ADDRESS, LONGEST_CONTENTS
from repatria.doors.desk.contacts.forms import folded, today, whole_day
from repatria.doors.desk.contacts.parcel_sheets import (
    NUMBER,
    Open,
    Sheet,
    at_of,
    back_to_parcel,
    register_sheets,
    when_field,
)
from repatria.doors.desk.frame.askers import asker_field, asker_typed
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.contact.services.offering import MOST, OFFER, offer_mail
from repatria.records.contact.services.parcel_second import ASK_BACK, ask_parcel_back
from repatria.records.contact.services.parcels import (
    ANNOUNCE,
    MOVE,
    OF_BUREAU,
    REGISTER,
    announce_parcel,
    move_parcel,
    parcel_row,
    register_arrival,
)
from repatria.records.register.scope import is_bound_to_branch


def _announce_fields(opened: Open) -> tuple[Field, ...]:
    return (
        asker_field(opened.acting, opened.query),
        Field(name="parcel_kind", kind="radio", is_required=True,
              options=choices(opened.language, "parcel_kind", (ParcelKind.PARCEL, ParcelKind.MONEY))),
        Field(name="declared", kind="text", is_required=True, longest=LONGEST_CONTENTS, hint="hint.declared"),
        Field(name="carrier", label="field.message_carrier", longest=LONGEST_ADDRESS),
        Field(name="said_on", kind="date", label="field.parcel_said_on", is_required=True, value=today()),
    )  # fmt: skip


def _announce(opened: Open, entered: Entered) -> str:
    return back_to_parcel(opened.acting, announce_parcel(
        opened.acting, enquiry_id=asker_typed(entered), kind=ParcelKind(entered["parcel_kind"]),
        declared=entered["declared"], carrier=entered["carrier"], said_on=whole_day(entered, "said_on"),
    ))  # fmt: skip


def _arrived_fields(opened: Open) -> tuple[Field, ...]:
    return (
        Field(name="parcel_kind", kind="radio", is_required=True,
              options=choices(opened.language, "parcel_kind", ParcelKind)),
        Field(name="person_id", label="field.message_person", longest=NUMBER, hint="hint.parcel_person"),
        Field(name="from_whom", kind="text", is_required=True, longest=LONGEST_ADDRESS),
        when_field("arrived_at", "field.parcel_arrived_at"),
        Field(name="declared", kind="text", longest=LONGEST_CONTENTS),
    )  # fmt: skip


def _arrived(opened: Open, entered: Entered) -> str:
    return back_to_parcel(opened.acting, register_arrival(
        opened.acting, kind=ParcelKind(entered["parcel_kind"]), place=opened.acting.branch,
        arrived_at=at_of(entered, "arrived_at"), from_whom=entered["from_whom"],
        person_id=folded(entered["person_id"]) if entered["person_id"] else "", declared=entered["declared"],
    ))  # fmt: skip


def _move_fields(opened: Open) -> tuple[Field, ...]:
    bound, state = is_bound_to_branch(opened.acting), parcel_row(opened.acting, opened.parcel_id).state
    events = [one for one in events_from(ParcelState(state)) if not (bound and one in OF_BUREAU)]
    to_whom = () if ParcelEvent.RETURNED not in events else (
        Field(name="to_whom", label="field.returned_to", longest=LONGEST_ADDRESS, hint="hint.returned_to"),
    )  # fmt: skip
    return (
        Field(name="parcel_event", kind="radio", is_required=True,
              options=choices(opened.language, "parcel_event", events)),
        when_field("happened_at", "field.happened_at"),
        Field(name="parcel_why_not", kind="choice",
              options=choices(opened.language, "parcel_not_given", ParcelNotGiven, empty=True)),
        *to_whom,
        Field(name="note", label="field.message_note", longest=200),
    )  # fmt: skip


def _move(opened: Open, entered: Entered) -> str:
    why_not = entered["parcel_why_not"]
    move_parcel(
        opened.acting, parcel_id=opened.parcel_id, event=ParcelEvent(entered["parcel_event"]),
        happened_at=at_of(entered, "happened_at"), why_not=ParcelNotGiven(why_not) if why_not else None,
        to_whom=entered.values.get("to_whom", ""), note=entered["note"],
    )  # fmt: skip
    return back_to_parcel(opened.acting, "" if is_bound_to_branch(opened.acting) else opened.parcel_id)


def _ask_back_fields(opened: Open) -> tuple[Field, ...]:
    return (
        Field(name="said_on", kind="date", label="field.parcel_said_on", is_required=True, value=today()),
        Field(name="back_to", kind="text", is_required=True, longest=LONGEST_ADDRESS),
    )  # fmt: skip


def _ask_back(opened: Open, entered: Entered) -> str:
    ask_parcel_back(
        opened.acting, parcel_id=opened.parcel_id, said_on=whole_day(entered, "said_on"), back_to=entered["back_to"]
    )  # fmt: skip
    return back_to_parcel(opened.acting, opened.parcel_id)


register_sheets((
    Sheet(action=ANNOUNCE, path="parcels/announce", name="announce_parcel", title="page.announce_parcel",
          intro="intro.announce_parcel", fields=_announce_fields, does=_announce),
    Sheet(action=REGISTER, path="parcels/arrived", name="register_arrival", title="page.register_arrival",
          intro="intro.register_arrival", fields=_arrived_fields, does=_arrived),
    Sheet(action=MOVE, path="parcels/move/<str:parcel_id>", name="move_parcel", title="page.move_parcel",
          fields=_move_fields, does=_move, at_fields={"returned_to": "to_whom"}),
    Sheet(action=ASK_BACK, path="parcels/ask-back/<str:parcel_id>", name="ask_parcel_back",
          title="page.ask_parcel_back", intro="intro.ask_parcel_back", fields=_ask_back_fields, does=_ask_back),
))  # fmt: skip


def _numbers(entered: Entered, name: str) -> list[str]:
    return [fold_number(one) or one for one in entered[name].replace(",", " ").split()]


@page(OFFER, path="parcels/offer-mail", name="offer_mail", clocks=(ClockRule.MAIL_MIN,))
def offer(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Records to whom paper and forms were offered this month, and who took them or declined."""

    def act(entered: Entered) -> str:
        offered_at = entered.instant("offered_at")
        assert offered_at is not None, "the form asks for it"
        offer_mail(
            acting, place=acting.branch or entered["place"], offered_at=offered_at, took=_numbers(entered, "took"),
            declined=_numbers(entered, "declined"), letters=int(entered["letters"] or 0),
            cards=int(entered["cards"] or 0), limited_by=entered["limited_by"],
        )  # fmt: skip
        return back_to_parcel(acting)

    # A registrar types in the sheet of a place that has nobody at a desk.
    place = () if acting.branch else (Field(name="place", label="field.complaint_place", is_required=True, longest=40),)
    fields = (
        *place,
        when_field("offered_at", "field.offered_at"),
        Field(name="took", kind="text", longest=MOST * 20, hint="hint.took", value=request.GET.get("person", "")),
        Field(name="declined", kind="text", label="field.declined_mail", longest=MOST * 20),
        Field(name="letters", kind="number", label="field.letters_offered", is_required=True, longest=2,
              value=str(LETTERS_A_MONTH)),
        Field(name="cards", kind="number", label="field.cards_offered", is_required=True, longest=2,
              value=str(CARDS_A_MONTH)),
        Field(name="limited_by", longest=200, hint="hint.limited_by"),
    )  # fmt: skip
    asked = Asked(
        title="page.offer_mail", fields=fields, back=back_to_parcel(acting), intro="intro.offer_mail",
        at_fields={"mail_least": "limited_by"},
    )  # fmt: skip
    return ask(request, asked, act)
