"""What the treaty names, beside what each form prints: `python -m tests.docs.treaty_items > docs/law/treaty-items.md`.

Every item leads to fields of the paper (whose acts `paper_fields` names), to a text of its sheet beside which a line is
left to write on (`hand`), to words that are printed (`words`), or to nothing, and then says why.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.docs.paper_fields import FIELDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of the treaty's list.

    Given:    `on` names fields of the paper; `hand` and `words` keys of its texts; `why` what is to be known beside,
              and why where it is missing.
    """

    item: str
    on: tuple[str, ...] = ()
    hand: str = ""
    words: str = ""
    why: str = ""

    @property
    def is_missing(self) -> bool:
        return not (self.on or self.hand or self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form: where the treaty lists its items, and the paper that prints them ("" for none)."""

    title: str
    source: str
    paper: str
    section: str  # of its texts
    items: tuple[Item, ...]


def _on(item: str, *on: str, why: str = "") -> Item:
    return Item(item=item, on=on, why=why)


def _hand(item: str, key: str, why: str = "") -> Item:
    return Item(item=item, hand=key, why=why)


def _words(item: str, key: str, why: str = "") -> Item:
    return Item(item=item, words=key, why=why)


def _not(item: str, why: str) -> Item:
    return Item(item=item, why=why)


_HE = "he writes it himself, or leaves it"
FORMS: tuple[Form, ...] = (
    Form(
        title="Capture card", source="GC III 70, Annex IV B", paper="CaptureCardPaper", section="capture_card",
        items=(
            _words("Prisoner of war mail, postage free", "mail"), _words("Capture card for prisoner of war", "title"),
            _words("To be completed immediately after capture and at each change of address", "important"),
            _words("Distinct from the card to relatives", "distinct", "on his family's copy the other way round"),
            _words("To the Central Agency in Geneva", "agency"),
            _on("1. Power on which the prisoner depends", "power"),
            _on("2. Name", "surname", "surname_latin"),
            _on("3. First names in full", "first_names", "first_names_latin"),
            _on("4. First name of father", "father_first_name", why="voluntary"), _on("5. Date of birth", "birth_date"),
            _on("6. Place of birth", "birth_place", why="voluntary"), _on("7. Rank", "rank"),
            _on("8. Service number", "service_number"),
            _on("9. Address of next of kin", "next_of_kin_address", why="voluntary"),
            _on("10. Taken prisoner on", "captured_on"), _on("10. or coming from", "coming_from"),
            _on("11. State of health, seven to strike out", "health", why=_HE),
            _on("12. Present address: prisoner's number", "prisoner_number"),
            _on("12. Present address: name of the camp", "camp_name"), _on("13. Date", "written_on", why=_HE),
            _hand("14. Signature", "f14"), _words("Do not add any remarks", "strike", "no field of the card takes one"),
        ),
    ),
    Form(
        title="Notice to the Agency and the Power", source="GC III 122(4), (5), (8), 123", paper="StatutoryNoticePaper",
        section="statutory_notice",
        items=(
            *(_on(one, "lines") for one in (
                "Surname", "First names", "Rank", "Army, regimental, personal or serial number", "Place of birth",
                "Date of birth in full", "Power on which he depends", "First name of the father",
                "Maiden name of the mother", "Name and address of the person to be informed",
                "Address for correspondence",
            )),
            _on("Which event: transfer, release, repatriation, escape, admission to hospital, death", "event"),
            _on("When", "event_on"), _on("To whom: Power, Protecting Power, Agency", "addressee"),
            _words("Authenticated by signature or seal", "authenticated"),
            _not("State of health of the seriously ill, every week if possible (122(6))",
                 "no notice of it is drawn: the doctor's weekly word is owed by a clock and stands in the record "
                 "(`welfare.health_recorded`); what bureaux exchange is not built"),
        ),
    ),
    Form(
        title="Arrival card of a pad", source="GC I 16", paper="ArrivalPadPaper", section="stub",
        items=(
            _hand("(a) Designation of the Power on which he depends", "power"),
            _hand("(b) Army, regimental, personal or serial number", "service_number"),
            _hand("(c) Surname", "surname"), _hand("(d) First name or names", "first_names"),
            _hand("(e) Date of birth", "birth"),
            _hand("(f) Any other particulars shown on his identity card or disc", "disc"),
            _hand("(g) Date and place of capture or death", "taken",
                  "of the dead a unit tells by its own list; cards go to the living"),
            _hand("(h) Particulars of wounds or illness, or cause of death", "wounds"),
        ),
    ),
    Form(
        title="Receipt for what was taken", source="GC III 18", paper="PropertyReceiptPaper",
        section="property_receipt",
        items=(
            _on("Itemised", "items"), _on("Sums of money: amount and owner", "money", "card_number", "person_number"),
            _on("Order of an officer", "order_reference"), _on("Entry in a special register", "register_entry"),
            _on("Legibly: name of whoever issues it", "officer"), _on("His rank", "rank"), _on("His unit", "unit"),
            _words("Given back in its first shape when captivity ends", "goes_back"),
        ),
    ),
    Form(
        title="List before a departure, of an evacuation or a place", source="GC III 20, 46, 48, 126",
        paper="PersonListPaper", section="person_list",
        items=(
            _on("Complete: every man who goes, counted", "lines"),
            _on("As soon as possible: when it was made", "made_at"),
            _on("Of which journey or place", "title", "goes_on"),
            _not("New postal address, told in time to inform their next of kin (48)",
                 "told to each man, which his departure attests (`register.custody_recorded.attested`); the list goes "
                 "to those who receive them, and his card with the new address to his family"),
            _hand("Received by the other end, with its count", "received_by"),
        ),
    ),
    Form(
        title="Certificate of death", source="GC III 120, Annex IV D", paper="DeathCertificatePaper",
        section="death_certificate",
        items=(
            *(_on(one, "lines", why="what no act holds and nobody attests is a line to write on") for one in (
                "Responsible authority", "Power on which the prisoner depended", "Name and first names",
                "First name of father", "Place and date of birth", "Place and date of death",
                "Rank and service number, as on the disc", "Address of next of kin",
                "Where and when taken prisoner", "Cause and circumstances of death", "Place of burial",
                "Is the grave marked, and can it be found later by relatives?",
                "Are personal effects kept or forwarded", "If forwarded, through what agency",
                "Short account by a person who cared for him",
                "Where the body was burnt: the reason (120)",
            )),
            _hand("Date, seal and signature of the responsible authority", "authority_sign"),
            _hand("Signature and address of two witnesses", "witness"),
        ),
    ),
    Form(
        title="Certified list of the dead; list of graves", source="GC III 120; GC I 16, 17", paper="DeathListPaper",
        section="death_list",
        items=(
            *(_on(one, "lines") for one in (
                "Particulars of identity as in art. 17(3)", "Place and date of death", "Cause of death",
                "Place and date of burial", "All particulars necessary to identify the graves",
                "Markings of the graves, and who lies in them",
            )),
            _on("Certified by a responsible officer", "certified_by", "certified_at"),
        ),
    ),
    Form(
        title="Treatment certificate", source="GC III 30", paper="", section="",
        items=(
            *(_not(one, "written and signed by the doctor on the Power's own form; the house keeps that it was given "
                        "and that the duplicate went (`register.paper_recorded`)")
              for one in (
                  "Nature of the illness or injury", "Duration and kind of treatment", "Duplicate to the Agency",
              )),
        ),
    ),
    Form(
        title="Statement of his account", source="GC III 66", paper="", section="",
        items=(
            _not("Credit balance, signed by an officer",
                 "made where his account is kept; no sum comes into this house (`register.paper_recorded` holds who "
                 "signed and where it lies)"),
        ),
    ),
    Form(
        title="His rights", source="GC III 41", paper="RightsSheetPaper", section="rights_sheet",
        items=(
            _words("In his own language, where he can read it", "status", "read aloud besides, and left with him"),
            _words("Copies of the whole text on request", "text"),
        ),
    ),
    Form(
        title="Record of a hand-over", source="GC III 117, 119", paper="HandoverRecordPaper", section="handover_record",
        items=(
            _on("No repatriated person serves in arms: article 117", "prints_article_117"),
            _on("Articles of value and money given back: what, how much", "effects"),
            _on("Medical papers that go with him (30)", "medical_papers"),
        ),
    ),
)  # fmt: skip
"""Every form for which the treaty lists items, printed or not."""

WITHOUT: dict[str, str] = {
    "GravesidePaper": "blank forms for the graveside: what the acts of recovery, item and grave take in (GC I 16, 17)",
    "PaperMark": "the foot of every paper (122(8): signature or seal)",
    "ReceiptPaper": "of an enquiry: practice rules 1 to 7",
    "EnquiryFormPaper": "the enquiry on paper: practice rules",
    "LetterPaper": "to a family: the bureau answers all enquiries (122(7)), in words of its own",
    "PostedLetterPaper": "the same by post",
    "NoticeListPaper": "goes with notices: numbers, and room for a receipt",
    "ChangeSlipPaper": "his change of mind: practice rule 12",
    "SentListPaper": "what was sent of him: practice rule 12",
    "DailyRollPaper": "practice rule 15",
    "DrawListPaper": "practice rule 15",
    "ExchangeListPaper": "lists of talks between the Parties, as they agree on them (GC III 118)",
    "DossierPaper": "of a hand-over: practice rule 22",
    "InformationLetterPaper": "of a hand-over: practice rule 20",
    "RemainsReleasePaper": "release of remains to the family: house rule 6.3",
    "LaissezPasserPaper": "a coffin of one named person: Strasbourg 1973 3, 5, Berlin 1937 1",
    "BatchPaper": "batches of the dead between the Parties: house rule 6.7, GC I 17, GC III 120",
    "BoardReportPaper": "of the Identification Board: practice rule 23, house rule 6.3",
    "RemainsLabelsPaper": "codes of the dead: house rule 6.3, practice rule 25",
    "MessagePaper": "GC III 71: her words, handed to him",
    "ParcelReceiptPaper": "GC III 72, 76: what became of what she sent",
    "HisTracePaper": "his own letters, parcels and calls: practice rule 12",
    "FamilyPaper": "after a visit: house rule 4.5",
    "LeafletPaper": "a notice to all relatives: decision 0044",
}
"""Papers for which no treaty lists items, and what they rest on."""


def _where(form: Form, one: Item) -> tuple[str, str]:
    """What stands on the form, and from which act."""
    if one.on:
        acts = dict.fromkeys(FIELDS[form.paper][name] for name in one.on)
        return ", ".join(f"`{name}`" for name in one.on), "; ".join(acts)
    if one.hand:
        return f"a line to write on (`{one.hand}`)", "what is written is typed in later, or stays on the paper"
    if one.words:
        return f"printed words (`{one.words}`)", "words"
    return "**missing**", ""


def page() -> str:
    """The tables as a page."""
    lines = [
        "# What the treaty names, beside what each form prints", "",
        "Made by `python -m tests.docs.treaty_items > docs/law/treaty-items.md`; a test walks every item and every",
        "paper. The items are those of GC I and GC III as [the provisions](provisions.md) mark them; the acts "
        "are those",
        "of [the papers' own list](../operating/paper-fields.md).", "",
    ]  # fmt: skip
    for form in FORMS:
        printed = f"`{form.paper}`" if form.paper else "no form prints it"
        lines += [f"## {form.title} ({form.source}): {printed}", "", "| item | on the form | from | beside |",
                  "|---|---|---|---|"]  # fmt: skip
        for one in form.items:
            on, source = _where(form, one)
            lines.append(f"| {one.item} | {on} | {source} | {one.why} |")
        lines.append("")
    lines += ["## Papers for which no treaty lists items", "", "| paper | rests on |", "|---|---|"]
    lines += [f"| `{name}` | {why} |" for name, why in WITHOUT.items()]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    print(page(), end="")
