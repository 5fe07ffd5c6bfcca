"""Contents page of the bill check for everyone."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "eobcheck"
urlpatterns: list[URLPattern] = []
