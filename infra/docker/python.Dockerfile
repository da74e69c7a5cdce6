# syntax=docker/dockerfile:1
# Two images. `services` has grouping, dedup and the gateway, with their workers and watchers: each
# container runs the module that docker-compose.yml names. `gateway` has the gateway alone, which is
# what the outside reaches: no library that opens pictures is in it.
ARG PYTHON_VERSION=3.13

FROM python:${PYTHON_VERSION}-trixie AS build
WORKDIR /app
COPY Makefile requirements.runtime.lock requirements.gateway.lock ./
COPY infra/ci/check_python.py infra/ci/link_members.py infra/ci/
COPY libs/mediacore libs/mediacore
COPY services/gateway services/gateway

FROM build AS build-gateway
RUN make runtime-gateway

FROM build AS build-services
COPY services/grouping services/grouping
COPY services/dedup services/dedup
RUN make runtime

FROM python:${PYTHON_VERSION}-slim-trixie AS base
LABEL org.opencontainers.image.licenses="AGPL-3.0-only"
WORKDIR /app
COPY --chmod=755 LICENSE ./
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MALLOC_ARENA_MAX=2 \
    HOME=/tmp
USER 1000:1000
CMD ["python", "-m", "gateway.main"]

FROM base AS gateway
LABEL org.opencontainers.image.title="Twinlens gateway"
COPY --from=build-gateway /app/.venv .venv
COPY --from=build-gateway /app/libs libs
COPY --from=build-gateway /app/services services

FROM base AS services
LABEL org.opencontainers.image.title="Twinlens services"
COPY --from=build-services /app/.venv .venv
COPY --from=build-services /app/libs libs
COPY --from=build-services /app/services services
