"""Calls by name: what is refused before a service is asked, that nothing typed is repeated, and what goes through."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.particulars import Category, Given, Particular
from repatria.records.access.calls import LONGEST_TEXT, parameters_of, plain, read_arguments
from repatria.records.access.errors import (
    LongTextError,
    MissingParameterError,
    UnknownParameterError,
    UnusableTextError,
    WrongFormError,
)
from repatria.records.access.offered import described
from repatria.records.ledger.catalogue import services

TYPED = "Шевченко-typed-by-somebody"
CAPTURE = services()["register.record_capture"].function
GIVEN = {
    "category": "prisoner_of_war", "power": "PB", "card_number": "17", "captured_on": "2026-03", "captured_at": "",
    "holder": "UNIT-3",
    "particulars": [
        {"kind": "surname", "value": TYPED, "source": {"kind": "capture_form"}},
        {"kind": "rank", "value": None, "given": "declined", "source": {"kind": "capture_form", "grade": "A"}},
    ],
}  # fmt: skip


def changed(**more):
    return {**json.loads(json.dumps(GIVEN)), **more}


def particular(**more):
    return changed(particulars=[{**GIVEN["particulars"][0], **more}])


@pytest.mark.parametrize(
    ("given", "refusal", "place"),
    [
        (changed(surname=TYPED), UnknownParameterError, "with"),
        ({"category": "prisoner_of_war"}, MissingParameterError, "power"),
        (particular(giiven=TYPED), UnknownParameterError, "particulars[0]"),
        (particular(kind=TYPED), WrongFormError, "particulars[0].kind"),
        (particular(value={TYPED: TYPED}), WrongFormError, "particulars[0].value"),
        (particular(value=f"{TYPED}\0"), UnusableTextError, "particulars[0].value"),
        (particular(value=f"{TYPED}\ud83d"), UnusableTextError, "particulars[0].value"),
        (particular(value=TYPED * LONGEST_TEXT), LongTextError, "particulars[0].value"),
        (particular(source=None), WrongFormError, "particulars[0].source"),
        (changed(card_number=17), WrongFormError, "card_number"),
        (changed(card_number=["17"]), WrongFormError, "card_number"),
        (changed(captured_on="12.04.1999"), WrongFormError, "captured_on"),
        (changed(captured_on={"year": 1999}), WrongFormError, "captured_on"),
        (changed(captured_on=1999), WrongFormError, "captured_on"),
        (changed(category=TYPED), WrongFormError, "category"),
        (changed(particulars={"0": TYPED}), WrongFormError, "particulars"),
    ],
)
def test_refuses_what_has_not_the_form_names_the_place_and_repeats_nothing(given, refusal, place):
    with pytest.raises(refusal) as refused:
        read_arguments(CAPTURE, given)

    assert (place in dict(refused.value.faults), TYPED in str(refused.value)) == (True, False)


def test_refuses_a_date_that_no_calendar_has_and_a_value_where_none_was_given():
    for given in (changed(captured_on="1999-13"), particular(given="declined")):
        with pytest.raises(InputError) as refused:
            read_arguments(CAPTURE, given)
        assert TYPED not in f"{refused.value} {refused.value.faults}"


@pytest.mark.parametrize("when", ["2026-05-03T09:00:00", "2026-05-03", "yesterday", 1777777777, None])
def test_refuses_a_time_without_its_zone(when):
    custody = services()["register.record_custody"].function

    with pytest.raises(WrongFormError):
        read_arguments(custody, {"person_id": "P", "event": "arrived", "happened_at": when, "attested": {}})


def test_refuses_a_number_that_no_column_holds():
    letter = services()["register.record_contact_decision"].function

    with pytest.raises((WrongFormError, MissingParameterError)):
        read_arguments(letter, {"link_index": 10**30})
    names = {one.name for one in parameters_of(letter)}
    with pytest.raises(WrongFormError):
        read_arguments(letter, {**dict.fromkeys(names, ""), "link_index": 10**30})


def test_reads_dates_enumerations_particulars_bytes_and_times():
    read = read_arguments(CAPTURE, GIVEN)

    assert (Category.PRISONER_OF_WAR, PartialDate(2026, 3)) == (read["category"], read["captured_on"])
    assert [(TYPED, Given.GIVEN), (None, Given.DECLINED)] == [(p.value, p.given) for p in read["particulars"]]
    assert all(isinstance(one, Particular) for one in read["particulars"])
    assert "source_key" not in read
    papers = services()["enquiries.record_papers"].function
    paper = {"media_type": "image/png", "content": "aGVsbG8="}
    read = read_arguments(papers, {"enquiry_id": "E", "paper": paper, "received_on": "2026-05-03"})
    assert (b"hello", date(2026, 5, 3)) == (read["paper"].content, read["received_on"])
    custody = services()["register.record_custody"].function
    read = read_arguments(
        custody, {"person_id": "P", "event": "arrived", "happened_at": "2026-05-03T09:00:00+03:00", "attested": {}}
    )
    assert datetime(2026, 5, 3, 6, 0, tzinfo=UTC) == read["happened_at"]


def test_gives_back_what_json_can_say():
    assert ["yes", 17] == json.loads(json.dumps(plain((ContactAnswer.YES, 17))))


DOCUMENT = described()


def example_of(schema, defs):
    """The smallest value that a schema allows."""
    if "$ref" in schema:
        return example_of(defs[schema["$ref"].rpartition("/")[2]], defs)
    if "anyOf" in schema:
        return example_of(schema["anyOf"][0], defs)
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("pattern"):
        return "1999-04-12"
    match schema.get("type"):
        case "object":
            return {name: example_of(schema["properties"][name], defs) for name in schema.get("required", ())}
        case "array":
            items = schema.get("prefixItems", [schema["items"]] if schema.get("items") else [])
            return [example_of(one, defs) for one in items]
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
    formats = {"date-time": "2026-05-03T09:00:00+03:00", "date": "2026-05-03"}
    return formats.get(schema.get("format", ""), "aGVsbG8=" if "contentEncoding" in schema else "text")


@pytest.mark.parametrize(
    ("part", "name"), [(part, one["name"]) for part in ("services", "questions") for one in DOCUMENT[part]]
)
def test_every_service_and_question_takes_what_its_schema_allows(part, name):
    from repatria.records.access.questions import questions

    told = next(one for one in DOCUMENT[part] if one["name"] == name)
    function = (services() if part == "services" else questions())[name].function
    wanted = {**told["parameters"], "required": list(told["parameters"]["properties"])}

    read = read_arguments(function, json.loads(json.dumps(example_of(wanted, DOCUMENT["$defs"]))))

    assert {one.name for one in parameters_of(function)} == set(read)
