"""Contents page of claims sent back to the plan."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "reprocessing"
urlpatterns: list[URLPattern] = []
