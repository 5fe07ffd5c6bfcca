"""Contents page of benefits as the plan told them: several checks a case, each with its history."""

from django.urls import path

from requests_app.benefits import views

app_name = "benefits"
urlpatterns = [
    path("", views.check_list, name="check_list"),
    path("new/", views.check_add, name="check_add"),
    path("<uuid:check_id>/", views.check_detail, name="check_detail"),
    path("<uuid:check_id>/edit/", views.check_edit, name="check_edit"),
    path("<uuid:check_id>/remove/", views.check_remove, name="check_remove"),
]
