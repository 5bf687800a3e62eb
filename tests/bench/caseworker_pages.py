"""How long a caseworker's pages take beside many open enquiries: `python -m tests.bench.caseworker_pages --open 1000`.

Invents a bureau in a temporary store: so many open enquiries, a third of them linked with a man who was asked, a tenth
told, a tenth taken by somebody; opens each page through the desk's own application, and prints for each the middle and
the 95th of a hundred in milliseconds by the clock and by the processor, and how many statements the store was asked.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from typing import Any

from tests.bench.house import bench_bureau, open_often

_SURNAMES = ("Шевченко", "Бондар", "Мельник", "Коваль", "Ткачук", "Гайовий", "Чумак", "Жуков", "Рябоконь", "Горбунов")
_NAMES = ("Сергій", "Василь", "Олександр", "Володимир", "Григорій", "Петро", "Олексій", "Андрій", "Іван", "Микола")


def _filled(bureau: Any, how_many: int) -> list[str]:
    """So many enquiries, and what became of some of them.  Returns: their numbers."""
    from repatria.core.law.contact import ContactAnswer
    from repatria.core.law.judgement import JudgementKind
    from repatria.core.vocabulary.particulars import Category
    from repatria.records.access.role_table import Role
    from repatria.records.access.services.work import take_work
    from repatria.records.enquiries.acts import Asked
    from repatria.records.enquiries.services import receive_enquiry
    from repatria.records.ledger.services import bulk_acts
    from repatria.records.matching.acts import ProposedPair
    from repatria.records.matching.selectors import links_of_enquiry
    from repatria.records.matching.services import pair_number, propose_candidates, record_judgement
    from repatria.records.register.services import record_capture
    from tests.cast import particulars

    chance, enquiries = random.Random(16), []
    for start in range(0, how_many, 50):
        with bulk_acts():
            for place in range(start, min(start + 50, how_many)):
                surname, name = chance.choice(_SURNAMES), chance.choice(_NAMES)
                enquiry_id = receive_enquiry(
                    bureau.by("hotline"), locator=f"{place:064x}", letter_identity="ab" * 32, language="uk",
                    received_on=bureau.clock().date(), channel=chance.choice(("web", "telephone", "paper")),
                    asked=Asked(
                        sought_name=f"{surname} {name}", sought_birth=str(1970 + place % 35), relation="mother",
                        enquirer_name=f"{surname} Марія", telephone=f"067{place:07}", words="кіт чекає",
                    ),
                )  # fmt: skip
                enquiries.append(enquiry_id)
                if place % 10 == 1:
                    take_work(bureau.by(chance.choice(("caseworker-1", "caseworker-2"))), about=enquiry_id)
                if place % 3:
                    continue
                person_id = record_capture(
                    bureau.by("registrar"), category=Category.PRISONER_OF_WAR, power="PA", card_number=f"{place:04}",
                    captured_on=None, captured_at="", holder="CAMP-2",
                    particulars=particulars(f"{place:04}", surname, name),
                )  # fmt: skip
                pair = ProposedPair(
                    pair_id=pair_number(enquiry_id, person_id), person_id=person_id, millibits=17_000,
                    probability_ppm=970_000, equally_good=1, lines=(),
                )  # fmt: skip
                propose_candidates(bureau.outside.house(Role.MATCHER), enquiry_id=enquiry_id, pairs=[pair])
                if place % 4 == 0:
                    continue
                for reviewer in ("reviewer-1", "reviewer-2"):
                    record_judgement(
                        bureau.by(reviewer), pair_id=pair.pair_id, judgement=JudgementKind.POSITIVE
                    )  # fmt: skip
                (bureau.link_view,) = links_of_enquiry(enquiry_id)
                bureau.person, bureau.enquiry = person_id, enquiry_id
        linked = [one for one in enquiries[start:] if links_of_enquiry(one)]
        for enquiry_id in linked[::2]:
            (bureau.link_view,) = links_of_enquiry(enquiry_id)
            bureau.person, bureau.enquiry = bureau.link_view.person_id, enquiry_id
            bureau.he_says(ContactAnswer.YES)
            if linked.index(enquiry_id) % 4 == 0:
                bureau.decide()
        bureau.clock.forward(hours=7)
    return enquiries


def main() -> None:
    """Fills a store, opens each page so many times and prints what it took."""
    asked_for = argparse.ArgumentParser(description=__doc__)
    asked_for.add_argument("--open", type=int, default=1000)
    asked_for.add_argument("--runs", type=int, default=40)
    told = asked_for.parse_args()
    with bench_bureau() as bureau:
        from repatria.records.ledger.reading import tree_size

        numbers = _filled(bureau, told.open)
        print(f"{told.open:,} enquiries, {tree_size():,} acts", flush=True)
        for name, page, opened in _pages(bureau, numbers):
            open_often(page, opened, bureau.at(name, "uk"), runs=told.runs)


def _pages(bureau: Any, numbers: list[str]) -> tuple[tuple[str, str, Callable[[Any], Any]], ...]:
    from repatria.records.matching.selectors import all_links

    chance, linked = random.Random(5), [link.enquiry_id for link in all_links()]
    return (
        ("caseworker-1", "first page", lambda one: one.get("/")),
        ("caseworker-1", "mine", lambda one: one.get("/?show=mine")),
        ("caseworker-1", "nobody's", lambda one: one.get("/?show=free")),
        ("caseworker-1", "enquiries", lambda one: one.get("/enquiries")),
        ("caseworker-1", "an enquiry", lambda one: one.get(f"/enquiries/{chance.choice(numbers)}")),
        ("caseworker-1", "a linked enquiry", lambda one: one.get(f"/enquiries/{chance.choice(linked)}")),
        ("caseworker-1", "linked, in a run", lambda one: one.get(f"/enquiries/{chance.choice(linked)}?from=today&n=1")),
        ("caseworker-1", "find by name", lambda one: one.post("/enquiries/find", {"asked": "Shevchenko Serhii"})),
        ("caseworker-1", "find by telephone", lambda one: one.post("/enquiries/find", {"asked": "067 000 05 05"})),
        ("caseworker-1", "second persons", lambda one: one.get("/approvals")),
        ("caseworker-1", "my work", lambda one: one.get("/my-work")),
        ("caseworker-1", "who read it", lambda one: one.get(f"/read-by/{chance.choice(linked)}")),
        ("reviewer-1", "pairs", lambda one: one.get("/pairs")),
        ("reviewer-1", "first page, reviewer", lambda one: one.get("/")),
        ("head", "first page, head", lambda one: one.get("/")),
        ("head", "whose work", lambda one: one.get("/my-work")),
        ("head", "figures", lambda one: one.get("/enquiries/figures")),
    )  # fmt: skip


if __name__ == "__main__":
    main()
