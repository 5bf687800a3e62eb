"""The roles of a bureau, as the law names them when it says who owes something, and as access gives them."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The roles of the bureau. The house's own services act under roles too, so that every act has one."""

    REGISTRAR = "registrar"
    CAMP_OFFICER = "camp_officer"
    INTERVIEWER = "interviewer"
    HOTLINE_OPERATOR = "hotline_operator"
    CASEWORKER = "caseworker"
    REVIEWER = "reviewer"
    HEAD_OF_BUREAU = "head_of_bureau"
    HANDOVER_OFFICER = "handover_officer"
    FAMILY_LIAISON = "family_liaison"  # tells a death in person, by two who were trained, and comes back
    CENSOR = "censor"  # looks at messages, once each; sees words and no enquiry, no name, no place
    DELEGATE = "delegate"
    AUDITOR = "auditor"
    MEDICAL = "medical"  # a doctor: fitness, sickness, who cannot be asked; never a camp officer with a form
    LEGAL_ADVISER = "legal_adviser"
    MORTUARY = "mortuary"  # keeps, packs and hands on the dead; examines nobody
    LABORATORY = "laboratory"  # has samples by their codes; sees no name, no place and no family
    BOARD_EXPERT = "board_expert"  # weighs all lines of evidence, and signs or declines
    ADMINISTRATOR = "administrator"
    MIGRATION = "migration"  # brings in what another system held, by a file of calls; the desk opens nothing to it
    COURIER = "courier"
    MATCHER = "matcher"
    CLERKWORK = "clerkwork"  # rounds, deadlines, consequences: jobs that need no judgement
