"""The table of allele frequencies that ratios rest on: one proposes it with its source, another agrees."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from repatria.core.kinship.loci import Locus
from repatria.core.law.errors import SecondPersonError
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.identification.acts import FrequenciesAgreed, FrequenciesProposed
from repatria.records.identification.errors import AgreedBeforeError, UnknownTableError
from repatria.records.identification.models import FrequencyTable
from repatria.records.ledger.acts import encode
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service

PROPOSE, AGREE = "identification.propose_frequencies", "identification.agree_frequencies"
LEAST = "0.001"


@service
def propose_frequencies(
    acting: Acting, *, population: str, source: str, by_marker: Mapping[str, Mapping[str, float]], least: str = LEAST
) -> str:  # fmt: skip
    """Proposes a table of allele frequencies with the population and where it was published.

    Source:   law and practice 2.2: a ratio names its frequency database.
    Given:    frequencies by marker and allele, each locus divided by its sum when it is used; `least` that of an allele
              which the table lacks.
    Returns:  the table's number.
    Raises:   LocusError naming what is no frequency; InputError.
    Leaf:     identification.frequencies_proposed
    """
    require(acting, PROPOSE)
    refuse_statements({"population": population, "source": source})
    said = {"population": population, "source": source, "by_marker": "+" if by_marker else ""}
    missing = tuple((name, "missing") for name, text in said.items() if not text.strip())
    if missing:
        raise InputError("say of whom the table is, and where it was published", missing)
    try:
        if not 0 < float(least) < 1:
            raise ValueError
    except ValueError:
        raise InputError("that is no frequency", (("least", "unknown"),)) from None
    made = {name: {allele: float(f) for allele, f in alleles.items()} for name, alleles in by_marker.items()}
    for name, alleles in made.items():
        Locus(name=name, frequencies=alleles)
    table_id = record_number("RQ", acting.randomness(7))
    record(
        FrequenciesProposed(
            table_id=table_id, population=population.strip(), source=source.strip(), least=least,
            digest=sha256(encode(made)).hexdigest(), by_marker=made,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return table_id


@service
def agree_frequencies(acting: Acting, *, table_id: str) -> None:
    """Agrees to a table that another proposed: from now on every ratio rests on it and names it.

    Source:   law and practice 2.2
    Raises:   UnknownTableError; SecondPersonError for who proposed it; AgreedBeforeError.
    Leaf:     identification.frequencies_agreed
    """
    require(acting, AGREE)
    row = row_numbered(FrequencyTable, table_id)
    if row is None:
        raise UnknownTableError("there is no such table of frequencies")
    if row.agreed_index is not None:
        raise AgreedBeforeError("this table was agreed before")
    if acts_at([row.recorded_index])[0].actor == acting.account_id:
        raise SecondPersonError("another person agrees", provision="practice rule 23")
    record(FrequenciesAgreed(table_id=row.pk), actor=acting.account_id, at=acting.at)
