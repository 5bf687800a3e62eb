"""What each role may of messages, parcels and calls between him and his family."""

from __future__ import annotations

from collections.abc import Mapping

from repatria.core.vocabulary.roles import Role

__all__ = ["OF_CALLS", "OF_CONTACT"]

_CARRIES = frozenset({
    "contact.say_wrong", "contact.record_step", "contact.receive_his", "contact.keep_scan", "contact.?his_messages",
})  # fmt: skip
_TAKES_HERS = frozenset({"contact.receive_hers", "contact.record_agreement", "contact.announce_parcel"})
OF_CONTACT: Mapping[Role, frozenset[str]] = {
    Role.CENSOR: frozenset({
        "contact.check_message", "contact.release_message", "contact.?to_check", "contact.?ages", "contact.settle_look",
        "contact.?look_waiting", "contact.?scan",
    }),
    Role.CAMP_OFFICER: _CARRIES | {
        "contact.print_message", "contact.?camp_post", "contact.register_arrival", "contact.move_parcel",
        "contact.say_opening", "contact.settle_opening", "contact.refuse_part", "contact.give_parcel",
        "contact.credit_money", "contact.settle_parcel", "contact.?camp_parcels", "contact.offer_mail",
    },
    Role.REGISTRAR: frozenset({"contact.offer_mail"}),
    Role.INTERVIEWER: frozenset({
        "contact.receive_his", "contact.keep_scan", "contact.?first_words", "contact.?his_messages",
    }),
    Role.HOTLINE_OPERATOR: _TAKES_HERS,
    Role.CASEWORKER: _CARRIES | _TAKES_HERS | {
        "contact.record_their_check", "contact.authenticate_message", "contact.?message", "contact.?ages",
        "contact.say_their_word", "contact.settle_matter", "contact.?matter_waiting",
        "contact.move_parcel", "contact.settle_parcel", "contact.ask_parcel_back", "contact.?parcel",
    },
    Role.HEAD_OF_BUREAU: frozenset({
        "contact.release_message", "contact.?message", "contact.?ages", "contact.settle_look", "contact.say_wrong",
        "contact.settle_matter", "contact.?look_waiting", "contact.?matter_waiting", "contact.?parcel",
        "contact.move_parcel", "contact.settle_parcel",
    }),
    Role.DELEGATE: frozenset({"contact.record_their_check", "contact.?ages", "contact.say_their_word"}),
    Role.AUDITOR: frozenset({"contact.?ages"}),
}  # fmt: skip
"""Who does what of messages: who looks sees words and no enquiry, the camp prints and hands over and sees no address,
the interviewer sees that words wait and not what they say, and caseworkers see the whole way."""

_SEES_CALLS = frozenset({"contact.?call_day", "contact.?call_list", "contact.?call_figures"})
_AT_THE_ROOM = frozenset({
    "contact.prepare_call", "contact.log_call", "contact.stop_call", "contact.put_call_off",
    "contact.?his_calls", "contact.?calls_to_log",
})  # fmt: skip
_POLICY = frozenset({
    "contact.propose_call_policy", "contact.agree_call_policy", "contact.tell_call_policy", "contact.?call_policy",
})  # fmt: skip
OF_CALLS: Mapping[Role, frozenset[str]] = {
    Role.CAMP_OFFICER: _SEES_CALLS | _AT_THE_ROOM | {
        "contact.open_call_means", "contact.ask_call_for_him", "contact.?call_policy", "contact.?call_codes",
    },
    Role.REGISTRAR: frozenset({"contact.open_call_means", "contact.?call_day", "contact.?call_list"}),
    Role.INTERVIEWER: frozenset({
        "contact.ask_call_for_him", "contact.answer_call_for_him", "contact.stop_call", "contact.say_he_knew_her",
        "contact.?calls_to_ask", "contact.?his_calls", "contact.?call_policy",
    }),
    Role.HOTLINE_OPERATOR: frozenset({"contact.ask_call_for_her", "contact.verify_number"}),
    Role.CASEWORKER: _SEES_CALLS | _AT_THE_ROOM | {
        "contact.ask_call_for_her", "contact.answer_call_for_her", "contact.book_call", "contact.verify_number",
        "contact.stop_call_for_her", "contact.say_she_knew_him", "contact.?call", "contact.?call_policy",
    },
    Role.HEAD_OF_BUREAU: _SEES_CALLS | _POLICY | {
        "contact.?call", "contact.see_call_halt", "contact.?call_halts",
    },
    Role.LEGAL_ADVISER: _POLICY,
    Role.DELEGATE: frozenset({"contact.?call_figures", "contact.?call_policy", "contact.?call_list"}),
    Role.AUDITOR: frozenset({"contact.?call_figures", "contact.?call_policy", "contact.?call_list"}),
    Role.COURIER: frozenset({
        "contact.ask_call_for_her", "contact.answer_call_for_her", "contact.show_calls", "contact.?codes_laid",
    }),
    Role.CLERKWORK: frozenset({
        "contact.take_call_report", "contact.put_call_off", "contact.destroy_call_codes", "contact.?codes_laid",
    }),
}  # fmt: skip
"""Who does what of calls: a caseworker gives them their hour and reads no code of the room, an interviewer asks him, a
camp has rooms and lines and sees whom to bring when, and no name or address of hers; the head sees what was stopped."""
