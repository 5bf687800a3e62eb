"""What a template is handed of a record of a body: its fields in words, group by group, and the drawings."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString

from repatria.core.vocabulary.body_record import FIELDS_OF, BodyRecord, Said, said_of
from repatria.doors.desk.frame.body_charts import body_chart, odontogram
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text


def _fields(language: str, record: BodyRecord) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each group with its fields and answers; what was not examined says so."""
    return [
        (group.value, [
            (field.value, one.text if (one := said_of(record, field)).said is Said.GIVEN
             else word_text(language, "body_said", one.said.value))
            for field in fields
        ])
        for group, fields in FIELDS_OF.items()
    ]  # fmt: skip


def shown(language: str, record: BodyRecord) -> dict[str, Any]:
    """A record in words and drawings."""
    charts: dict[str, SafeString] = {
        "teeth_chart": odontogram(record.teeth, label=say(language, "page.body_teeth")),
        "marks_chart": body_chart(
            record.marks, label=say(language, "page.body_marks"), front=word_text(language, "body_aspect", "front"),
            behind=word_text(language, "body_aspect", "behind"),
        ),
    }  # fmt: skip
    return {"whole": record, "groups": _fields(language, record), **charts}
