# syntax=docker/dockerfile:1
# The web page and the nginx before it. The page is the same for every architecture, so that it is
# built once, on the machine that builds.
ARG PYTHON_VERSION=3.13
ARG NGINX_VERSION=1.30

FROM --platform=$BUILDPLATFORM python:${PYTHON_VERSION}-trixie AS build
WORKDIR /app
COPY Makefile requirements.lock ./
COPY infra/ci/check_python.py infra/ci/link_node.py infra/ci/
COPY services/web services/web
RUN make web

FROM nginx:${NGINX_VERSION}-alpine
LABEL org.opencontainers.image.title="Twinlens web" \
      org.opencontainers.image.licenses="AGPL-3.0-only"
COPY --chmod=755 LICENSE /
COPY --chmod=755 infra/nginx /etc/twinlens
COPY --chmod=755 --from=build /app/services/web/dist /srv/web
USER 101:101
EXPOSE 8080
ENTRYPOINT ["sh", "/etc/twinlens/start.sh"]
