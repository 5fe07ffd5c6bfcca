from django.apps import AppConfig


class RequestsAppConfig(AppConfig):
    name = "requests_app"
    label = "requests_app"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from requests_app.knowledge import startup  # noqa: F401 (registers its check)
        from requests_app.texts import startup as texts  # noqa: F401 (the same)
