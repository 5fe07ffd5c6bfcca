"""The calendar a person can read in their own calendar program."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "calendars"
urlpatterns: list[URLPattern] = []
