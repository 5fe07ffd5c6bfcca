"""Contents page of a facility’s bills."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "bills_desk"
urlpatterns: list[URLPattern] = []
