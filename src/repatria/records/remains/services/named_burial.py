"""The head of the bureau agrees that a named man is buried here, before another records that he was."""

from __future__ import annotations

from repatria.core.law.remains_named import BurialGround, check_burial_agreed
from repatria.core.law.remains_path import ItemState
from repatria.core.law.statements import refuse_statements
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.services import record, service
from repatria.records.remains.burial_words import named_facts
from repatria.records.remains.grave_acts import BurialAgreed, BurialAgreedWords
from repatria.records.remains.reading import item_row
from repatria.records.remains.whereabouts import check_here

AGREE = "remains.agree_burial"


@service
def agree_burial(acting: Acting, *, item_code: str, ground: BurialGround, said: str) -> int:
    """Agrees that a named man is buried here: as his family wishes it, or because it cannot wait until it is told.

    Source:   law-and-practice sections 4.5, 6.3; practice rule 25; GC I art. 17.
    Given:    `said` how what she wishes of rite, place and small fragments is kept, for whoever buries and may not read
              her wishes; of hygiene why it cannot wait, and who found so. It holds for one burial, and not for one that
              she wished otherwise since. Name and telling the house reads.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError; AwayItemError; ItemOrderError; OpenGuardError where
              nobody was named, or she was not told; UnstatedReasonError; StatementError.
    Leaf:     remains.burial_agreed
    """
    require(acting, AGREE)
    refuse_statements({"said": said})
    item = item_row(item_code)
    check_here(item.pk)
    facts = named_facts(item.pk, by=acting.account_id, at=acting.at)
    check_burial_agreed(ItemState(item.state), facts, ground, said)
    return record(
        BurialAgreed(item_code=item.pk, ground=ground, words=BurialAgreedWords(agreed_said=said.strip())),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
