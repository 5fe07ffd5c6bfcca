from django.urls import path

from requests_app.texts import views

app_name = "texts"
urlpatterns = [
    path("contact/", views.contact, name="contact"),
    path("contact/number/", views.number, name="number"),
    path("contact/number/code/", views.number_code, name="number_code"),
    path("contact/texts-off/", views.stop, name="stop"),
    path("contact/previews/", views.previews, name="previews"),
    path("texts/incoming/", views.incoming, name="incoming"),
    path("texts/status/", views.status, name="status"),
]
