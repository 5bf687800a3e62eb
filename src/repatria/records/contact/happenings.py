"""What the acts of messages tell whoever counts time: one waits to be looked at, and our State has looked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from repatria.core.law.messages import CheckingState, CheckVerdict
from repatria.core.vocabulary.happenings import Happening
from repatria.records.contact.acts import MessageChecked, MessageRegistered
from repatria.records.ledger.happenings import happenings_by


def _registered(given: MessageRegistered, at: datetime) -> Iterator[Happening]:
    yield Happening(word=MessageRegistered.KIND, subject=given.message_id, at=at)


def _checked(given: MessageChecked, at: datetime) -> Iterator[Happening]:
    if given.by_state is CheckingState.OURS or given.verdict is CheckVerdict.RETURNED:
        yield Happening(word=f"{MessageChecked.KIND}:looked", subject=given.message_id, at=at)


def register() -> None:
    happenings_by(MessageRegistered)(_registered)
    happenings_by(MessageChecked, "looked")(_checked)
