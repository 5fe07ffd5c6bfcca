"""Contents page of what programs ask."""

from __future__ import annotations

from django.urls import path

from requests_app.exchange import api_views

app_name = "api"
urlpatterns = [
    path("", api_views.guide, name="guide"),
    path("openapi.json", api_views.openapi, name="openapi"),
    path("cases/", api_views.cases, name="cases"),
    path("cases/<uuid:case_id>/", api_views.case, name="case"),
    path("cases/<uuid:case_id>/packets/<uuid:packet_id>/", api_views.packet, name="packet"),
]
