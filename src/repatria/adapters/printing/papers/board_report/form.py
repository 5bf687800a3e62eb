"""The board's report of a conclusion: on what the name rests, who judged it, and what the report does not say."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import section
from repatria.adapters.printing.forms import Form, moment, prints, texts_in
from repatria.core.vocabulary.papers_board import BoardReportPaper, BoardReportWord


@prints(BoardReportPaper)
def board_report(paper: BoardReportPaper) -> Form:
    languages = paper.mark.languages

    def word(key: str) -> str:
        return " / ".join(dict.fromkeys(section(language, "board_report")[key] for language in languages))

    def known(key: str) -> str:
        return word(key) if key in section(languages[0], "board_report") else key.partition("_")[2]

    def line(one: BoardReportWord) -> list[str]:
        about = " · ".join(filter(None, (
            known(f"method_{one.about}") if one.about else "", known(f"verdict_{one.verdict}") if one.verdict else "",
        )))  # fmt: skip
        at = " / ".join(dict.fromkeys(moment(languages, one.at)))
        return ["\n".join(filter(None, (word(f"kind_{one.kind}"), about))),
                "\n".join(filter(None, (one.said, one.reference))), f"{one.by}\n{at}"]  # fmt: skip

    values = {
        "number": paper.number, "hypothesis": paper.hypothesis, "items": ", ".join(paper.items),
        "of_whom": " · ".join(filter(None, (paper.enquiry, paper.person))), "opened_by": paper.opened_by,
        "opened_at": moment(languages, paper.opened_at), "said": paper.said, "policy": paper.policy,
        "methods": "; ".join(known(f"method_{one}") for one in paper.methods),
        "concluded_at": moment(languages, paper.concluded_at), "words": [line(one) for one in paper.words],
        "signed": list(dict.fromkeys(one.by for one in paper.words if one.kind == "signed")),
        "dna": [
            {
                "finding": one.finding, "sample": one.sample, "loci": one.loci, "log10_lr": one.log10_lr,
                "typed": one.typed,
                "only_mutation": ", ".join(one.only_mutation), "compared": one.compared, "chance": one.chance,
                "next_best": one.next_best, "table": one.table, "version": one.version,
            }
            for one in paper.dna
        ],
    }  # fmt: skip
    return Form(texts=texts_in(languages, "board_report"), values=values)
