"""The table behind Django's database cache, which allauth counts sign-in tries in: limits hold across processes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0002_guards")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE requests_app_ratelimit (
                cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
            );
            CREATE INDEX requests_app_ratelimit_expires ON requests_app_ratelimit (expires);
            """,
            "DROP TABLE requests_app_ratelimit;",
        )
    ]
