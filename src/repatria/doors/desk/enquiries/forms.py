"""What is asked on the telephone and the counter."""

from __future__ import annotations

from repatria.core.vocabulary.relations import RELATIONS
from repatria.doors.desk.frame.acting import LANGUAGE_NAMES
from repatria.doors.desk.frame.entered import Field
from repatria.doors.desk.frame.words import choices
from repatria.records.enquiries.acts import LostWords

CHANNELS = ("telephone", "paper", "counter")


SAID = (
    "sought_name", "sought_birth", "sought_place", "sought_unit", "last_contact", "enquirer_name", "relation",
    "reach_by", "reach_when", "telephone", "lost_words", "post_to", "helper", "words",
)  # fmt: skip
"""What she says, by the names of the act's fields."""


def enquiry_fields(language: str, form_id: str) -> tuple[Field, ...]:
    """What is asked on the telephone, in the portal's order; only his name is required."""
    return (
        Field(name="form_id", kind="hidden", value=form_id, is_required=True, longest=64),
        Field(name="letter_language", kind="choice", options=tuple((code, name) for code, name in LANGUAGE_NAMES),
              value=language, is_required=True, legend="legend.her_paper"),
        Field(name="channel", kind="choice", options=choices(language, "channel", CHANNELS), value="telephone",
              is_required=True),
        Field(name="sought_name", is_required=True, longest=10_000, legend="legend.sought"),
        Field(name="sought_birth", kind="written", hint="hint.sought_birth"), Field(name="sought_place"),
        Field(name="sought_unit", hint="hint.military"), Field(name="last_contact", hint="hint.military"),
        Field(name="enquirer_name", legend="legend.enquirer"),
        Field(name="relation", kind="choice", options=choices(language, "relation", RELATIONS, empty=True)),
        Field(name="reach_by", hint="hint.reach_by"), Field(name="reach_when"),
        Field(name="telephone", hint="hint.telephone", longest=40), Field(name="helper"),
        Field(name="words", kind="text", hint="hint.words"),
        Field(name="lost_words", kind="radio", options=choices(language, "lost_words", LostWords), is_required=True,
              legend="legend.later"),
        Field(name="by_telephone", kind="box"),
        Field(name="post_to", kind="text", hint="hint.post_to"),
    )  # fmt: skip
