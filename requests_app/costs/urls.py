"""Contents page of what it costs."""

from django.urls import path

from requests_app.costs import views

app_name = "costs"
urlpatterns = [
    path("", views.worth, name="worth"),
    path("numbers/", views.edit, name="edit"),
]
