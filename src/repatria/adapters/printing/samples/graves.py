"""Invented papers of the dead and of graves: what a sheet looks like before it is printed for anybody."""

from __future__ import annotations

from typing import Any

from repatria.adapters.printing.samples.families import at_hour
from repatria.core.vocabulary.certificates import CertificateField, DeathListKind, ListedDead
from repatria.core.vocabulary.papers import PaperMark
from repatria.core.vocabulary.papers_board import BoardReportDna, BoardReportPaper, BoardReportWord
from repatria.core.vocabulary.papers_certificates import (
    CertificatePaperLine,
    CertificateSigner,
    DeathCertificatePaper,
    DeathListPaper,
)
from repatria.core.vocabulary.papers_graveside import GravesidePaper, GravesideSheet
from repatria.core.vocabulary.remains_codes import remains_code


def graveside_form(on: PaperMark) -> GravesidePaper:
    return GravesidePaper(mark=on, sheet=GravesideSheet.ITEM)


def death_certificate(on: PaperMark, **other: Any) -> DeathCertificatePaper:
    """A certificate of death by Annex IV D."""
    said: dict[CertificateField, tuple[str, str, str]] = {
        CertificateField.POWER: ("PA", "", ""), CertificateField.SURNAME: ("Шевченко-Вигадана", "", ""),
        CertificateField.FIRST_NAMES: ("Сергій", "", ""), CertificateField.BIRTH_DATE: ("1999-04-12", "", ""),
        CertificateField.DEATH_DATE: ("2026-02 – 2026-03", "", ""), CertificateField.CAUSE: ("", "violent", ""),
        CertificateField.BURIAL: ("кладовище за млином, ряд 2, місце 17 (2026-03-14)", "", ""),
        CertificateField.MARKED: ("2/17", "", ""), CertificateField.EFFECTS: ("RK-1", "kept", ""),
        CertificateField.CARED: ("Помер уві сні.", "", "санітар, вигаданий"),
    }  # fmt: skip
    lines = tuple(
        CertificatePaperLine(field=one, text=text, word=word, told_by=told_by)
        for one in CertificateField for text, word, told_by in (said.get(one, ("", "", "")),)
    )  # fmt: skip
    given: dict[str, Any] = {
        "number": 7, "lines": lines, "remains": ("KHR-T2-00017-B",), "replaces": "GK-1",
        "signers": (CertificateSigner(account="A-7", at=at_hour(9), as_doctor=True),),
    }  # fmt: skip
    return DeathCertificatePaper(mark=on, **(given | other))


def death_list(on: PaperMark, which: DeathListKind = DeathListKind.DEAD, **other: Any) -> DeathListPaper:
    """A list of the dead, or of graves."""
    named = ListedDead(
        certificate="7", item_code="KHR-T2-00017-B", surname="Шевченко-Вигадана", first_names="Сергій", rank="солдат",
        service_number="PA-417417", birth_date="1999-04-12", death_date="2026-02 – 2026-03", death_place="поле",
        cause="violent", buried_on="2026-03-14", grave="кладовище за млином, ряд 2, місце 17", marker="2/17",
    )  # fmt: skip
    given: dict[str, Any] = {
        "which": which, "number": 3, "power": "PA", "drawn_at": at_hour(8), "digest": "1f" * 32,
        "lines": (named,) * 3, "certified_by": "A-9", "certified_at": at_hour(10),
    }  # fmt: skip
    return DeathListPaper(mark=on, **(given | other))


def board_report(on: PaperMark, **other: Any) -> BoardReportPaper:
    """A report of the Identification Board."""

    def word(number: str, kind: str, by: str, **more: str) -> BoardReportWord:
        told: dict[str, Any] = {
            "number": number, "kind": kind, "about": "", "verdict": "", "reference": "", "said": "усі локуси", "by": by,
            "at": at_hour(9),
        }  # fmt: skip
        return BoardReportWord(**(told | more))

    values: dict[str, Any] = {
        "number": "YG-7Q2M4-KD9XA-T", "hypothesis": "RH-7Q2M4-KD9XA-T", "items": (remains_code("KHR", "T2", 1),),
        "enquiry": "E-7Q2M4-KD9XA-T", "person": "", "opened_at": at_hour(8), "opened_by": "expert-3",
        "said": "поруч із його постом", "methods": ("dna", "dental"), "policy": "", "concluded_at": at_hour(11),
        "words": (
            word("1", "evidence", "expert-3", about="dna", verdict="supports", reference="RY-7Q2M4-KD9XA-T"),
            word("2", "evidence", "doctor", about="dental", verdict="supports", reference="D-4"),
            word("3", "review", "expert-1", verdict="supported"), word("4", "review", "expert-2", verdict="undecided"),
            word("5", "declined", "expert-2"), word("6", "resolved", "expert-3", reference="5"),
            word("7", "signed", "expert-1"), word("8", "signed", "expert-4"),
            word("beside:KHR-T2-00001-W:tooth_cannot:36", "beside", "—", verdict="contradicts",
                 reference="beside:KHR-T2-00001-W:tooth_cannot:36", said="Зуб 36: у розповіді «здоровий»"),
        ),
        "dna": (BoardReportDna(
            finding="RY-7Q2M4-KD9XA-T", sample="KHR-T2-00001-B-1-Q", typed="2",
            loci="16", log10_lr="9.8123",
            only_mutation=("D3S1358",),
            compared="60000", chance="0.000009", next_best="3.1000", table="RQ-1: invented; drawn for the tests",
            version="0.1",
        ),),
    }  # fmt: skip
    return BoardReportPaper(mark=on, **(values | other))
