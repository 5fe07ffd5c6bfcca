from django.urls import path

from requests_app.insurer_calls import views

app_name = "insurer_calls"
urlpatterns = [
    path("", views.call_list, name="call_list"),
    path("new/<slug:kind>/", views.call_card, name="call_card"),
    path("<uuid:call_id>/", views.call_detail, name="call_detail"),
    path("<uuid:call_id>/change/", views.call_edit, name="call_edit"),
    path("<uuid:call_id>/remove/", views.call_remove, name="call_remove"),
    path("<uuid:call_id>/remind/", views.promise_reminder, name="promise_reminder"),
]
