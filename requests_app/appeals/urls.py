"""Contents page of appeals, and of the call between the doctors."""

from __future__ import annotations

from django.urls import path

from requests_app.appeals.views import course, overview, peers, preparing

app_name = "appeals"
urlpatterns = [
    path("", overview.appeal_list, name="appeal_list"),
    path("start/", overview.start, name="start"),
    path("doctors/", peers.peer, name="peer"),
    path("doctors/edit/", peers.peer_edit, name="peer_edit"),
    path("doctors/held/", peers.peer_held, name="peer_held"),
    path("<uuid:appeal_id>/", overview.appeal_detail, name="appeal_detail"),
    path("<uuid:appeal_id>/deadline/", preparing.deadline, name="deadline"),
    path("<uuid:appeal_id>/claim-file/", preparing.claim_file, name="claim_file"),
    path("<uuid:appeal_id>/proof/", preparing.proof, name="proof"),
    path("<uuid:appeal_id>/statement/", preparing.statement, name="statement"),
    path("<uuid:appeal_id>/where/", preparing.route, name="route"),
    path("<uuid:appeal_id>/answer-due/", course.answer_due, name="answer_due"),
    path("<uuid:appeal_id>/outcome/", course.outcome, name="outcome"),
    path("<uuid:appeal_id>/take-back/", course.withdraw, name="withdraw"),
]
