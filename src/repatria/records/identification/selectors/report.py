"""What the board's report of a conclusion says, each word of it from its act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.core.law.identification import RULE_METHOD
from repatria.core.law.identification_board import BoardOrderError, HypothesisState, Method
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.identification.finding_models import Policy
from repatria.records.identification.hypothesis import Standing, ratios_of_others, standing_of_hypothesis
from repatria.records.identification.models import FrequencyTable, Reference
from repatria.records.identification.selectors.findings import FindingView, HypothesisView, finding, hypothesis
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.vault.opening import open_rows

PRINT = "identification.print_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDna:
    """One finding as a report has it.

    Given:    `relatives` what each is to the one who is missing, and the code of the sample; `next_best` the ratio of
              the next pair of this item or this family, "" where none was kept; `table` the frequencies and their
              source.
    """

    finding: FindingView
    relatives: tuple[tuple[str, str], ...]
    next_best: str
    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """All that a report says.  Given: `said_at` when each word was said, by its number."""

    hypothesis: HypothesisView
    policy: str
    opened_at: str
    concluded_at: str
    said_at: dict[str, str]
    dna: tuple[ReportDna, ...]


def concluded_hypothesis(hypothesis_id: str) -> Standing:
    """A conclusion that stands.

    Raises:   UnknownHypothesisError; BoardOrderError before the second signature, and once somebody takes it back.
    """
    one = standing_of_hypothesis(hypothesis_id)
    if one.state is not HypothesisState.CONCLUDED:
        raise BoardOrderError("a report is of a conclusion that stands", provision=RULE_METHOD)
    return one


def _relatives(references: Sequence[str]) -> tuple[tuple[str, str], ...]:
    rows = rows_where(Reference, pk=list(references), order="id")
    cells = open_rows(rows, ("relation",))
    return tuple((one["relation"] or "", row.pk) for row, one in zip(rows, cells, strict=True))


def _next_best(one: Standing) -> str:
    others = [other.log10_lr for other in ratios_of_others(one.items, one.row.enquiry_id)]
    return f"{max(others):.4f}" if others else ""


def _table(table_id: str) -> str:
    row = row_numbered(FrequencyTable, table_id)
    return f"{table_id}: {row.population}; {row.source}" if row is not None else table_id


def findings_of(one: Standing) -> tuple[str, ...]:
    """The findings that were laid as evidence, each once."""
    laid = (word.finding_id for word in one.of("evidence") if word.method == Method.DNA.value and word.finding_id)
    return tuple(dict.fromkeys(laid))


@question(PRINT)
def report(acting: Acting, hypothesis_id: str) -> ReportView:
    """What the report of a conclusion says.

    Source:   spec/kinship.md section 4; INTERPOL DVI Guide.
    Raises:   RoleForbidsError; UnknownHypothesisError; BoardOrderError.
    Leaf:     access.reading_recorded, of the hypothesis and of each finding
    """
    require(acting, PRINT)
    one = concluded_hypothesis(hypothesis_id)
    assert one.row.concluded_index is not None
    view = hypothesis(acting, hypothesis_id)
    at = {told.index: told.at for told in acts_at([
        one.row.recorded_index, one.row.concluded_index, *(word.act_index for word in one.words),
        *(said.since for said in view.against),
    ])}  # fmt: skip
    policy = row_numbered(Policy, one.row.policy_id) if one.row.policy_id else None
    found, next_best = [finding(acting, number) for number in findings_of(one)], _next_best(one)
    return ReportView(
        hypothesis=view, opened_at=at[one.row.recorded_index],
        policy=f"{policy.pk}: {policy.decision}; {policy.text}" if policy is not None else "",
        concluded_at=at[one.row.concluded_index],
        said_at={
            **{word.word_id: at[word.act_index] for word in one.words},
            **{said.word_id: at[said.since] for said in view.against},
        },
        dna=tuple(
            ReportDna(
                finding=made, relatives=_relatives(made.references), next_best=next_best,
                table=_table(made.table_id),
            )
            for made in found
        ),
    )  # fmt: skip
