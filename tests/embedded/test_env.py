from pathlib import Path

import pytest

from sca_portal import env
from sca_portal.env import EnvironmentFault

RANDOM = "f0b3c9d27a1e4865b0d9e2c7a6f41835"


@pytest.fixture(autouse=True)
def a_database_of_our_own(monkeypatch):
    """So that the values of a running embedded default are not read."""
    monkeypatch.setenv("DATABASE_URL", "postgres://sca_app:pw@db.example.com/sca")


def test_a_missing_value_is_named(monkeypatch):
    monkeypatch.delenv("SITE_URL", raising=False)

    with pytest.raises(EnvironmentFault, match="SITE_URL is not set"):
        env.text("SITE_URL")


def test_a_blank_value_counts_as_missing(monkeypatch):
    monkeypatch.setenv("SITE_URL", "  ")

    assert env.text("SITE_URL", "http://127.0.0.1") == "http://127.0.0.1"
    with pytest.raises(EnvironmentFault, match="SITE_URL"):
        env.text("SITE_URL")


@pytest.mark.parametrize(("given", "expected"), [("1", True), ("Yes", True), ("0", False), ("off", False)])
def test_a_flag_is_read(monkeypatch, given, expected):
    monkeypatch.setenv("DEMO", given)

    assert env.flag("DEMO") is expected


def test_an_odd_flag_stops_the_start_without_showing_the_value(monkeypatch):
    monkeypatch.setenv("DEMO", "maybe-later")

    with pytest.raises(EnvironmentFault, match="DEMO must be 1 or 0") as fault:
        env.flag("DEMO", False)
    assert "maybe-later" not in str(fault.value)


@pytest.mark.parametrize("given", ["ten", "1.5", "-1"])
def test_an_odd_number_stops_the_start(monkeypatch, given):
    monkeypatch.setenv("WEB_WORKERS", given)

    with pytest.raises(EnvironmentFault, match="WEB_WORKERS"):
        env.number("WEB_WORKERS", 2)


def test_a_list_is_split_at_commas(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "a.example.com, b.example.com,")

    assert env.list_of("ALLOWED_HOSTS") == ["a.example.com", "b.example.com"]


def test_a_list_of_nothing_stops_the_start(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", ",")

    with pytest.raises(EnvironmentFault, match="ALLOWED_HOSTS"):
        env.list_of("ALLOWED_HOSTS", [])


@pytest.mark.parametrize("given", ["", "short", "change-me-change-me-change-me-change-me", "a" * 40])
def test_an_empty_short_or_sample_secret_is_refused(monkeypatch, given):
    monkeypatch.setenv("SECRET_KEY", given)

    with pytest.raises(EnvironmentFault, match="SECRET_KEY"):
        env.secret("SECRET_KEY")


def test_a_random_secret_is_taken(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", RANDOM)

    assert env.secret("SECRET_KEY") == RANDOM


def test_a_relative_folder_is_refused(monkeypatch):
    monkeypatch.setenv("DATA_DIR", "data")

    with pytest.raises(EnvironmentFault, match="DATA_DIR must be an absolute path"):
        env.directory("DATA_DIR", Path("/srv"))


def test_a_database_on_a_socket_keeps_the_folder_as_it_is_written(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://sca_app:p%40ss@%2Fhome%2FAna%20B%2Frun:5432/sca")

    found = env.database("DATABASE_URL")

    assert found["HOST"] == "/home/Ana B/run"
    assert (found["USER"], found["PASSWORD"], found["NAME"]) == ("sca_app", "p@ss", "sca")
    assert found["PORT"] == "5432"


def test_options_of_a_database_are_passed_on(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://sca_app:pw@db.example.com/sca?sslmode=verify-full")

    found = env.database("DATABASE_URL")

    assert (found["HOST"], found["PORT"]) == ("db.example.com", "")
    assert found["OPTIONS"] == {"sslmode": "verify-full"}


@pytest.mark.parametrize(
    "given",
    [
        "sqlite:///db",
        "postgres://db/sca",
        "postgres://sca_app@db/",
        "postgres://a:b@db:port/sca",
        "postgres://[",
    ],
)
def test_an_odd_database_stops_the_start(monkeypatch, given):
    monkeypatch.setenv("DATABASE_URL", given)

    with pytest.raises(EnvironmentFault, match="DATABASE_URL"):
        env.database("DATABASE_URL")


@pytest.mark.parametrize(
    "given", ["unix:///a%20b/R.sock?db=3", "redis+socket:///a%20b/R.sock?virtual_host=3"]
)
def test_both_spellings_of_a_redis_socket_serve_both_libraries(monkeypatch, given):
    monkeypatch.setenv("REDIS_URL", given)

    assert env.redis_url("REDIS_URL") == "unix:///a%20b/R.sock?db=3"
    assert env.broker_url("REDIS_URL") == "redis+socket:///a%20b/R.sock?virtual_host=3"


def test_a_redis_server_is_named_alike_for_both_libraries(monkeypatch):
    monkeypatch.setenv("REDIS_URL", "rediss://:pw@redis.example.com:6380/0")

    assert (
        env.redis_url("REDIS_URL") == env.broker_url("REDIS_URL") == "rediss://:pw@redis.example.com:6380/0"
    )


def test_mail_goes_to_a_folder_or_a_server(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "file:///var/mail%20box")
    assert env.mail("EMAIL_URL")["EMAIL_FILE_PATH"] == "/var/mail box"

    monkeypatch.setenv("EMAIL_URL", "smtp+tls://ana%40example.com:pw@mail.example.com")
    found = env.mail("EMAIL_URL")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == (
        "mail.example.com",
        587,
        True,
    )
    assert found["EMAIL_HOST_USER"] == "ana@example.com"


@pytest.mark.parametrize("given", ["mail.example.com", "smtp://", "smtp://example.com:port", "file:mail"])
def test_an_odd_mail_address_stops_the_start(monkeypatch, given):
    monkeypatch.setenv("EMAIL_URL", given)

    with pytest.raises(EnvironmentFault, match="EMAIL_URL"):
        env.mail("EMAIL_URL")


def test_the_file_of_the_embedded_services_fills_only_what_is_not_set(monkeypatch, tmp_path):
    (tmp_path / "embedded.env").write_text(
        "# comment\nDATABASE_URL=postgres://x\nSITE_URL=from-file\nDEMO=1=1\n"
    )
    monkeypatch.setenv("EMBEDDED_DIR", str(tmp_path))
    monkeypatch.setenv("SITE_URL", "from-shell")
    for name in ("DATABASE_URL", "DEMO"):
        monkeypatch.delenv(name, raising=False)

    assert (env.text("DATABASE_URL"), env.text("SITE_URL"), env.text("DEMO")) == (
        "postgres://x",
        "from-shell",
        "1=1",
    )


def test_the_file_is_not_read_when_a_database_is_named(monkeypatch, tmp_path):
    (tmp_path / "embedded.env").write_text("SITE_URL=from-file\n")
    monkeypatch.setenv("EMBEDDED_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere")
    monkeypatch.delenv("SITE_URL", raising=False)

    with pytest.raises(EnvironmentFault, match="SITE_URL is not set"):
        env.text("SITE_URL")


def test_files_lie_on_the_disk_unless_a_store_is_named(monkeypatch):
    monkeypatch.delenv("FILES_URL", raising=False)
    assert env.files("FILES_URL") == {"BACKEND": "django.core.files.storage.FileSystemStorage"}

    monkeypatch.setenv("FILES_URL", "s3://k%2Fey:se%2Bcret@files.example.com:9000/box/a/b?region=r-1")
    found = env.files("FILES_URL")["OPTIONS"]
    assert (found["bucket_name"], found["location"], found["region_name"]) == ("box", "a/b", "r-1")
    assert (found["access_key"], found["secret_key"]) == ("k/ey", "se+cret")
    assert found["endpoint_url"] == "https://files.example.com:9000"


def test_a_store_of_amazon_has_no_host_and_may_go_by_the_role_of_the_machine(monkeypatch):
    monkeypatch.setenv("FILES_URL", "s3:///box?encryption=AES256")

    found = env.files("FILES_URL")["OPTIONS"]

    assert (found["endpoint_url"], found["access_key"], found["secret_key"]) == (None, None, None)
    assert found["object_parameters"] == {"ServerSideEncryption": "AES256"}


@pytest.mark.parametrize(
    "given",
    ["/var/files", "https://example.com/box", "s3://example.com", "s3://only-a-key@example.com/box"],
)
def test_an_odd_place_for_files_stops_the_start_without_showing_it(monkeypatch, given):
    monkeypatch.setenv("FILES_URL", given)

    with pytest.raises(EnvironmentFault, match="FILES_URL") as fault:
        env.files("FILES_URL")

    assert given not in str(fault.value)
