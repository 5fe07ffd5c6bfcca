"""The addresses of the letter itself: its form, signing it, reading it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
