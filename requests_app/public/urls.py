"""Contents page of everything anybody may read."""

from django.urls import path

from requests_app.public import views

urlpatterns = [
    path("", views.home, name="home"),
    path("how-it-works/", views.how_it_works, name="how_it_works"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("help/", views.help_page, name="help"),
    path("terms/", views.terms, name="terms"),
    path("signed-out/", views.signed_out, name="signed_out"),
    path("language/", views.language, name="language"),
    path("healthz", views.healthz, name="healthz"),
    path("demo/mail/", views.caught_mail, name="caught_mail"),
    path("demo/texts/", views.caught_texts, name="caught_texts"),
]
