"""Contents page of claims sent back to the plan."""

from __future__ import annotations

from django.urls import path

from requests_app.reprocessing.views import following, overview, preparing

app_name = "reprocessing"
urlpatterns = [
    path("start/<uuid:eob_id>/", preparing.start, name="start"),
    path("<uuid:back_id>/", overview.detail, name="detail"),
    path("<uuid:back_id>/points/", preparing.points, name="points"),
    path("<uuid:back_id>/statement/", preparing.statement, name="statement"),
    path("<uuid:back_id>/call/", overview.script, name="script"),
    path("<uuid:back_id>/asked/", following.asked, name="asked"),
    path("<uuid:back_id>/office/", following.office_told, name="office_told"),
    path("<uuid:back_id>/still-waiting/", following.answer_due, name="answer_due"),
    path("<uuid:back_id>/outcome/", following.outcome, name="outcome"),
    path("<uuid:back_id>/withdraw/", following.withdraw, name="withdraw"),
    path("<uuid:back_id>/appeal/", following.appeal, name="appeal"),
]
