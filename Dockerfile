# One image for web, worker, beat and migrations; docker-compose.yml says which is which.
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
COPY pyproject.toml requirements.lock ./
# What the portal runs on, without the tools for tests and checks, in the versions of the lock.
RUN python -c "import tomllib; print('\n'.join(tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies']))" >wanted.txt \
 && python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --disable-pip-version-check -r wanted.txt -c requirements.lock
RUN apt-get update \
 && apt-get install -y --no-install-recommends gettext \
 && rm -rf /var/lib/apt/lists/*
COPY locale locale
RUN for text in locale/*/LC_MESSAGES/*.po; do msgfmt --check-format -o "${text%.po}.mo" "$text"; done

FROM python:3.11-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /nonexistent portal \
 && install -d -o portal -m 0700 /data
COPY --from=build /venv /venv
WORKDIR /app
COPY manage.py ./
COPY sca_portal sca_portal
COPY requests_app requests_app
COPY templates templates
COPY static static
COPY --from=build /build/locale locale
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data HOST=0.0.0.0 XDG_CACHE_HOME=/tmp
USER portal
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "-c", "sca_portal/gunicorn.py", "sca_portal.wsgi"]
