from django.urls import path

from requests_app.listings.views import captures, files, questions

app_name = "listings"
urlpatterns = [
    path("", captures.listing_list, name="listing_list"),
    path("add/", captures.capture_add, name="capture_add"),
    path("<uuid:capture_id>/", captures.capture_detail, name="capture_detail"),
    path("<uuid:capture_id>/change/", captures.capture_edit, name="capture_edit"),
    path("<uuid:capture_id>/file/", files.capture_file, name="capture_file"),
    path("<uuid:capture_id>/pages/<int:number>/", files.capture_page, name="capture_page"),
    path("<uuid:capture_id>/turn/", files.capture_turn, name="capture_turn"),
    path("<uuid:capture_id>/remove/", captures.capture_remove, name="capture_remove"),
    path("questions/add/", questions.question_add, name="question_add"),
    path("questions/<uuid:question_id>/letter/", questions.question_letter, name="question_letter"),
    path("questions/<uuid:question_id>/answer/", questions.question_answer, name="question_answer"),
    path("questions/<uuid:question_id>/answer/file/", files.answer_file, name="answer_file"),
    path("questions/<uuid:question_id>/remove/", questions.question_remove, name="question_remove"),
]
