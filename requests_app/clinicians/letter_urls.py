"""The addresses of the letter itself: its form, signing it, reading it."""

from django.urls import path

from requests_app.clinicians.views import done, find_code, form, letter, review

BEHIND = "c/r/<uuid:request_id>/"
LETTER = "cases/<uuid:case_id>/clinician/<uuid:request_id>/letter/"
urlpatterns = [
    path(f"{BEHIND}form/<slug:step>/", form.form_step, name="form_step"),
    path(f"{BEHIND}codes/", find_code.find_code, name="find_code"),
    path(f"{BEHIND}review/", review.review, name="review"),
    path(f"{BEHIND}done/", done.done, name="done"),
    path(f"{BEHIND}done/file/", done.done_file, name="done_file"),
    path(f"{BEHIND}new-version/", done.new_version, name="new_version"),
    path(LETTER, letter.letter, name="letter"),
    path(f"{LETTER}<int:number>/file/", letter.letter_file, name="letter_file"),
]
