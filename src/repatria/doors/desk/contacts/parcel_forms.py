"""Forms of parcels: announced, came, moved, opened before two, given with his mark, credited; and paper offered."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.clocks import ClockRule
from repatria.core.law.messages import CARDS_A_MONTH, LETTERS_A_MONTH
from repatria.core.law.parcels import (
    Mark,
    ParcelEvent,
    ParcelKind,
    ParcelNotGiven,
    ParcelState,
    PartBecame,
    PartWhy,
    Present,
    events_from,
)
from repatria.core.vocabulary.identifiers import fold_number
from repatria.core.vocabulary.messages import LONGEST_ADDRESS, LONGEST_CONTENTS
from repatria.doors.desk.contacts.forms import folded, today, whole_day
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.contact.selectors.parcels import CAMP, READ
from repatria.records.contact.services.offering import MOST, OFFER, offer_mail
from repatria.records.contact.services.parcel_giving import (
    CREDIT,
    GIVE,
    REFUSE_PART,
    SAY_OPENING,
    SETTLE_OPENING,
    credit_money,
    give_parcel,
    refuse_part,
    say_opening,
    settle_opening,
)
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

_NUMBER = 40


def _back(acting: Acting, parcel_id: str = "") -> str:
    """Where this account goes on: the parcel or the list that it may open, else the first page."""
    for action, one, many in ((READ, "desk:parcel", "desk:parcels"), (CAMP, "desk:camp_parcel", "desk:camp_parcels")):
        if may(acting, action):
            return reverse(one, args=[parcel_id]) if parcel_id else reverse(many)
    return reverse("desk:owed")


def _when(name: str, label: str) -> Field:
    return Field(name=name, kind="instant", label=label, is_required=True, value=now_typed(), hint="hint.instant")


@page(ANNOUNCE, path="parcels/announce", name="announce_parcel")
def announce(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Takes in that she sends him a parcel or money."""

    def act(entered: Entered) -> str:
        number = announce_parcel(
            acting, enquiry_id=folded(entered["enquiry_id"]), kind=ParcelKind(entered["parcel_kind"]),
            declared=entered["declared"], carrier=entered["carrier"], said_on=whole_day(entered, "said_on"),
        )  # fmt: skip
        return _back(acting, number)

    fields = (
        Field(name="enquiry_id", label="field.message_enquiry", is_required=True, longest=_NUMBER,
              value=request.GET.get("enquiry", "")),
        Field(name="parcel_kind", kind="radio", is_required=True,
              options=choices(language_of(request), "parcel_kind", (ParcelKind.PARCEL, ParcelKind.MONEY))),
        Field(name="declared", kind="text", is_required=True, longest=LONGEST_CONTENTS),
        Field(name="carrier", label="field.message_carrier", longest=LONGEST_ADDRESS),
        Field(name="said_on", kind="date", label="field.parcel_said_on", is_required=True, value=today()),
    )  # fmt: skip
    asked = Asked(title="page.announce_parcel", fields=fields, back=_back(acting), intro="intro.announce_parcel")
    return ask(request, asked, act)


@page(REGISTER, path="parcels/arrived", name="register_arrival")
def arrived(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Takes in what came to the camp without a word before."""

    def act(entered: Entered) -> str:
        arrived_at = entered.instant("arrived_at")
        assert arrived_at is not None, "the form asks for it"
        number = register_arrival(
            acting, kind=ParcelKind(entered["parcel_kind"]), place=acting.branch, arrived_at=arrived_at,
            from_whom=entered["from_whom"], person_id=folded(entered["person_id"]) if entered["person_id"] else "",
            declared=entered["declared"],
        )  # fmt: skip
        return _back(acting, number)

    fields = (
        Field(name="parcel_kind", kind="radio", is_required=True,
              options=choices(language_of(request), "parcel_kind", ParcelKind)),
        Field(name="person_id", label="field.message_person", longest=_NUMBER, hint="hint.parcel_person"),
        Field(name="from_whom", kind="text", is_required=True, longest=LONGEST_ADDRESS),
        _when("arrived_at", "field.parcel_arrived_at"),
        Field(name="declared", kind="text", longest=LONGEST_CONTENTS),
    )  # fmt: skip
    asked = Asked(title="page.register_arrival", fields=fields, back=_back(acting), intro="intro.register_arrival")
    return ask(request, asked, act)


@page(MOVE, path="parcels/move/<str:parcel_id>", name="move_parcel")
def move(request: HttpRequest, acting: Acting, parcel_id: str) -> HttpResponse:
    """Records a step of a parcel: sent to where he is, arrived, not given and why, sent back."""
    row, language = parcel_row(acting, parcel_id), language_of(request)
    bound = is_bound_to_branch(acting)
    events = [one for one in events_from(ParcelState(row.state)) if not (bound and one in OF_BUREAU)]

    def act(entered: Entered) -> str:
        happened_at, why_not = entered.instant("happened_at"), entered["parcel_why_not"]
        assert happened_at is not None, "the form asks for it"
        move_parcel(
            acting, parcel_id=parcel_id, event=ParcelEvent(entered["parcel_event"]), happened_at=happened_at,
            why_not=ParcelNotGiven(why_not) if why_not else None, note=entered["note"],
            is_asked_back=bool(entered.values.get("is_asked_back")),
        )  # fmt: skip
        return _back(acting, "" if bound else parcel_id)

    fields: Sequence[Field] = (
        Field(name="parcel_event", kind="radio", is_required=True, options=choices(language, "parcel_event", events)),
        _when("happened_at", "field.happened_at"),
        Field(name="parcel_why_not", kind="choice",
              options=choices(language, "parcel_not_given", ParcelNotGiven, empty=True)),
        *(() if bound else (Field(name="is_asked_back", kind="box"),)),
        Field(name="note", label="field.message_note", longest=200),
    )  # fmt: skip
    asked = Asked(title="page.move_parcel", fields=tuple(fields), back=_back(acting, "" if bound else parcel_id),
                  at_fields={"letter_or_asked_back": "is_asked_back"})  # fmt: skip
    return ask(request, asked, act, subject=parcel_id)


@page(SAY_OPENING, path="parcels/open/<str:parcel_id>", name="say_opening")
def opening(request: HttpRequest, acting: Acting, parcel_id: str) -> HttpResponse:
    """Lists what was in a parcel that was opened before two, in his presence."""
    parcel_row(acting, parcel_id)

    def act(entered: Entered) -> str:
        opened_at = entered.instant("opened_at")
        assert opened_at is not None, "the form asks for it"
        say_opening(
            acting, parcel_id=parcel_id, opened_at=opened_at, contents=entered.lines("contents"),
            present=Present(entered["present"]), present_name=entered["present_name"],
        )  # fmt: skip
        return _back(acting, parcel_id)

    fields = (
        _when("opened_at", "field.parcel_opened_at"),
        Field(name="contents", kind="text", label="field.parcel_contents", is_required=True, longest=LONGEST_CONTENTS,
              hint="hint.parcel_contents"),
        Field(name="present", kind="radio", label="field.parcel_present", is_required=True,
              options=choices(language_of(request), "parcel_mark", Present)),
        Field(name="present_name", longest=200, hint="hint.present_name"),
    )  # fmt: skip
    asked = Asked(
        title="page.say_opening", fields=fields, back=_back(acting, parcel_id), intro="intro.say_opening",
        at_fields={"parcel_contents": "contents", "parcel_present": "present_name", "addressee_present": "present",
                   "representative_present": "present"},
    )  # fmt: skip
    return ask(request, asked, act, subject=parcel_id)


@page(SETTLE_OPENING, path="parcels/opened/<str:parcel_id>", name="settle_opening")
def settle(request: HttpRequest, acting: Acting, parcel_id: str) -> HttpResponse:
    """The other of the two agrees to the list, or does not."""
    parcel_row(acting, parcel_id)

    def act(entered: Entered) -> str:
        settle_opening(acting, parcel_id=parcel_id, agrees=entered["second_agrees"] == "yes", why=entered["why"])
        return _back(acting, parcel_id)

    fields = (
        Field(name="second_agrees", kind="radio", is_required=True,
              options=choices(language_of(request), "second_agrees", ("yes", "no"))),
        Field(name="why", kind="text", label="field.settled_why", longest=LONGEST_ADDRESS, hint="hint.settled_why"),
    )  # fmt: skip
    asked = Asked(title="page.settle_opening", fields=fields, back=_back(acting, parcel_id),
                  intro="intro.settle_opening")  # fmt: skip
    return ask(request, asked, act, subject=parcel_id)


@page(REFUSE_PART, path="parcels/part/<str:parcel_id>", name="refuse_part")
def part(request: HttpRequest, acting: Acting, parcel_id: str) -> HttpResponse:
    """Records that a thing of it is not given to him, why, and what became of it."""
    parcel_row(acting, parcel_id)
    language = language_of(request)

    def act(entered: Entered) -> str:
        refuse_part(
            acting, parcel_id=parcel_id, thing=entered["thing"], why=PartWhy(entered["part_why"]),
            became=PartBecame(entered["part_became"]), reference=entered["reference"],
        )  # fmt: skip
        return _back(acting, parcel_id)

    fields = (
        Field(name="thing", label="field.part_thing", is_required=True, longest=LONGEST_ADDRESS,
              hint="hint.part_thing"),
        Field(name="part_why", kind="choice", is_required=True, options=choices(language, "part_why", PartWhy)),
        Field(name="part_became", kind="choice", is_required=True,
              options=choices(language, "part_became", PartBecame)),
        Field(name="reference", label="field.part_reference", longest=LONGEST_ADDRESS, hint="hint.part_reference"),
    )  # fmt: skip
    asked = Asked(
        title="page.refuse_part", fields=fields, back=_back(acting, parcel_id), intro="intro.refuse_part",
        at_fields={"part_listed": "thing", "part_once": "thing", "part_became": "part_became",
                   "part_reference": "reference"},
    )  # fmt: skip
    return ask(request, asked, act, subject=parcel_id)


@page(GIVE, path="parcels/give/<str:parcel_id>", name="give_parcel")
def give(request: HttpRequest, acting: Acting, parcel_id: str) -> HttpResponse:
    """Records that it was given by hand, with his mark."""
    parcel_row(acting, parcel_id)

    def act(entered: Entered) -> str:
        given_at = entered.instant("given_at")
        assert given_at is not None, "the form asks for it"
        give_parcel(
            acting, parcel_id=parcel_id, given_at=given_at, given_to=entered["given_to"],
            mark=Mark(entered["mark"]), is_by_hand=entered.is_ticked("is_by_hand"), witness=entered["witness"],
            heads=int(entered["heads"] or 0),
        )  # fmt: skip
        return _back(acting)

    fields = (
        _when("given_at", "field.parcel_given_at"),
        Field(name="given_to", label="field.message_given_to", is_required=True, longest=200,
              hint="hint.message_given_to"),
        Field(name="is_by_hand", kind="box", label="field.message_by_hand"),
        Field(name="mark", kind="radio", label="field.parcel_mark", is_required=True,
              options=choices(language_of(request), "parcel_mark", Mark)),
        Field(name="witness", label="field.parcel_witness", longest=200),
        Field(name="heads", kind="number", longest=6, hint="hint.heads"),
    )  # fmt: skip
    asked = Asked(
        title="page.give_parcel", fields=fields, back=_back(acting, parcel_id), intro="intro.give_parcel",
        at_fields={"parcel_given_to": "given_to", "parcel_by_hand": "is_by_hand", "parcel_witness": "witness",
                   "parcel_heads": "heads"},
    )  # fmt: skip
    return ask(request, asked, act, subject=parcel_id)


@page(CREDIT, path="parcels/credit/<str:parcel_id>", name="credit_money")
def credit(request: HttpRequest, acting: Acting, parcel_id: str) -> HttpResponse:
    """Records that money was entered to his credit, and that he countersigned."""
    parcel_row(acting, parcel_id)

    def act(entered: Entered) -> str:
        credited_at = entered.instant("credited_at")
        assert credited_at is not None, "the form asks for it"
        credit_money(
            acting, parcel_id=parcel_id, credited_at=credited_at, amount=entered["amount"],
            currency=entered["currency"], entry=entered["entry"], receipt=entered["receipt"],
            signed_by=entered["signed_by"], countersigned_by=Present(entered["countersigned_by"]),
        )  # fmt: skip
        return _back(acting)

    fields = (
        _when("credited_at", "field.credited_at"), Field(name="amount", is_required=True, longest=60),
        Field(name="currency", is_required=True, longest=20),
        Field(name="entry", label="field.account_entry", is_required=True, longest=120),
        Field(name="receipt", label="field.money_receipt", is_required=True, longest=120),
        Field(name="signed_by", is_required=True, longest=120),
        Field(name="countersigned_by", kind="radio", is_required=True,
              options=choices(language_of(request), "parcel_mark", (Present.HIMSELF, Present.REPRESENTATIVE))),
    )  # fmt: skip
    asked = Asked(
        title="page.credit_money", fields=fields, back=_back(acting, parcel_id), intro="intro.credit_money",
        at_fields={"money_amount": "amount", "account_entry": "entry", "money_receipt": "receipt",
                   "account_entry_new": "entry", "money_receipt_new": "receipt", "signed_by": "signed_by",
                   "countersigned": "countersigned_by"},
    )  # fmt: skip
    return ask(request, asked, act, subject=parcel_id)


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
        return _back(acting)

    # A registrar types in the sheet of a place that has nobody at a desk.
    place = () if acting.branch else (Field(name="place", label="field.complaint_place", is_required=True, longest=40),)
    fields = (
        *place,
        _when("offered_at", "field.offered_at"),
        Field(name="took", kind="text", longest=MOST * 20, hint="hint.took"),
        Field(name="declined", kind="text", label="field.declined_mail", longest=MOST * 20),
        Field(name="letters", kind="number", label="field.letters_offered", is_required=True, longest=2,
              value=str(LETTERS_A_MONTH)),
        Field(name="cards", kind="number", label="field.cards_offered", is_required=True, longest=2,
              value=str(CARDS_A_MONTH)),
        Field(name="limited_by", longest=200, hint="hint.limited_by"),
    )  # fmt: skip
    asked = Asked(
        title="page.offer_mail", fields=fields, back=_back(acting), intro="intro.offer_mail",
        at_fields={"mail_least": "limited_by"},
    )  # fmt: skip
    return ask(request, asked, act)
