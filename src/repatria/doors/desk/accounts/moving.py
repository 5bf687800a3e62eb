"""Moving in: a migration laid before two, opened once they approved it, and withdrawn by one alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.dates import PartialDate
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.errors import UnknownProposalError
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.errors import MigrationTermsError, UnknownMigrationError
from repatria.records.access.moving import MigrationState
from repatria.records.access.proposals import proposal, proposals, propose, take_away
from repatria.records.access.role_table import SECOND_PERSONS, Role, may_approve
from repatria.records.access.selectors import accounts, migrations
from repatria.records.access.services import (
    CLOSE_MIGRATION,
    OPEN_MIGRATION,
    check_terms,
    close_migration,
    migration_reference,
    open_migration,
    record_approval,
)

SEE = "access.?migrations"


@page(SEE, path="moving-in", name="migrations", menu="menu.migrations", is_rare=True)
def migration_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What was approved and by whom, how far it is used, and which files came in under it."""
    return render(request, "migrations.html", {
        "migrations": migrations(acting), "proposed": proposals(OPEN_MIGRATION),
        "may_close": may(acting, CLOSE_MIGRATION), "may_propose": may(acting, OPEN_MIGRATION),
    })  # fmt: skip


def _fields(acting: Acting) -> tuple[Field, ...]:
    fit = tuple(
        (one.account_id, one.sign_in_name) for one in accounts(acting)
        if one.is_active and one.roles == {Role.MIGRATION}
    )  # fmt: skip
    return (
        Field(name="account_id", kind="choice", options=fit, is_required=True, label="field.migration_account",
              hint="hint.migration_account"),
        Field(name="until", kind="date", is_required=True, label="field.migration_until",
              hint="hint.migration_until"),
        Field(name="most_lines", kind="number", is_required=True, label="field.most_lines"),
        Field(name="origin", is_required=True, label="field.migration_origin", hint="hint.migration_origin",
              longest=200),
    )  # fmt: skip


@page(OPEN_MIGRATION, path="moving-in/new")
def propose_migration(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Lays a migration before two who approve it. Nothing can be brought in by this."""

    def act(entered: Entered) -> str:
        content = {**entered.values, "until": _whole_day(entered.partial_date("until")).isoformat()}
        check_terms(**_terms(content), at=acting.at)
        reference = migration_reference(**_terms(content))
        propose(acting, action=OPEN_MIGRATION, reference=reference, content=content)
        return reverse("desk:proposed_migration", args=[reference])

    asked = Asked(
        title="page.propose_migration", fields=_fields(acting), back=reverse("desk:migrations"),
        button="button.propose", intro="intro.propose_migration",
    )  # fmt: skip
    return ask(request, asked, act)


def _whole_day(given: PartialDate | None) -> date:
    if given is None or given.month is None or given.day is None or not given.is_possible:
        raise MigrationTermsError("the last day is one day", (("until", "whole_day"),))
    return date(given.year, given.month, given.day)


class _Terms(TypedDict):
    """What a migration is opened on."""

    account_id: str
    until: date
    most_lines: int
    origin: str


def _terms(content: Mapping[str, str]) -> _Terms:
    return {
        "account_id": content["account_id"], "until": date.fromisoformat(content["until"]),
        "most_lines": int(content["most_lines"]), "origin": content["origin"],
    }  # fmt: skip


def _proposed(reference: str) -> Mapping[str, str]:
    """What was laid on the table: a changed note has another reference than the approvals."""
    found = proposal(OPEN_MIGRATION, reference)
    if found is None or migration_reference(**_terms(found.content)) != reference:
        raise UnknownProposalError("no such proposal, or it was changed after it was laid on the table")
    return found.content


@page(SEE, path="moving-in/proposed/<str:reference>")
def proposed_migration(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """One proposal in full, with who approved it."""
    content = _proposed(reference)
    approvers = approvers_of(OPEN_MIGRATION, reference, at=acting.at)
    counted = [one for one in approvers if one not in (acting.account_id, content["account_id"])]
    found = proposal(OPEN_MIGRATION, reference)
    return render(request, "proposed_migration.html", {
        "content": content, "reference": reference, "approvers": approvers, "needed": SECOND_PERSONS[OPEN_MIGRATION],
        "proposed_by": found.proposed_by if found else "", "has_approved": acting.account_id in approvers,
        "may_approve": may_approve(acting.roles, OPEN_MIGRATION), "may_open": may(acting, OPEN_MIGRATION),
        "is_enough": len(counted) >= SECOND_PERSONS[OPEN_MIGRATION],
    })  # fmt: skip


@page("access.record_approval", path="moving-in/proposed/<str:reference>/approve")
def approve_migration(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Approves exactly these terms; who may not read them approves nothing."""
    require(acting, SEE)

    def act() -> None:
        _proposed(reference)
        record_approval(acting, action=OPEN_MIGRATION, object_reference=reference)

    return act_once(request, act, reverse("desk:proposed_migration", args=[reference]))


@page(OPEN_MIGRATION, path="moving-in/proposed/<str:reference>/open", name="open_migration")
def open_one(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Opens the proposed migration, once two approved it."""

    def act() -> None:
        open_migration(acting, **_terms(_proposed(reference)))
        take_away(OPEN_MIGRATION, reference)

    return act_once(request, act, reverse("desk:migrations"))


@page(CLOSE_MIGRATION, path="moving-in/<str:migration_id>/withdraw", name="close_migration")
def close(request: HttpRequest, acting: Acting, migration_id: str) -> HttpResponse:
    """Withdraws a migration, alone and at once."""
    back = reverse("desk:migrations")
    standing = {one.migration_id for one in migrations(acting) if one.state is MigrationState.STANDS}
    if migration_id not in standing:
        raise UnknownMigrationError("no such migration stands")

    def act(entered: Entered) -> str:
        close_migration(acting, migration_id=migration_id, reason=entered["reason"])
        return back

    fields = (Field(name="reason", is_required=True),)
    asked = Asked(title="page.close_migration", fields=fields, back=back, button="button.withdraw",
                  intro="intro.close_migration")  # fmt: skip
    return ask(request, asked, act, subject=migration_id)
