"""Contents page of the bills of a case."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "eobs"
urlpatterns: list[URLPattern] = []
