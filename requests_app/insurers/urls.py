"""Contents page: staff keep how to reach insurers; a case shows how to reach its own."""

from django.urls import path

from requests_app.insurers import views

app_name = "insurers"
ONE = "q/insurers/<uuid:contact_id>/"
urlpatterns = [
    path("q/insurers/", views.contact_list, name="contact_list"),
    path("q/insurers/add/", views.contact_add, name="contact_add"),
    path(f"{ONE}edit/", views.contact_edit, name="contact_edit"),
    path(f"{ONE}checked/", views.contact_checked, name="contact_checked"),
    path(f"{ONE}remove/", views.contact_remove, name="contact_remove"),
    path("cases/<uuid:case_id>/plan/", views.plan_contacts, name="plan_contacts"),
]
