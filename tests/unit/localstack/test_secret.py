"""
Secrets kept in the data folder.
"""

from pathlib import Path

from localstack.secret import derived_secret, kept_secret


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    """
    The second call finds what the first one made.
    """
    path = tmp_path / "secret"

    first = kept_secret(path)

    assert kept_secret(path) == first
    assert path.stat().st_mode & 0o777 == 0o600


def test_derived_secrets_differ_by_purpose_and_repeat() -> None:
    """
    One secret gives each role its own password, the same every time.
    """
    assert derived_secret("s", "grouping") == derived_secret("s", "grouping")
    assert derived_secret("s", "grouping") != derived_secret("s", "dedup")
