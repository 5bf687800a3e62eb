"""The certificate of death: each field of Annex IV D with what is on record, or a line to be filled by hand."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import section
from repatria.adapters.printing.forms import Form, each, in_column, moment, prints, texts_in
from repatria.core.vocabulary.certificates import CertificateField
from repatria.core.vocabulary.paper_mark import PaperLanguage
from repatria.core.vocabulary.papers_certificates import CertificatePaperLine, DeathCertificatePaper

_DATED = frozenset({CertificateField.BIRTH_DATE, CertificateField.DEATH_DATE})


@prints(DeathCertificatePaper)
def death_certificate(paper: DeathCertificatePaper) -> Form:
    languages = paper.mark.languages

    def said(one: CertificatePaperLine, language: PaperLanguage) -> str:
        word = section(language, "death_certificate")[f"{one.field.value}_{one.word}"] if one.word else ""
        return ": ".join(filter(None, (word, one.text)))

    def text(one: CertificatePaperLine) -> str | list[str]:
        if one.field in _DATED and one.text:
            return " – ".join(in_column(languages, part) for part in one.text.split(" – "))
        return each(languages, lambda language: said(one, language)) if one.word else one.text

    values = {
        "number": str(paper.number), "replaces": paper.replaces, "remains": ", ".join(paper.remains),
        "lines": [[text(one), one.told_by] for one in paper.lines],
        "signers": [[one.account, moment(languages, one.at), one.as_doctor] for one in paper.signers],
        "is_draft": len(paper.signers) < 2,
        "withdrawn": moment(languages, paper.withdrawn_at) if paper.withdrawn_at else "",
    }  # fmt: skip
    return Form(texts=texts_in(languages, "death_certificate"), values=values)
