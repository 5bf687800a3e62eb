"""The desk's addresses. Names are stable: journeys and links use them (`reverse("desk:NAME")`), fields keep theirs too.

NAME (path): fields of its form
owed (/) · open_number (/number?number=) · language (POST language, next) · own, password (password, password_again),
authenticator (code), add_passkey (name, credential), remove_passkey, recovery_codes
search (POST name, birth_date, place) · search_for (POST person, several)
capture: category, power, card_number, holder, captured_on, captured_at; for each particular KIND and KIND_given
  (surname, first_names, rank, birth_date, service_number, patronymic, ...); source_kind, source_reference, grade
persons · person · card (PDF) · particular: kind, value, value_given, source_kind, source_reference, grade
custody (person, event): happened_at and of holder, list_reference, counted, listed, received_by, order_by, due_back_at,
  told_new_address, effects_go_with_him, ... those of the event · annul: reason · roll · happened
telephone: form_id (hidden), letter_language, channel, sought_name, sought_birth, sought_place, sought_unit,
  last_contact, enquirer_name, relation, reach_by, reach_when, helper, words · receipt_sheet (POST form_id, PDF)
enquiries · enquiry · paper · evidence: evidence, holds (yes/no), note · close: reason, note
approve_answer (POST reference) · decide_answer (POST)
pairs · pair: judgement (positive/negative/unsure)
weights · weights_version · propose_weights, weights_again, withdraw_weights: reason · proposed_weights
  · approve_weights (POST) · adopt_weights (POST)
interviews · open_interview: language, is_language_his, is_interviewer_outside_camp, is_no_guard_present,
  is_no_interrogator, answer, never_tell, private_question, private_answer, fear
interview (person, link): about, is_her (yes/no/not_asked), answer and the same conditions and words
approvals · switches · propose_switch: basis, legal_basis, agreement_reference, parole_law_notified, commission_decided,
  hostilities_ended, points, transit_consents, conditions · proposed_switch · approve_switch (POST) · switch (POST)
  · switch_off: reason
handovers · open_handover (enquiry): place ("SWITCH|POINT"), recipient_name, recipient_paper, contact · handover
step (handover, event): happened_at, attested (several), signed_by (several), authority, reason, provision, reference,
  text · approve_handover (POST) · handover_record (PDF)
notices · notice · notice_paper (PDF) · deliver: reference · receipt_notice: reference
accounts · open_account: sign_in_name, branch, account_language · account · propose_roles: account_roles (several)
grant (POST roles) · credentials (POST) · propose_reset, approve_reset (POST) · close_account: reason · watch
Sign-in (no prefix): account_login: login, password · mfa_authenticate: code · account_logout (POST)
"""

from __future__ import annotations

from django.urls import path

from repatria.doors.desk.views import (
    administrator,
    auditor,
    camp,
    caseworker,
    handover,
    head,
    hotline,
    interviewer,
    notices,
    owed,
    own,
    registrar,
    reviewer,
    weights,
)

app_name = "desk"
urlpatterns = [
    path("", owed.owed, name="owed"),
    path("number", owed.open_number, name="open_number"),
    path("language", own.language, name="language"),
    path("own", own.own, name="own"),
    path("own/password", own.password, name="password"),
    path("own/authenticator", own.authenticator, name="authenticator"),
    path("own/passkey", own.add_passkey, name="add_passkey"),
    path("own/passkey/<int:key_id>/remove", own.remove_passkey, name="remove_passkey"),
    path("own/recovery-codes", own.recovery_codes, name="recovery_codes"),
    path("search", caseworker.search, name="search"),
    path("capture", registrar.capture, name="capture"),
    path("persons", registrar.person_list, name="persons"),
    path("persons/<str:person_id>", registrar.person, name="person"),
    path("persons/<str:person_id>/card.pdf", registrar.card, name="card"),
    path("persons/<str:person_id>/particular", registrar.particular, name="particular"),
    path("persons/<str:person_id>/custody/<str:event>", registrar.custody, name="custody"),
    path("persons/<str:person_id>/annul/<str:custody_id>", registrar.annul, name="annul"),
    path("roll", camp.roll, name="roll"),
    path("roll/<str:person_id>", camp.happened, name="happened"),
    path("telephone", hotline.telephone, name="telephone"),
    path("telephone/paper.pdf", hotline.receipt_sheet, name="receipt_sheet"),
    path("enquiries", caseworker.enquiry_list, name="enquiries"),
    path("enquiries/papers/<str:paper_id>", caseworker.paper, name="paper"),
    path("enquiries/<str:enquiry_id>", caseworker.enquiry, name="enquiry"),
    path("enquiries/<str:enquiry_id>/evidence", caseworker.evidence, name="evidence"),
    path("enquiries/<str:enquiry_id>/close", caseworker.close, name="close"),
    path("enquiries/<str:enquiry_id>/search", caseworker.search_for, name="search_for"),
    path("enquiries/<str:enquiry_id>/approve", caseworker.approve_answer, name="approve_answer"),
    path("enquiries/<str:enquiry_id>/decide", caseworker.decide, name="decide_answer"),
    path("enquiries/<str:enquiry_id>/hand-over", handover.open_one, name="open_handover"),
    path("pairs", reviewer.pair_list, name="pairs"),
    path("pairs/<str:pair_id>", reviewer.pair, name="pair"),
    path("weights", weights.weights, name="weights"),
    path("weights/new", weights.propose_learned, name="propose_weights"),
    path("weights/proposed/<str:reference>", weights.proposed, name="proposed_weights"),
    path("weights/proposed/<str:reference>/approve", weights.approve, name="approve_weights"),
    path("weights/proposed/<str:reference>/adopt", weights.adopt, name="adopt_weights"),
    path("weights/<int:number>", weights.version, name="weights_version"),
    path("weights/<int:number>/again", weights.propose_again, name="weights_again"),
    path("weights/<int:number>/withdraw", weights.withdraw, name="withdraw_weights"),
    path("interviews", interviewer.interview_list, name="interviews"),
    path("interviews/<str:person_id>", interviewer.open_interview, name="open_interview"),
    path("interviews/<str:person_id>/<int:link_index>", interviewer.interview, name="interview"),
    path("approvals", head.approvals, name="approvals"),
    path("switches", head.switch_list, name="switches"),
    path("switches/new", head.propose_switch, name="propose_switch"),
    path("switches/proposed/<str:reference>", head.proposed_switch, name="proposed_switch"),
    path("switches/proposed/<str:reference>/approve", head.approve_switch, name="approve_switch"),
    path("switches/proposed/<str:reference>/on", head.switch, name="switch"),
    path("switches/<str:switch_id>/off", head.off, name="switch_off"),
    path("hand-overs", handover.handover_list, name="handovers"),
    path("hand-overs/<str:handover_id>", handover.handover, name="handover"),
    path("hand-overs/<str:handover_id>/record.pdf", handover.record_sheet, name="handover_record"),
    path("hand-overs/<str:handover_id>/approve", handover.approve, name="approve_handover"),
    path("hand-overs/<str:handover_id>/step/<str:event>", handover.step, name="step"),
    path("notices", notices.notice_list, name="notices"),
    path("notices/<str:notice_id>", notices.notice, name="notice"),
    path("notices/<str:notice_id>/notice.pdf", notices.paper, name="notice_paper"),
    path("notices/<str:notice_id>/deliver", notices.deliver, name="deliver"),
    path("notices/<str:notice_id>/receipt", notices.receipt, name="receipt_notice"),
    path("accounts", administrator.account_list, name="accounts"),
    path("accounts/new", administrator.open_one, name="open_account"),
    path("accounts/<str:account_id>", administrator.account, name="account"),
    path("accounts/<str:account_id>/roles", administrator.propose_roles, name="propose_roles"),
    path("accounts/<str:account_id>/grant", administrator.grant, name="grant"),
    path("accounts/<str:account_id>/credentials", administrator.credentials, name="credentials"),
    path("accounts/<str:account_id>/reset", administrator.propose_reset, name="propose_reset"),
    path("accounts/<str:account_id>/reset/approve", administrator.approve_reset, name="approve_reset"),
    path("accounts/<str:account_id>/close", administrator.close, name="close_account"),
    path("watch", auditor.watch, name="watch"),
]
