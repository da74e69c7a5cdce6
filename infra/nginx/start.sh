#!/bin/sh
# Writes nginx's configuration out of the environment, and becomes nginx.
#
#   IMMICH_URL       where Immich is, as the gateway is told
#   GATEWAY_URL      the gateway that serves this origin
#   TRUSTED_PROXIES  networks whose X-Forwarded-* counts, separated by commas; empty: private ones
#   WEB_ROOT, LISTEN, RUN, NGINX_PROGRAM, ACCESS_LOG, RESOLVERS, HOSTS: as in the image unless said otherwise
set -eu

here="$(cd "$(dirname "$0")" && pwd)"
run="${RUN:-/tmp}"

# Gives an address without its last slash; ends where it is none, or more than scheme and host.
address() {
  value="$(eval "printf '%s' \"\${$1:-}\"")"
  value="${value%/}"
  case "${value#*://}" in
    "" | *[!][A-Za-z0-9._:-]*) known=no ;;
    *) known=yes ;;
  esac
  case "$known $value" in
    "yes http://"* | "yes https://"*) printf '%s' "$value" ;;
    *)
      echo "$1 is '$value': it takes an address such as http://nas:2283" >&2
      exit 2
      ;;
  esac
}

# Gives the address with a name of /etc/hosts, such as host.docker.internal, looked up: nginx asks
# name servers only. Over https the name stays, which a certificate is for.
looked_up() {
  rest="${1#http://}"
  name="${rest%%:*}"
  found="$(awk -v name="$name" '
    !/^#/ { for (i = 2; i <= NF; i++) if ($i == name) { print ($1 ~ /:/) ? "[" $1 "]" : $1; exit } }
  ' "${HOSTS:-/etc/hosts}")"
  case "$1 $found" in
    "http://"*" "?*) printf 'http://%s%s' "$found" "${rest#"$name"}" ;;
    *) printf '%s' "$1" ;;
  esac
}

immich="$(address IMMICH_URL)"
immich="$(looked_up "$immich")"
gateway="$(address GATEWAY_URL)"

near="${TRUSTED_PROXIES:-}"
: "${near:=127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,169.254.0.0/16,::1,fc00::/7,fe80::/10}"
case "$near" in
  *[!0-9A-Fa-f.:/,\ ]*)
    echo "TRUSTED_PROXIES is '$near': it takes networks such as 10.0.0.0/8, separated by commas" >&2
    exit 2
    ;;
esac
trusted="$(printf '%s' "$near" | tr ',' '\n' | sed 's/ //g; /^$/d; s/$/ 1;/' | tr '\n' ' ')"

resolvers="${RESOLVERS:-$(awk '/^nameserver/ { print ($2 ~ /:/) ? "[" $2 "]" : $2 }' /etc/resolv.conf | tr '\n' ' ')}"

sed -e "s|@IMMICH_URL@|$immich|g" \
    -e "s|@GATEWAY_URL@|$gateway|g" \
    -e "s|@TRUSTED@|$trusted|g" \
    -e "s|@RESOLVERS@|${resolvers:-127.0.0.1}|g" \
    -e "s|@WEB_ROOT@|${WEB_ROOT:-/srv/web}|g" \
    -e "s|@LISTEN@|${LISTEN:-8080}|g" \
    -e "s|@ACCESS_LOG@|${ACCESS_LOG:-/dev/stdout}|g" \
    -e "s|@RUN@|$run|g" \
    -e "s|@HERE@|$here|g" \
    "$here/nginx.conf" > "$run/nginx.conf"

exec "${NGINX_PROGRAM:-nginx}" -p "$run" -c "$run/nginx.conf" -g 'daemon off;' "$@"
