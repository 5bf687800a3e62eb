"""The enumeration experiment: an asker of many names, and all that portal and disk show her over ten rounds.

Names of people who are held and names of nobody are asked for in pairs, in a random order. Kept of each: the bytes of
the receipt without what is random in it, every statement and every file that was opened meanwhile, how long it took;
and after each round her letterbox as it lies on the disk, and the page that opens it. Then statistics try to tell the
two apart.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from html import unescape

import numpy as np
import scipy  # its statistics are read when they are first asked for
from django.db import connections
from django.test import Client

from repatria.core.vocabulary.receipts import CALLER_ROWS, Receipt, letter_key_of, locator_of, words_of
from repatria.doors.jobs.courier import fetch_enquiries
from repatria.doors.jobs.rounds import hold_round
from repatria.records.enquiries.selectors import enquiry_at
from tests.doors.portal.family import ANSWERS, Family, receipt_on
from tests.journeys.test_leaks import Asked, Simulation, Snapshot, features_of, rows_of

_MEASURES = 8  # that a guesser learns of, of all that it was shown
ALIASES = ("default", "intake")
_ROWS = re.compile(rb"<ol[^>]*>(?:\s*<li>[^<]+</li>)+\s*</ol>")
_LONG = re.compile(rb"[A-Za-z0-9_+/=-]{40,}")
_opened: list[str] | None = None


def _hear(event: str, given: tuple[object, ...]) -> None:
    if _opened is not None and event in ("open", "sqlite3.connect", "socket.connect", "os.listdir"):
        _opened.append(f"{event} {given[0]!s}"[:200])


sys.addaudithook(_hear)


_SAVEPOINT = re.compile(r"SAVEPOINT .*")
"""Whose name holds a number of the thread and one that is counted on."""


@dataclass
class Shown:
    """What one asker saw of one name, and what ran meanwhile.

    Units:    milliseconds: `took` by the clock on the wall, `worked` by the processor's; `wrote` the processor's of a
              message that is left after it.
    """

    is_held: bool
    page: bytes
    ran: tuple[str, ...]
    took: float
    worked: float
    wrote: float
    receipt: Receipt
    over_rounds: list[dict[str, float]] = field(default_factory=list)


@contextmanager
def watching() -> Iterator[list[str]]:
    """Every statement and every file that is opened, as long as it is watched."""
    global _opened
    ran: list[str] = []

    def wrapper(execute: Callable[..., object], sql: str, params: object, many: bool, context: object) -> object:
        ran.append(_SAVEPOINT.sub("SAVEPOINT", sql))
        return execute(sql, params, many, context)

    with ExitStack() as stack:
        for alias in ALIASES:
            stack.enter_context(connections[alias].execute_wrapper(wrapper))
        _opened = ran
        try:
            yield ran
        finally:
            _opened = None


def masked(page: bytes, receipt: Receipt) -> bytes:
    """A receipt's page without what is drawn at random: number, words, signature, sealed fields."""
    page = _ROWS.sub(_of_the_list, page)  # first: a word of hers may stand in a row as well
    for secret in (receipt.number, " ".join(receipt.words)):
        page = page.replace(secret.encode(), b"*")
    for word in receipt.words:  # only where it stands alone: the page's own sentences hold such words too
        page = page.replace(f">{word}<".encode(), b">*<")
    return _LONG.sub(b"*", page)


def _of_the_list(found: re.Match[bytes]) -> bytes:
    """The rows that a caller must know, without their words, where each is one of the list and none is left out."""
    words = re.findall(rb"<li>([^<]+)</li>", found[0])
    is_drawn = len(words) == CALLER_ROWS and {unescape(one.decode()) for one in words} <= set(words_of("uk"))
    return b"<ol>*</ol>" if is_drawn else found[0]


def ask(client: Client, name: str, *, is_held: bool) -> Shown:
    """Asks for one name through the pages of the portal, leaves a message, a parcel's word and a wish for a call."""
    family = Family(client, "uk")
    family.answer({**ANSWERS, "sought_name": name})
    with watching() as ran:
        began, worked = time.perf_counter_ns(), time.thread_time_ns()
        page = family.send()
        took, worked = (time.perf_counter_ns() - began) / 1e6, (time.thread_time_ns() - worked) / 1e6
        receipt = receipt_on(page)
        wrote = time.thread_time_ns()
        left = client.post("/uk/write", {
            "number": receipt.number, "words": " ".join(receipt.words), "kind": "short", "text": "ми живі",
            "wish": "yes",
        })  # fmt: skip
        sent = client.post("/uk/write", {
            "number": receipt.number, "words": " ".join(receipt.words), "kind": "parcel", "text": "шкарпетки",
        })  # fmt: skip
        for urgent in ("none", "death"):  # a wish, and an emergency while it stands
            called = client.post("/uk/call", {
                "number": receipt.number, "words": " ".join(receipt.words), "want": "yes", "way": "telephone",
                "urgency": urgent, "why": "удома", "zone": "Europe/Kyiv",
            })  # fmt: skip
        wrote = (time.thread_time_ns() - wrote) / 1e6
    return Shown(
        is_held=is_held, page=masked(page.content, receipt) + left.content + sent.content + called.content,
        ran=tuple(ran), took=took, worked=worked, wrote=wrote, receipt=receipt,
    )  # fmt: skip


class Enumeration(Simulation):
    """Half of the names are of people who are held: registered, laid before reviewers, linked; nothing is told yet."""

    def __init__(self, keyring: object, clock: object, randomness: object, pairs: int, client: Client) -> None:
        super().__init__(keyring, clock, randomness, each=0)
        self.clock, self.client = clock, client
        order = random.Random(15)
        ask(client, "Нульовий", is_held=False)  # whoever asks first opens what is then in memory
        self.shown: list[Shown] = []
        for number in range(pairs):
            both = [(f"Коваль{number:04} Сергій", True), (f"Мельник{number:04} Сергій", False)]
            order.shuffle(both)
            self.shown += [ask(client, name, is_held=is_held) for name, is_held in both]
        while fetch_enquiries(self.outside, 0):
            pass

    def link_held(self, at_most: int, after: int = 0) -> list[Shown]:
        """Registers and links as many of those who are held, but for the first `after` of them.

        Returns:  them, and as many of nobody.
        """
        here = slice(after, after + at_most)
        held, others = ([one for one in self.shown if one.is_held is which][here] for which in (True, False))
        for number, one in enumerate(held, start=after):
            enquiry = enquiry_at(locator_of(one.receipt))
            self._link(Asked(kind="held", locator="", letter_key=b"", enquiry=enquiry), number)
        return held + others

    def watch_rounds(
        self, followed: list[Shown], rounds: int, leak: Callable[[Shown, dict[str, float]], None] | None = None
    ) -> None:
        """Holds rounds; after each, everybody's box is looked at on the disk and opened through the page."""
        before = None
        for _ in range(rounds):
            self.clock.forward(days=1)
            hold_round(self.outside)
            now = Snapshot(boxes=rows_of("intake_letterbox", "locator"), inbox={})
            for one in random.Random(len(followed)).sample(followed, len(followed)):
                seen = self._box(one, now, before) | self._page(one)
                if leak is not None:
                    leak(one, seen)
                one.over_rounds.append(seen)
            before = now

    def _box(self, one: Shown, now: Snapshot, before: Snapshot | None) -> dict[str, float]:
        locator = locator_of(one.receipt)
        now.inbox[b""] = (0, {"ciphertext": b"", "received_on": ""})
        asked = Asked(kind="", locator=locator, letter_key=letter_key_of(one.receipt), form=b"")
        return {name: value for name, value in features_of(asked, now, before).items() if not name.startswith("item")}

    def _page(self, one: Shown) -> dict[str, float]:
        typed = {"number": one.receipt.number, "words": " ".join(one.receipt.words)}
        with watching() as ran:
            began = time.perf_counter_ns()
            page = self.client.post("/uk/open", typed)
            took = (time.perf_counter_ns() - began) / 1e6
        return {
            "page size": len(page.content), "page status": page.status_code, "page ran": len(ran), "page took": took,
            "page words": len(page.content.split()), "page headers": len(str(sorted(page.headers.items()))),
        }  # fmt: skip


# --- telling apart


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Whether pairs differ in time.

    Units:    milliseconds; `low` and `high` bound the median difference at 90 %.
    """

    p: float
    low: float
    high: float
    usual: float

    def is_within(self, margin: float) -> bool:
        """Equivalence: both bounds lie within the margin (two one-sided tests at 5 %)."""
        return -margin < self.low and self.high < margin


def compare_times(pairs: list[tuple[float, float]]) -> Timing:
    """Source: Wilcoxon, Biometrics Bulletin 1 (1945); bounds by Walsh averages (Hodges, Lehmann 1963)."""
    differences = np.array([held - other for held, other in pairs])
    p = float(scipy.stats.wilcoxon(differences).pvalue)
    number = len(differences)
    i, j = np.triu_indices(number)
    walsh = np.sort((differences[i] + differences[j]) / 2)
    spread = np.sqrt(number * (number + 1) * (2 * number + 1) / 24)
    cut = max(0, int(number * (number + 1) / 4 - scipy.stats.norm.ppf(0.95) * spread))
    return Timing(p=p, low=float(walsh[cut]), high=float(walsh[-1 - cut]), usual=float(np.median(np.array(pairs))))


def table_of(followed: list[Shown]) -> np.ndarray:
    """Everything that was seen of each, a column a measure a round, standardised; columns that are all the same go."""
    rows = [
        [value for seen in one.over_rounds for _, value in sorted(seen.items())] + [one.took, one.worked]
        for one in followed
    ]
    width = min(map(len, rows))
    table = np.array([row[:width] for row in rows])
    table = table[:, table.std(0) > 0]
    ranks = scipy.stats.rankdata(table, axis=0)
    return (ranks - ranks.mean(0)) / np.maximum(ranks.std(0), 1e-9)


def auc(guessed: np.ndarray, truth: np.ndarray) -> float:
    ranks = scipy.stats.rankdata(guessed)
    ones = truth.sum()
    return float((ranks[truth].sum() - ones * (ones + 1) / 2) / (ones * (len(truth) - ones)))


def guesser(table: np.ndarray, truth: np.ndarray, folds: int = 5) -> float:
    """How well a logistic guesser that learned of the others ranks those it never saw.  Returns: area under its curve.

    Given:    as many held as not; the ridge is strong, for there are more measures than people.
    """
    fold = np.random.default_rng(3).permutation(len(truth)) % folds
    guessed = np.zeros(len(truth))
    for one in range(folds):
        learn, rest = fold != one, fold == one
        apart = np.abs(table[learn][truth[learn]].mean(0) - table[learn][~truth[learn]].mean(0))
        chosen = table[:, np.argsort(-apart)[:_MEASURES]]  # by those it learns of alone
        kernel = chosen @ chosen.T / chosen.shape[1]
        weights = _learned(kernel[np.ix_(learn, learn)], truth[learn].astype(float))
        guessed[rest] = kernel[np.ix_(rest, learn)] @ weights
    return auc(guessed, truth)


def _learned(kernel: np.ndarray, truth: np.ndarray, ridge: float = 0.1) -> np.ndarray:
    """Kernel logistic regression by Newton's steps."""
    weights = np.zeros(len(truth))
    for _ in range(8):
        chance = 1 / (1 + np.exp(-np.clip(kernel @ weights, -30, 30)))
        slope = np.maximum(chance * (1 - chance), 1e-6)
        target = kernel @ weights + (truth - chance) / slope
        weights = np.linalg.solve(kernel + ridge * np.diag(1 / slope), target)
    return weights


def guess(followed: list[Shown], shuffles: int) -> tuple[float, float]:
    """Returns: the guesser's area, and how often one that learned of shuffled labels did as well."""
    table, truth = table_of(followed), np.array([one.is_held for one in followed])
    seen, chance = guesser(table, truth), np.random.default_rng(4)
    as_well = sum(guesser(table, chance.permutation(truth)) >= seen for _ in range(shuffles))
    return seen, (as_well + 1) / (shuffles + 1)


TOLD_APART = 0.01  # chance crosses it once in a hundred draws of an honest house


def guess_twice(
    asked: Enumeration, people: int, rounds: int, shuffles: int,
    leak: Callable[[Shown, dict[str, float]], None] | None = None,
) -> list[tuple[float, float]]:  # fmt: skip
    """What the guesser made of a first draw and, only where chance is left once in a hundred, of a fresh one.

    Given:    the fresh draw is of others, twice as many, so that what is there shows more clearly in it.
    Returns:  area and p of each draw; the house tells them apart where the last of two crosses the bound too
              (`is_told_apart`): of honest houses one in ten thousand.
    """
    drawn: list[tuple[float, float]] = []
    for after, many in ((0, people), (people, 2 * people)):
        followed = asked.link_held(many, after)
        asked.watch_rounds(followed, rounds, leak)
        drawn.append(guess(followed, shuffles))
        if not is_crossed(drawn[-1]):
            break
    return drawn


def is_crossed(draw: tuple[float, float]) -> bool:
    return draw[1] <= TOLD_APART


def is_told_apart(drawn: list[tuple[float, float]]) -> bool:
    return len(drawn) == 2 and all(map(is_crossed, drawn))
