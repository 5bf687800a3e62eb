"""A provision in the words of the page: the treaty by its usual letters in that language, a rule by its name."""

from __future__ import annotations

from repatria.doors.desk.frame.texts import say

_FAMILIES = (
    ("GC I ", "provision.gc1"), ("GC II ", "provision.gc2"), ("GC III ", "provision.gc3"), ("GC IV ", "provision.gc4"),
    ("AP I ", "provision.ap1"), ("practice rule ", "provision.practice"),
    ("Berlin 1937 ", "provision.berlin"), ("Strasbourg 1973 ", "provision.strasbourg"),
    ("practice ", "provision.practice"),
    ("house rule ", "provision.house"),
)  # fmt: skip
_WHOLE = {
    "two-person rule": "provision.two_persons", "role table": "provision.role_table",
    "two reviewers": "provision.two_reviewers", "decision on learned weights": "provision.learned_weights",
}  # fmt: skip


def provision_words(language: str, provision: str) -> str:
    """The provision as the reader calls it; one that nobody knows here stands as it was written."""
    if provision in _WHOLE:
        return say(language, _WHOLE[provision])
    for begin, key in _FAMILIES:
        if provision.startswith(begin):
            return say(language, key, place=provision.removeprefix(begin).replace("-", "–"))
    return provision
