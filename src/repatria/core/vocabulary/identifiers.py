"""Record numbers: short, random, with a check character; and newtypes for every secret."""

from __future__ import annotations

from typing import NewType

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, so that a number can be read aloud and copied by hand."""

PREFIXES = {
    "A": "account", "B": "pad of cards", "C": "entry of custody", "D": "paper of kinship", "E": "enquiry",
    "F": "draw of men to be seen", "G": "step of a hand-over",
    "GP": "paper on which releases may rest",
    "H": "hand-over", "HA": "asking again at a meeting point", "HP": "plan of a meeting",
    "HM": "information letter", "HE": "telling that a hand-over does not take place",
    "HN": "incident of a hand-over", "HS": "record sheet to be filled by hand",
    "HT": "record sheet, typed", "J": "judgement of a pair",
    "JD": "doubt about a link", "JW": "withholding from one who asks", "JE": "check of a document or call",
    "K": "proof of kinship, weighed", "M": "migration",
    "N": "statutory notice", "P": "person", "Q": "decision about an answer", "R": "roll of a place and day",
    "S": "ships of hand-overs switched on", "T": "letter", "V": "approval", "W": "answer of his",
    "X": "join of two numbers", "Y": "doctor's word on whether he may travel", "Z": "sighting",
    "KA": "row of a receipt that served", "KB": "call-back", "KC": "one-time code for new words",
    "KF": "report of fraud", "KN": "telephone that was changed", "KP": "blank form of paper",
    "KM": "how she is told of letters",
    "KR": "recovery of lost words", "KT": "number and code that were said", "KW": "warning in letters",
    "KX": "recovery that failed", "TW": "version of the words of letters",
    "TP": "version of the words of a paper",
    "CC": "his own card, laid out",
    "EP": "packet of what was taken from him", "PH": "photograph of him",
    "FD": "device of the field", "FS": "shift of arrivals",
    "WC": "entry of what was given", "WM": "medical inspection", "WH": "word of his health", "WV": "visit of a place",
    "WK": "complaint", "WR": "term of a representative", "WD": "dissent from a roll",
    "WB": "letter of a representative", "VW": "list of a visit",
    "XA": "agreement of the Parties", "XB": "list under an agreement", "XC": "crossing of a list",
    "XD": "difference of a list", "XE": "line of a list", "XH": "who is kept back from lists",
    "XR": "list that went out", "XV": "version of a list",
    "GV": "grave", "GF": "policy on small fragments",
    "GK": "certificate of death", "GM": "list of the dead or of graves",
    "DE": "enquiry into a death", "DW": "what a witness stated of a death", "DR": "label that was read again",
    "RE": "examination of the dead", "RA": "what a family told of one who is sought",
    "RS": "place where dead were reported", "RV": "recovery of the dead", "RK": "packet of what was found on the dead",
    "RH": "photograph of the dead", "RG": "coffin, bag or box of the dead",
    "RF": "sample that a relative gave", "RP": "reading of a profile", "RT": "file of a laboratory",
    "RW": "word on a profile", "RQ": "table of frequencies", "RN": "Power of the bureau",
    "CM": "message between him and his family", "CW": "what one says of a message",
    "CZ": "picture of a sheet of his",
    "CA": "call between him and his family", "CR": "room for calls",
    "CN": "line for calls", "CP": "policy on calls",
    "CB": "parcel, money or relief", "CG": "offer of paper to write home",
    "TC": "death that is to be told", "TK": "paper after a visit", "TR": "trained visitor", "TS": "round of wishes",
    "TV": "visit to a family",
    "NQ": "request to a neutral intermediary", "NB": "batch of the dead", "NE": "thing on a batch",
    "NK": "laissez-passer for a coffin",
    "NC": "coffin, bag or box on a batch", "NP": "word on whose dead somebody is",
    "ND": "difference of a batch", "NT": "count of a batch", "NS": "list of scans", "NR": "release of remains",
    "RC": "comparison of a profile", "RY": "finding of a comparison", "RM": "link of parts", "RJ": "hypothesis",
    "RB": "line of evidence", "RD": "contradiction that was resolved", "RX": "review", "RZ": "signature of the board",
    "YD": "refusal to sign", "YN": "word by which a name is taken back", "YP": "policy of the board",
    "YK": "word by which a doubted name stands",
    "YS": "two enquiries that seek one", "YR": "correction of an item", "TE": "report of a death",
    "YG": "report of the board", "YM": "round of samples", "YC": "profiles under codes",
    "YB": "cremation that is proposed",
    "EW": "what she said later", "AP": "public notice to relatives", "AC": "copy of such a notice",
}  # fmt: skip
"""With what the number of each kind of record begins: a letter a kind, or two since the letters are used up, and none
that `fold_number` reads as another."""

PersonId = NewType("PersonId", str)
EnquiryId = NewType("EnquiryId", str)
AccountId = NewType("AccountId", str)
HandoverId = NewType("HandoverId", str)

_FOLD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "-": "", " ": ""})


def _check_character(body: str) -> str:
    # Weighted sum modulo 31 (a prime): catches any one wrong character and any swap of neighbours, but for 0 and Z,
    # which weigh the same: there are 32 signs.
    total = sum((position + 2) * ALPHABET.index(character) for position, character in enumerate(body))
    return ALPHABET[total % 31]


def record_number(prefix: str, randomness: bytes) -> str:
    """Makes a record number such as `P-7Q2M4-KD9XA-T` from passed-in randomness.

    Units:    10 characters of 5 bits (50 bits) and one check character.
    Given:    at least 7 random bytes; uniqueness is the table's constraint, not this function's promise.
    """
    number = int.from_bytes(randomness[:7], "big")
    body = "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(10))
    return f"{prefix}-{body[:5]}-{body[5:]}-{_check_character(body)}"


def fold_number(text: str) -> str:
    """Brings a typed record number to the form `record_number` writes, or returns "" when its check character fails."""
    folded = text.strip().upper().translate(_FOLD)
    prefix, body, check = folded[:-11], folded[-11:-1], folded[-1:]
    if len(body) != 10 or not prefix or any(c not in ALPHABET for c in body) or _check_character(body) != check:
        return ""
    return f"{prefix}-{body[:5]}-{body[5:]}-{check}"
