"""Recording what a passport or identity card says, from its machine-readable zone; the document is never kept."""

from __future__ import annotations

from repatria.core.vocabulary.mrz import Zone, birth_written, read_zone
from repatria.core.vocabulary.particulars import Grade, Particular, ParticularKind, Source
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import how_many
from repatria.records.ledger.services import record, service
from repatria.records.register.acts import Values
from repatria.records.register.correction_acts import DocumentTranscribed
from repatria.records.register.models import ParticularRow
from repatria.records.register.services.custody import custody_row
from repatria.records.register.services.rows import frames_of, values_of

TRANSCRIBE = "register.record_document"
DIGIT_FAILED, CUT = "check_digit_failed", "name_cut"


def particulars_in(zone: Zone, *, year_now: int) -> tuple[Particular, ...]:
    """What a zone says of its holder, as a further source.

    Given:    names stand in the zone's own letters, so that they are another name and none of the five items; what a
              check digit does not hold for is kept and flagged, never refused and never mended.
    """
    reference = f"{zone.document_code} {zone.issuer}".strip()
    source = Source(kind="document", reference=reference, grade=Grade.DOCUMENT_OR_CALL)
    said = (
        (ParticularKind.OTHER_NAME, f"{zone.surname} {zone.given_names}".strip(), (CUT,) if zone.is_cut else ()),
        (ParticularKind.BIRTH_DATE, birth_written(zone, year_now=year_now), _flag(zone, "birth")),
        (ParticularKind.SEX, zone.sex, ()),
        (ParticularKind.NATIONALITY, zone.nationality, ()),
        (ParticularKind.IDENTITY_CARD, zone.number, _flag(zone, "number")),
    )
    return tuple(Particular(kind=kind, value=value, source=source, flags=flags) for kind, value, flags in said if value)


def _flag(zone: Zone, field: str) -> tuple[str, ...]:
    return (DIGIT_FAILED,) if {field, "composite"} & set(zone.failed) else ()


@service
def record_document(acting: Acting, *, person_id: str, zone: str) -> tuple[str, ...]:
    """Records what the machine-readable zone of a man's document says, beside what stands.

    Source:   GC III art. 17(3): the document is shown and never taken away; ICAO Doc 9303.
    Given:    `zone` as it was typed: two or three lines.
    Returns:  the fields whose check digit does not hold; they are recorded all the same, and flagged.
    Raises:   UnreadableZoneError; UnknownPersonError; RoleForbidsError.
    Leaf:     register.document_transcribed
    Not:      the document, a picture of it, or how long it is valid.
    """
    require(acting, TRANSCRIBE)
    read = read_zone(zone)
    row = custody_row(person_id)
    particulars = particulars_in(read, year_now=acting.at.year)
    frames = frames_of(row.pk, particulars, start=how_many(ParticularRow, person_id=row.pk))
    statutory, voluntary = (values_of(frames, particulars, statutory=one) for one in (True, False))
    record(
        DocumentTranscribed(
            person_id=row.pk, shape=read.shape, failed=read.failed, particulars=frames,
            identity=Values(statutory) if statutory else None, voluntary=Values(voluntary) if voluntary else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return read.failed
