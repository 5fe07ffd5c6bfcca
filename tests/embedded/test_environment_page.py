import re

from sca_portal.env import ROOT

READ = re.compile(r"""(?:env\.\w+|_?database|os\.environ\.get)\(\s*["']([A-Z][A-Z_]+)["']""")


def test_every_variable_that_is_read_is_documented():
    page = (ROOT / "docs/reference/environment.md").read_text(encoding="utf-8")
    read = {
        name
        for folder in ("sca_portal", "requests_app", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if path != ROOT / "tests/embedded/test_env.py"
        for name in READ.findall(path.read_text(encoding="utf-8"))
    }

    assert {"DATABASE_URL", "DATABASE_OWNER_URL", "SECRET_KEY"} <= read
    assert {name for name in read if f"`{name}`" not in page} == set()


def test_no_secret_has_a_value_in_the_compose_file():
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")

    for name in (
        "SECRET_KEY",
        "DATA_KEYS",
        "ADMIN_PASSWORD",
        "OWNER_PASSWORD",
        "APP_PASSWORD",
        "REDIS_PASSWORD",
    ):
        used = re.findall(r"\$\{" + name + r"\b([^}]*)\}", text)
        assert used
        assert all(rest.startswith(":?") for rest in used)
