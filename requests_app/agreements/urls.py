from django.urls import path

from requests_app.agreements import views

app_name = "agreements"
urlpatterns = [
    path("", views.agreement, name="agreement"),
]
