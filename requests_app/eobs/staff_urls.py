"""Contents page of a facility’s bills."""

from __future__ import annotations

from django.urls import path

from requests_app.eobs.views import desk

app_name = "bills_desk"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("remittance/", desk.remittance_add, name="remittance_add"),
    path("remittance/<uuid:remittance_id>/", desk.remittance_preview, name="remittance_preview"),
    path("remittance/<uuid:remittance_id>/drop/", desk.remittance_drop, name="remittance_drop"),
]
