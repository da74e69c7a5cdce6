"""
What benchmarks of the gateway put behind it and in its place: nginx, in either role.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from localstack.ports import free_port

MISSING = "nginx is not installed: `apt-get install nginx-light` (or NGINX=/path/to/nginx)"
START_SECONDS = 60.0
FRAME = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off;
  keepalive_requests 100000000;
  client_max_body_size 0;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  {inner}
}}
"""
FILES = """
  server {{
    listen 127.0.0.1:{port};
    location / {{ root {files}; }}
  }}
"""
PROXY = """
  upstream behind {{ server {behind}; keepalive 128; keepalive_requests 100000000; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://behind;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Real-IP $remote_addr;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_request_buffering off;
    }}
  }}
"""


def nginx() -> str | None:
    """
    Give the path of nginx, if there is one.
    """
    return shutil.which(os.environ.get("NGINX", "nginx"))


def wait_for(url: str) -> None:
    """
    Wait until something answers.
    """
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            httpx.get(url, timeout=START_SECONDS)
        except httpx.TransportError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


@contextmanager
def _nginx(folder: Path, inner: str, port: int) -> Iterator[str]:
    folder.mkdir()
    config = folder / "nginx.conf"
    config.write_text(FRAME.format(folder=folder, inner=inner))
    program = nginx()
    if program is None:
        sys.exit(MISSING)
    with running([program, "-e", str(folder / "error.log"), "-c", str(config)], port) as url:
        yield url


@contextmanager
def running(command: list[str], port: int, **environment: str) -> Iterator[str]:
    """
    Run a server, and give where it listens.
    """
    process = subprocess.Popen(command, env={**os.environ, **environment})
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(url)
        yield url
    finally:
        process.terminate()
        process.wait()


@contextmanager
def serving_files(folder: Path, files: Path) -> Iterator[str]:
    """
    Run an nginx that gives the files of a folder.
    """
    port = free_port()
    with _nginx(folder / "behind", FILES.format(port=port, files=files), port) as url:
        yield url


@contextmanager
def proxying(folder: Path, behind: str) -> Iterator[str]:
    """
    Run an nginx in the place of a gateway.
    """
    port = free_port()
    inner = PROXY.format(port=port, behind=behind.removeprefix("http://"))
    with _nginx(folder / "beside", inner, port) as url:
        yield url


@contextmanager
def gateway_before(behind: str) -> Iterator[str]:
    """
    Run a gateway, without database and services.
    """
    port = free_port()
    environment = {
        "IMMICH_URL": behind,
        "PORT": str(port),
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none",
        "SERVICE_TOKEN": "benchmark-benchmark",
        "LOG_LEVEL": "error",
        "BACKGROUND": "false",
    }
    with running([sys.executable, "-m", "gateway.main"], port, **environment) as url:
        yield url
