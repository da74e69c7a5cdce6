# syntax=docker/dockerfile:1
# The services: grouping, dedup and the gateway, with their workers and watchers. One image, in which
# each container runs the module that docker-compose.yml names.
ARG PYTHON_VERSION=3.13

FROM python:${PYTHON_VERSION}-trixie AS build
WORKDIR /app
COPY Makefile requirements.runtime.lock ./
COPY infra/ci/check_python.py infra/ci/link_members.py infra/ci/
COPY libs/mediacore libs/mediacore
COPY services/grouping services/grouping
COPY services/dedup services/dedup
COPY services/gateway services/gateway
RUN make runtime

FROM python:${PYTHON_VERSION}-slim-trixie
LABEL org.opencontainers.image.title="Twinlens services" \
      org.opencontainers.image.licenses="AGPL-3.0-only"
WORKDIR /app
COPY --chmod=755 LICENSE ./
COPY --from=build /app/.venv .venv
COPY --from=build /app/libs libs
COPY --from=build /app/services services
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MALLOC_ARENA_MAX=2 \
    HOME=/tmp
USER 1000:1000
CMD ["python", "-m", "gateway.main"]
