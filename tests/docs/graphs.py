"""The page docs/law/graphs.md, written from the machines: `python -m tests.docs.graphs > docs/law/graphs.md`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from repatria.core.law.effects import EFFECTS_EDGES, EffectsState, EffectsStep
from repatria.core.law.enquiry import EDGES as ENQUIRY_EDGES
from repatria.core.law.enquiry import EnquiryEvent, EnquiryState
from repatria.core.law.exchange_list import EDGES as LINE_EDGES
from repatria.core.law.exchange_list import LineEvent, LineState
from repatria.core.law.family_release import RELEASE_EDGES, ReleaseEvent, ReleaseState
from repatria.core.law.handover import HandoverEvent, HandoverState, edges_of
from repatria.core.law.identification_board import HYPOTHESIS_EDGES, BoardEvent, HypothesisState
from repatria.core.law.laissez_passer import PASS_EDGES, PassEvent, PassState
from repatria.core.law.remains import FIND_EDGES, FindStep
from repatria.core.law.remains_ashes import CREMATION_EDGES, CremationEvent, CremationState
from repatria.core.law.remains_containers import CONTAINER_EDGES, ContainerState, ContainerStep
from repatria.core.law.remains_path import ITEM_EDGES, ItemState, ItemStep
from repatria.core.law.remains_samples import SAMPLE_EDGES, SampleState, SampleStep
from repatria.core.law.return_batch import BATCH_EDGES, BatchEvent, BatchState, BatchWay
from repatria.core.law.return_power import POWER_EDGES, PowerEvent, PowerState
from repatria.core.law.return_request import REQUEST_EDGES, RequestEvent, RequestState

_HEAD = """\
# State graphs

This page is generated from the machines in `src/repatria/core/law` (`python -m tests.docs.graphs`); a test keeps it
equal. What stands here may follow where its guards are met; every other pair of state and event is refused with its
provision. That is tried from each state, line by line as `repatria apply` does it, by
`tests/heavy/test_graphs_by_apply.py`, `test_returns_by_apply.py`, `test_dead_by_apply.py` and
`test_steps_by_apply.py` beside it (`make test-whole`), which print how many tries there were, and by
which provisions they were refused.
"""

_WEIGHED = """
## His decision, the claim of kinship, and who is told of a death

None of them has a path. He may say anything at any time and take it back (it is a no from then on); only that he
*still* cannot be asked is a doctor's word (practice rules 8, 10, 12). A claim stands on the level that its proofs
hold now: 0 none, 1 something, 2 she may be told, 3 a hand-over; a proof that rests on an act of another room is taken
on that act alone (practice rules 3, 19). Who is told of a death stands by the visits of her case: planned, told, not
at home, not found, put off, confirmed by another (`core/law/telling.py`); what may follow in each is a table of the
test.
"""


def graphs_page() -> str:
    """Writes the page."""
    handover = [
        (state.value if state else "", event.value, after.value)
        for state in (None, *HandoverState) for event, after in _handover_edges(state)
    ]  # fmt: skip
    return _HEAD + "".join((
        *_graph("Enquiry", ((a.value, b.value, c.value) for a, b, c in ENQUIRY_EDGES), EnquiryState, EnquiryEvent),
        *_graph("Hand-over", handover, HandoverState, HandoverEvent),
        "\nA hand-over that was suspended is resumed where it stood.\n",
        *_graph("Line of an exchange list", ((a.value if a else "", b.value, c.value) for a, b, c in LINE_EDGES),
                LineState, LineEvent),
        "\nA line that named the wrong man is proposed again, of nobody, where it was proposed or agreed: another "
        "than whoever\nfound him says so, by an act of its own (`exchanges.line_unresolved`). "
        "The next man is agreed on anew.\n",
        *_graph("Request to a neutral intermediary", ((a.value if a else "", b.value, c.value)
                for a, b, c in REQUEST_EDGES), RequestState, RequestEvent),
        *_graph("Batch that is sent", ((a.value if a else "", b.value, c.value)
                for a, b, c in BATCH_EDGES[BatchWay.SENT]), BatchState, BatchEvent),
        *_graph("Batch that is received", ((a.value if a else "", b.value, c.value)
                for a, b, c in BATCH_EDGES[BatchWay.RECEIVED]), BatchState, BatchEvent),
        *_graph("Word on whose dead somebody is", ((a.value if a else "", b.value, c.value)
                for a, b, c in POWER_EDGES), PowerState, PowerEvent),
        *_graph("Item of remains", _texts(ITEM_EDGES), ItemState, ItemStep),
        *_graph("Container", _texts(CONTAINER_EDGES), ContainerState, ContainerStep),
        *_graph("Sample of remains", _texts(SAMPLE_EDGES), SampleState, SampleStep),
        *_graph("Cremation", _texts(CREMATION_EDGES), (one for one in CremationState if one.value != "lapsed"),
                CremationEvent),
        *_graph("Release to a family", _texts(RELEASE_EDGES), ReleaseState, ReleaseEvent),
        *_graph("Laissez-passer", _texts(PASS_EDGES), PassState, PassEvent),
        *_graph("Packet of what was found on the dead", _texts(FIND_EDGES),
                (EffectsState(one) for one in ("sealed", "opened", "forwarded", "receipted")), FindStep),
        *_graph("Packet of what was taken from him", _texts(EFFECTS_EDGES), EffectsState, EffectsStep),
        *_graph("Hypothesis of the board", _texts(HYPOTHESIS_EDGES), HypothesisState, BoardEvent),
    )) + _WEIGHED  # fmt: skip


def _texts(edges: Iterable[tuple[StrEnum | None, StrEnum, StrEnum]]) -> Iterator[tuple[str, str, str]]:
    yield from ((before.value if before else "", event.value, after.value) for before, event, after in edges)


def _handover_edges(state: HandoverState | None) -> Iterator[tuple[HandoverEvent, HandoverState]]:
    yield from edges_of(state)
    if state is HandoverState.SUSPENDED:
        yield from ((event, after) for before in HandoverState for event, after in edges_of(state, before=before)
                    if event is HandoverEvent.RESUMED)  # fmt: skip


def _graph(
    name: str, edges: Iterable[tuple[str, str, str]], states: Iterable[object], events: Iterable[object]
) -> Iterator[str]:  # fmt: skip
    found = sorted(set(edges))
    of_states, of_events = [*map(str, states)], [*map(str, events)]
    pairs = len({(before, event) for before, event, _ in found if before})
    yield (
        f"\n## {name}\n\n{len(of_states)} states, {len(of_events)} events, {len(found)} edges; "
        f"{len(of_states) * len(of_events) - pairs} pairs of state and event lead nowhere.\n\n"
        "| from | by | to |\n|---|---|---|\n"
    )
    order = ["", *of_states]
    for before, event, after in sorted(found, key=lambda one: (order.index(one[0]), of_events.index(one[1]), one[2])):
        yield f"| {before or '-'} | {event} | {after} |\n"


if __name__ == "__main__":
    print(graphs_page(), end="")
