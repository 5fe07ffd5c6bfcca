from django.urls import path

from requests_app.decisions import views

app_name = "decisions"
urlpatterns = [
    path("", views.answer_list, name="answer_list"),
    path("new/", views.answer_add, name="answer_add"),
    path("wanted/<uuid:wanted_id>/", views.wanted_edit, name="wanted_edit"),
    path("wanted/<uuid:wanted_id>/sent/", views.wanted_done, name="wanted_done"),
    path("wanted/<uuid:wanted_id>/remove/", views.wanted_remove, name="wanted_remove"),
    path("<uuid:decision_id>/", views.answer_detail, name="answer_detail"),
    path("<uuid:decision_id>/change/", views.answer_edit, name="answer_edit"),
    path("<uuid:decision_id>/remove/", views.answer_remove, name="answer_remove"),
    path("<uuid:decision_id>/letter/", views.letter_add, name="letter_add"),
    path("<uuid:decision_id>/checklist/", views.terms, name="terms"),
    path("<uuid:decision_id>/left-out/", views.left_out, name="left_out"),
    path("<uuid:decision_id>/no/", views.denial, name="denial"),
    path("<uuid:decision_id>/ask/", views.script, name="script"),
    path("<uuid:decision_id>/wanted/new/", views.wanted_add, name="wanted_add"),
    path("<uuid:decision_id>/lines/new/", views.line_add, name="line_add"),
    path("<uuid:decision_id>/lines/<uuid:line_id>/", views.line_edit, name="line_edit"),
    path("<uuid:decision_id>/lines/<uuid:line_id>/remove/", views.line_remove, name="line_remove"),
]
