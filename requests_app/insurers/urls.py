"""Contents page: the insurers a facility knows and how to reach them; a case shows how to reach its own."""

from django.urls import path

from requests_app.insurers import directory_views, views

app_name = "insurers"
ONE = "q/insurers/contacts/<uuid:contact_id>/"
INSURER = "q/insurers/<uuid:insurer_id>/"
urlpatterns = [
    path("q/insurers/", directory_views.insurer_list, name="insurer_list"),
    path("q/insurers/add/", directory_views.insurer_add, name="insurer_add"),
    path(INSURER, directory_views.insurer_detail, name="insurer_detail"),
    path(f"{INSURER}edit/", directory_views.insurer_edit, name="insurer_edit"),
    path(f"{INSURER}checked/", directory_views.insurer_checked, name="insurer_checked"),
    path(f"{INSURER}remove/", directory_views.insurer_remove, name="insurer_remove"),
    path("q/insurers/contacts/", views.contact_list, name="contact_list"),
    path("q/insurers/contacts/add/", views.contact_add, name="contact_add"),
    path(f"{ONE}edit/", views.contact_edit, name="contact_edit"),
    path(f"{ONE}checked/", views.contact_checked, name="contact_checked"),
    path(f"{ONE}remove/", views.contact_remove, name="contact_remove"),
    path("cases/<uuid:case_id>/plan/", views.plan_contacts, name="plan_contacts"),
]
