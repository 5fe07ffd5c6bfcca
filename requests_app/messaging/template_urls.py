"""Contents page of the words a facility uses again and again."""

from django.urls import path

from requests_app.messaging import views_templates as views

app_name = "message_templates"
urlpatterns = [
    path("", views.template_list, name="template_list"),
    path("new/", views.template_add, name="template_add"),
    path("<uuid:template_id>/", views.template_detail, name="template_detail"),
    path("<uuid:template_id>/edit/", views.template_edit, name="template_edit"),
    path("<uuid:template_id>/publish/", views.template_publish, name="template_publish"),
    path("<uuid:template_id>/retire/", views.template_retire, name="template_retire"),
    path("<uuid:template_id>/try/", views.template_try, name="template_try"),
]
