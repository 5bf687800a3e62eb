"""Forms of a parcel that lies in a camp: opened before two, a thing refused, given, credited; and another agrees."""

from __future__ import annotations

from repatria.core.law.parcels import Mark, PartBecame, PartWhy, Present
from repatria.core.vocabulary.messages import LONGEST_ADDRESS, LONGEST_CONTENTS
from repatria.doors.desk.contacts.parcel_sheets import Open, Sheet, at_of, back_to_parcel, register_sheets, when_field
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.words import choices
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
from repatria.records.contact.services.parcel_second import SETTLE_PARCEL, settle_parcel
from repatria.records.contact.services.parcels import waiting_of

_TARGET = "target_id"


def _opening_fields(opened: Open) -> tuple[Field, ...]:
    return (
        when_field("opened_at", "field.parcel_opened_at"),
        Field(name="contents", kind="text", label="field.parcel_contents", is_required=True, longest=LONGEST_CONTENTS,
              hint="hint.parcel_contents"),
        Field(name="present", kind="radio", label="field.parcel_present", is_required=True,
              options=choices(opened.language, "parcel_mark", Present)),
        Field(name="present_name", longest=200, hint="hint.present_name"),
    )  # fmt: skip


def _opening(opened: Open, entered: Entered) -> str:
    say_opening(
        opened.acting, parcel_id=opened.parcel_id, opened_at=at_of(entered, "opened_at"),
        contents=entered.lines("contents"), present=Present(entered["present"]), present_name=entered["present_name"],
    )  # fmt: skip
    return back_to_parcel(opened.acting, opened.parcel_id)


def _agreeing(opened: Open) -> tuple[Field, ...]:
    return (
        Field(name="second_agrees", kind="radio", is_required=True,
              options=choices(opened.language, "second_agrees", ("yes", "no"))),
        Field(name="why", kind="text", label="field.settled_why", longest=LONGEST_ADDRESS, hint="hint.settled_why"),
    )  # fmt: skip


def _settle_opening(opened: Open, entered: Entered) -> str:
    settle_opening(
        opened.acting, parcel_id=opened.parcel_id, agrees=entered["second_agrees"] == "yes", why=entered["why"]
    )  # fmt: skip
    return back_to_parcel(opened.acting, opened.parcel_id)


def _settle_fields(opened: Open) -> tuple[Field, ...]:
    waiting = next(iter(waiting_of(opened.parcel_id)), None)  # where none waits any more the service says so
    return (Field(name=_TARGET, kind="hidden", value=waiting.pk if waiting else ""), *_agreeing(opened))


def _settle(opened: Open, entered: Entered) -> str:
    settle_parcel(
        opened.acting, parcel_id=opened.parcel_id, target_id=entered[_TARGET] or "-",
        agrees=entered["second_agrees"] == "yes", why=entered["why"],
    )  # fmt: skip
    return back_to_parcel(opened.acting, opened.parcel_id)


def _part_fields(opened: Open) -> tuple[Field, ...]:
    return (
        Field(name="thing", label="field.part_thing", is_required=True, longest=LONGEST_ADDRESS,
              hint="hint.part_thing"),
        Field(name="part_why", kind="choice", is_required=True, options=choices(opened.language, "part_why", PartWhy)),
        Field(name="part_became", kind="choice", is_required=True,
              options=choices(opened.language, "part_became", PartBecame)),
        Field(name="reference", label="field.part_reference", longest=LONGEST_ADDRESS, hint="hint.part_reference"),
    )  # fmt: skip


def _part(opened: Open, entered: Entered) -> str:
    refuse_part(
        opened.acting, parcel_id=opened.parcel_id, thing=entered["thing"], why=PartWhy(entered["part_why"]),
        became=PartBecame(entered["part_became"]), reference=entered["reference"],
    )  # fmt: skip
    return back_to_parcel(opened.acting, opened.parcel_id)


def _give_fields(opened: Open) -> tuple[Field, ...]:
    return (
        when_field("given_at", "field.parcel_given_at"),
        Field(name="given_to", label="field.message_given_to", is_required=True, longest=200,
              hint="hint.message_given_to"),
        Field(name="is_by_hand", kind="box", label="field.message_by_hand"),
        Field(name="mark", kind="radio", label="field.parcel_mark", is_required=True,
              options=choices(opened.language, "parcel_mark", Mark)),
        Field(name="witness", label="field.parcel_witness", longest=200),
        Field(name="heads", kind="number", longest=6, hint="hint.heads"),
    )  # fmt: skip


def _give(opened: Open, entered: Entered) -> str:
    give_parcel(
        opened.acting, parcel_id=opened.parcel_id, given_at=at_of(entered, "given_at"), given_to=entered["given_to"],
        mark=Mark(entered["mark"]), is_by_hand=entered.is_ticked("is_by_hand"), witness=entered["witness"],
        heads=int(entered["heads"] or 0),
    )  # fmt: skip
    return back_to_parcel(opened.acting, opened.parcel_id)


def _credit_fields(opened: Open) -> tuple[Field, ...]:
    return (
        when_field("credited_at", "field.credited_at"), Field(name="amount", is_required=True, longest=60),
        Field(name="currency", is_required=True, longest=20, hint="hint.currency"),
        Field(name="entry", label="field.account_entry", is_required=True, longest=120),
        Field(name="receipt", label="field.money_receipt", is_required=True, longest=120),
        Field(name="signed_by", is_required=True, longest=120),
        Field(name="countersigned_by", kind="radio", is_required=True,
              options=choices(opened.language, "parcel_mark", (Present.HIMSELF, Present.REPRESENTATIVE))),
    )  # fmt: skip


def _credit(opened: Open, entered: Entered) -> str:
    credit_money(
        opened.acting, parcel_id=opened.parcel_id, credited_at=at_of(entered, "credited_at"), amount=entered["amount"],
        currency=entered["currency"].upper(), entry=entered["entry"], receipt=entered["receipt"],
        signed_by=entered["signed_by"], countersigned_by=Present(entered["countersigned_by"]),
    )  # fmt: skip
    return back_to_parcel(opened.acting, opened.parcel_id)


register_sheets((
    Sheet(action=SAY_OPENING, path="parcels/open/<str:parcel_id>", name="say_opening", title="page.say_opening",
          intro="intro.say_opening", fields=_opening_fields, does=_opening,
          at_fields={"parcel_contents": "contents", "parcel_present": "present_name", "addressee_present": "present",
                     "representative_present": "present"}),
    Sheet(action=SETTLE_OPENING, path="parcels/opened/<str:parcel_id>", name="settle_opening",
          title="page.settle_opening", intro="intro.settle_opening", fields=_agreeing, does=_settle_opening,
          shows_parcel=True),
    Sheet(action=SETTLE_PARCEL, path="parcels/agree/<str:parcel_id>", name="settle_parcel", title="page.settle_parcel",
          intro="intro.settle_parcel", fields=_settle_fields, does=_settle, shows_parcel=True),
    Sheet(action=REFUSE_PART, path="parcels/part/<str:parcel_id>", name="refuse_part", title="page.refuse_part",
          intro="intro.refuse_part", fields=_part_fields, does=_part,
          at_fields={"part_listed": "thing", "part_once": "thing", "part_became": "part_became",
                     "part_reference": "reference"}),
    Sheet(action=GIVE, path="parcels/give/<str:parcel_id>", name="give_parcel", title="page.give_parcel",
          intro="intro.give_parcel", fields=_give_fields, does=_give,
          at_fields={"parcel_given_to": "given_to", "parcel_by_hand": "is_by_hand", "parcel_witness": "witness",
                     "parcel_heads": "heads"}),
    Sheet(action=CREDIT, path="parcels/credit/<str:parcel_id>", name="credit_money", title="page.credit_money",
          intro="intro.credit_money", fields=_credit_fields, does=_credit,
          at_fields={"money_amount": "amount", "money_currency": "currency", "account_entry": "entry",
                     "money_receipt": "receipt", "account_entry_new": "entry", "money_receipt_new": "receipt",
                     "signed_by": "signed_by", "countersigned": "countersigned_by"}),
))  # fmt: skip
