"""
What the compose file promises: read-only media, nothing open that need not be, and limits.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from dedup.settings import DedupSettings
from gateway.settings import GatewaySettings
from grouping.settings import GroupingSettings
from localstack.binaries import postgres_home
from localstack.plan import DATABASES
from mediacore.settings import ServiceSettings, load_settings
from tests.architecture import tree
from tests.architecture.deployment import (
    COMPOSE,
    GPU,
    MissingError,
    composed,
    example,
    filled,
    limits,
    mounts,
    needed,
    ours,
    python_services,
    services,
    variables,
)

CHECKER = Path(sys.executable).parent / "check-jsonschema"
SETTINGS: dict[str, type[ServiceSettings]] = {
    "grouping": GroupingSettings,
    "dedup": DedupSettings,
    "gateway": GatewaySettings,
    "web": GatewaySettings,
}
PUBLISHED = {"gateway": "0.0.0.0:3000:3000", "web": "0.0.0.0:8080:8080"}
DATA = {
    "postgres-custom": "/var/lib/postgresql",
    "redis-jobs": "/data",
    "immich-postgres": "/var/lib/postgresql/data",
}
# Immich's own, and what the services are told out of the others.
NOT_IN_ENV = {"UPLOAD_LOCATION", "DATABASE_URL", "REDIS_URL"}
ONLY_INSIDE = {
    *("postgres-custom", "redis-jobs", "redis-cache"),
    *("grouping", "grouping-worker", "grouping-watcher"),
    *("dedup", "dedup-worker", "dedup-watcher"),
}


@pytest.mark.parametrize("path", [COMPOSE, GPU], ids=lambda path: path.name)
@pytest.mark.parametrize("is_filled", [True, False])
def test_file_is_as_the_compose_specification_says(
    path: Path, tmp_path: Path, *, is_filled: bool
) -> None:
    """
    Both as it stands and with its variables filled in.
    """
    file = tmp_path / path.name
    file.write_text(yaml.safe_dump(composed(path)) if is_filled else path.read_text())
    done = subprocess.run(
        [CHECKER, "--builtin-schema", "vendor.compose-spec", file],
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout


def test_gateway_and_web_alone_publish_ports() -> None:
    """
    Of both ways to install it; Immich's too is reached by the gateway only.
    """
    found = {name: one["ports"] for name, one in services().items() if "ports" in one}

    assert found == {name: [port] for name, port in PUBLISHED.items()}


def test_engines_and_databases_reach_nobody_outside() -> None:
    """
    They stand in a network that leads nowhere.
    """
    inside = {name for name, one in services().items() if one["networks"] == ["inside"]}

    assert inside == ONLY_INSIDE
    assert composed()["networks"]["inside"] == {"internal": True}
    assert services()["immich-postgres"]["networks"] == ["immich"]
    assert composed()["networks"]["immich"] == {"internal": True}


def test_media_is_read_only_everywhere() -> None:
    """
    Ours and Immich's photos; what people upload only Immich itself may write.
    """
    for name, one in services(UPLOAD_PATH="/uploads").items():
        for source, _, is_read_only in mounts(one):
            if source == "/photos" or (source == "/uploads" and name != "immich-server"):
                assert is_read_only, name


def test_workers_and_watchers_see_what_their_service_sees() -> None:
    """
    A path means the same to all of them.
    """
    for name in ("grouping", "dedup"):
        seen = [list(mounts(services()[f"{name}{part}"])) for part in ("", "-worker", "-watcher")]
        assert seen[0] == seen[1] == seen[2]
        assert {target for _, target, _ in seen[0]} >= {"/media/library", "/media/uploads"}


def test_missing_folder_is_an_error_and_not_an_empty_library() -> None:
    """
    Docker must not make the folder of the photos.
    """
    assert services()["grouping"]["volumes"][0]["bind"] == {"create_host_path": False}


@pytest.mark.parametrize("name", ours())
def test_container_of_ours_can_do_little(name: str) -> None:
    """
    No root, no capability, nothing to write but what is named, and no way to more rights.
    """
    one = ours()[name]

    assert one["read_only"] is True
    assert one["cap_drop"] == ["ALL"]
    assert "cap_add" not in one
    assert one["security_opt"] == ["no-new-privileges:true"]
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", one["user"])
    assert "/tmp" in one["tmpfs"]


@pytest.mark.parametrize("name", services())
def test_container_is_looked_after(name: str) -> None:
    """
    Checked, started again, limited, and its log does not fill the disk.
    """
    one = services()[name]

    assert "test" in one["healthcheck"] or one["healthcheck"] == {"disable": False}
    assert one["restart"] == "unless-stopped"
    assert set(limits(one)) == {"cpus", "memory"}
    assert one["logging"]["options"]["max-size"]


def test_limits_can_be_set_and_databases_have_four_gigabytes() -> None:
    """
    That is for large collections; processors can be left without a limit.
    """
    text = COMPOSE.read_text(encoding="utf-8")
    free = services(POSTGRES_CPUS="0", POSTGRES_MEMORY="1g")

    assert limits(services()["postgres-custom"])["memory"] == "4g"
    assert limits(services()["immich-postgres"])["memory"] == "4g"
    assert limits(free["postgres-custom"]) == {"cpus": "0", "memory": "1g"}
    assert re.findall(r'(?:cpus|memory): (?!"\$\{[A-Z_]+:-[^}]+\}").*', text) == []


def test_each_database_has_a_volume_of_its_own() -> None:
    """
    With a name, so that no clean-up takes it for nobody's.
    """
    volumes = composed()["volumes"]
    for name, target in DATA.items():
        assert (name, target, False) in list(mounts(services()[name]))
        assert name in volumes


def test_queue_keeps_everything_and_the_cache_forgets() -> None:
    """
    In one instance a full cache would evict jobs; neither is open to whoever has no password.
    """
    jobs, cache = (services()[name]["command"] for name in ("redis-jobs", "redis-cache"))

    assert jobs[jobs.index("--maxmemory-policy") + 1] == "noeviction"
    assert jobs[jobs.index("--appendonly") + 1] == "yes"
    assert cache[cache.index("--maxmemory-policy") + 1] == "allkeys-lru"
    assert cache[cache.index("--maxmemory") + 1] == "256mb"
    assert all(part[part.index("--requirepass") + 1] == "f00dcafe" for part in (jobs, cache))


def test_postgres_is_of_the_local_modes_major_version() -> None:
    """
    What a dump of one holds, the other one takes.
    """
    version = subprocess.run(
        [postgres_home() / "bin" / "postgres", "--version"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    major = re.findall(r"\d+", version)[0]

    assert services()["postgres-custom"]["image"].endswith(f"-pg{major}")


@pytest.mark.parametrize("name", python_services())
def test_settings_file_is_the_service_own(name: str) -> None:
    """
    Mounted where the program looks for it, over the one of the image.
    """
    package = module_of(name)
    source = f"./services/{package}/config.yml"

    assert (source, f"/app/services/{package}/config.yml", True) in list(mounts(ours()[name]))
    assert (tree.ROOT / source).exists()


def module_of(name: str) -> str:
    """
    Give the package that a service runs.
    """
    words = " ".join(python_services()[name]["command"])
    found = re.search(r"(\w+)\.(?:main|worker|watch)$", words)
    assert found
    return found[1]


@pytest.mark.parametrize("name", python_services())
def test_environment_is_one_that_the_service_takes(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    With made secrets; every variable is a setting, and outside of the local mode.
    """
    kind = SETTINGS[name.partition("-")[0]]
    for field in kind.model_fields:
        monkeypatch.delenv(field.upper(), raising=False)
    secrets = {key: "0f1e2d3c4b5a69788796a5b4" for key in needed() if key not in example_urls()}
    environment = services(**secrets)[name]["environment"]
    for key, value in environment.items():
        monkeypatch.setenv(key, str(value))

    assert load_settings(kind).twinlens_env == "production"
    assert {key.lower() for key in environment} <= set(GatewaySettings.model_fields)


def example_urls() -> set[str]:
    """
    Give what must be said and is no secret.
    """
    return {"IMMICH_URL", "MEDIA_PATH"}


@pytest.mark.parametrize("name", python_services())
def test_service_asks_for_a_database_of_its_own(name: str) -> None:
    """
    By a role of its own.
    """
    package = module_of(name)
    url = python_services()[name]["environment"]["DATABASE_URL"]

    assert package in DATABASES
    assert url == f"postgresql://{package}:f00dcafe@postgres-custom:5432/{package}"


def test_database_is_brought_forward_before_a_service_starts() -> None:
    """
    Workers wait for the service that does it.
    """
    for name in DATABASES:
        assert f"python -m {name}.migrate && exec" in ours()[name]["command"][2]
    for name in ("grouping", "dedup"):
        for part in ("worker", "watcher"):
            needs = ours()[f"{name}-{part}"]["depends_on"]
            assert needs == {name: {"condition": "service_healthy"}}


def test_immich_is_pinned_by_a_variable() -> None:
    """
    The server and its machine learning to one version; with a card, to the image for it.
    """
    told = services(IMMICH_VERSION="v3.1.0")
    card = composed(GPU, IMMICH_VERSION="v3.1.0")["services"]["immich-machine-learning"]

    assert told["immich-server"]["image"].endswith("immich-server:v3.1.0")
    assert told["immich-machine-learning"]["image"].endswith("learning:v3.1.0")
    assert card["image"].endswith("learning:v3.1.0-cuda")
    assert {one["profiles"][0] for name, one in told.items() if name.startswith("immich-")} == {
        "immich"
    }


def test_every_variable_is_explained_and_none_for_nothing() -> None:
    """
    In .env.example, once.
    """
    asked = variables(COMPOSE.read_text(encoding="utf-8")) | variables(
        GPU.read_text(encoding="utf-8")
    )

    assert tree.listed(asked ^ set(example())) == ""


def test_no_secret_has_a_default() -> None:
    """
    Neither in the example nor in the compose file: without one, nothing starts.
    """
    secrets = {name for name in example() if name.endswith(("_PASSWORD", "_TOKEN"))}

    assert {example()[name] for name in example()} == {""}
    for name in secrets:
        with pytest.raises(MissingError, match=name):
            filled(COMPOSE.read_text(encoding="utf-8"), needed() | {name: ""})


def test_variables_are_filled_as_compose_does() -> None:
    """
    The rule itself works.
    """
    assert filled("${A}${B:-b}${C:-}${D:?why}", {"A": "1", "D": "4"}) == "1b4"
    assert variables("${A} $${B} $C ${D:-x}") == {"A", "B", "D"}


@pytest.mark.parametrize("name", ["install.md", "reverse-proxy.md", "nas.md"])
def test_page_about_installing_names_only_what_there_is(name: str) -> None:
    """
    Every variable it tells people to set is one of .env.
    """
    text = (tree.ROOT / "docs" / name).read_text(encoding="utf-8")
    told = set(re.findall(r"`([A-Z][A-Z_]+)(?:=[^`]*)?`", text)) - NOT_IN_ENV

    assert tree.listed(told - set(example())) == ""


def test_prometheus_and_backup_know_the_containers_by_name() -> None:
    """
    What asks for metrics, and what saves the databases.
    """
    told = yaml.safe_load((tree.ROOT / "infra/prometheus/prometheus.yml").read_text())
    (asked,) = told["scrape_configs"][0]["static_configs"]
    served = {
        f"{name}:{one['environment']['PORT']}"
        for name, one in python_services().items()
        if not name.endswith(("-worker", "-watcher"))
    }

    assert set(asked["targets"]) == served
    make = (tree.ROOT / "Makefile").read_text(encoding="utf-8")
    assert set(re.findall(r"compose exec -T (\S+?)\"", make)) == {"postgres-custom"}
