"""What a laboratory's report says before and after its figures: who, for whom, of which items, how parts were joined.

Source:   ISO/IEC 17025:2017, 7.8.2.1; what the laboratory did not state is said to be not stated.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from repatria.doors.files.kinship.report_blocks import Block, Report, facts, head, log, remark, table, uncapital
from repatria.doors.files.kinship.report_words import Words

_ALWAYS = ("laboratory", "address", "customer", "kit")


def stated_facts(report: Report, words: Words) -> Block:
    """Number, laboratory, customer, kit and dates: what is needed always, the rest where it is stated."""
    held, label = report["laboratory"], words.label
    rows = [(label("number"), report["number"])]
    for name in ("laboratory", "address", "accreditation", "customer", "customer_contact", "kit", "method"):
        if held[name] or name in _ALWAYS:
            rows.append((label(name), held[name] or words.say("not_stated")))
    rows += [(label("received_on"), _day(held, "received_on", words)), (label("tested"), _tested(held, words))]
    return facts(*rows)


def _day(held: Mapping[str, Any], name: str, words: Words) -> str:
    return words.day(date.fromisoformat(held[name])) if held.get(name) else words.say("not_stated")


def _tested(held: Mapping[str, Any], words: Words) -> str:
    first, last = (_day(held, name, words) for name in ("tested_from", "tested_to"))
    return words.say("to", first=first, last=last) if held.get("tested_to") else first


def warnings(report: Report, words: Words) -> list[Block]:
    """Boxes of the first page: what is lacking, whose profile this is as well, which parts compete with it."""
    lacking = report["laboratory"]["lacking"]
    names = {"tested_from": "tested"}
    said = ", ".join(uncapital(words.label(names.get(name, name))) for name in lacking)
    texts = [words.say("lacking", what=said)] if lacking else []
    texts += [words.say(f"equals_{one['kind']}", name=one["name"], loci=one["loci"]) for one in report["equals"]]
    rivals = {
        name
        for one in report["parts"]["left_apart"]
        for name in (one["first"], one["second"])
        if one["verdict"] != "contradicts" and name not in report["body"]["parts"]
    }
    texts += [words.say("apart_box", names=", ".join(sorted(rivals)))] if rivals else []
    return [{"kind": "box", "text": text} for text in texts]


def items(report: Report, words: Words) -> list[Block]:
    """Each sample with its condition, its day and its amelogenin; that the results relate to these only."""
    label, nothing = words.label, words.say("not_stated")
    # whoever is named after his sample is told by his kinship
    kin = {
        one["id"]: words.named("kin", one["kinship"])
        for one in report["family"]["members"]
        if one["id"] == one["sample"]
    }
    rows = [
        (
            one["sample"], words.say("the_body") if one["of"] is None else kin.get(one["of"], one["of"]),
            one["description"] or nothing,
            one["condition"] or nothing,
            words.day(date.fromisoformat(one["received_on"])) if one["received_on"] else nothing,
            one["amelogenin"] or words.say("amelogenin_none"),
        )
        for one in report["items"]
    ]  # fmt: skip
    keys = ("item", "item_of", "description", "condition", "received", "amelogenin")
    return [
        head(words, "items"),
        table([label(key) for key in keys], rows, (1.2, 1, 1.4, 1.5, 1.2, 1.1), is_small=True),
        {"kind": "text", "text": words.say("only_items")},
    ]


def joined_parts(report: Report, words: Words) -> list[Block]:
    """How the parts of the body were joined, each pair that came into question with its ratio and loci."""
    label, told = words.label, report["parts"]
    rule = words.say("parts_rule", least=words.fixed(told["least_log10"], 1), loci=told["least_loci"])
    text = rule if told["is_on"] else words.say("parts_off")
    if not told["joined"]:
        text += " " + words.say("one_part")
    rows = [
        (
            one["first"], one["second"], log(words, one["log10_brother"]), log(words, one["log10_stranger"]),
            str(one["loci"]), words.named("parts_verdict", one["verdict"]),
        )
        for one in (*told["joined"], *told["left_apart"])
    ]  # fmt: skip
    keys = ("first_sample", "second_sample", "against_brother", "against_stranger", "common_loci", "outcome")
    listed = [table([label(key) for key in keys], rows, (1.3, 1.3, 1, 1.2, 1, 1.8), is_small=True)] if rows else []
    return [head(words, "joined_parts"), {"kind": "text", "text": text, "is_sticky": bool(rows)}, *listed]


def relatives_of_his(report: Report, words: Words) -> list[Block]:
    """How well the profiles tell him from a relative of his."""
    label = words.label
    rows = [
        (
            words.named("relative_of_his", one["relation"]),
            remark(words, one["remark"]) or log(words, one["log10_lr"]),
        )
        for one in report["relatives_of_his"]
    ]
    return [
        head(words, "relatives_of_his"),
        {"kind": "text", "text": words.say("relatives_note"), "is_sticky": True},
        table((label("relation"), label("he_against")), rows, (3, 2)),
    ]


def signatures(report: Report, words: Words) -> list[Block]:
    """Two names with their functions, bound to number and content; and where the report ends."""
    functions = [function or words.say("not_stated") for function in report["functions"]]
    bound = words.say("signed_for", number=report["number"], digest=report["content_sha256"])
    return [
        head(words, "names"),
        {
            "kind": "signatures", "names": report["names"], "text": words.label("signature"), "bound": bound,
            "functions": [f"{words.label('function')}: {one}" for one in functions],
        },
        {"kind": "end", "text": words.say("end", number=report["number"])},
    ]  # fmt: skip
