from django.urls import include, path

urlpatterns = [path("", include("requests_app.urls"))]

handler400 = "requests_app.public.errors.bad_request"
handler403 = "requests_app.public.errors.no_access"
handler404 = "requests_app.public.errors.not_found"
# django-allauth asks for this name when somebody tries too often.
handler429 = "requests_app.public.errors.too_many_tries"
handler500 = "requests_app.public.errors.server_error"
