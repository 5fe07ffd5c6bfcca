from django.urls import path

from requests_app.knowledge import views

app_name = "knowledge"
urlpatterns = [
    path("why/<slug:record_id>/", views.why, name="why"),
    path("who-regulates/", views.who_regulates, name="who_regulates"),
    path("free-help/", views.help_directory, name="help_directory"),
    path("free-help/<slug:state>/", views.help_state, name="help_state"),
    path("who-regulates/<slug:state>/<slug:plan>/", views.regulator, name="regulator"),
]
