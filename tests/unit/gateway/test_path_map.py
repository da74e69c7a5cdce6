"""
Tests of how Immich's paths translate to the library's.
"""

import pytest

from gateway.path_map import PathMap, Rule, parse_rules

NAS = PathMap((Rule("/mnt/nas", ""), Rule("/mnt/nas/phone", "backup/phone")))


def test_rules_are_read() -> None:
    """
    Slashes at the ends do not matter, and blanks around a comma neither.
    """
    assert parse_rules("/mnt/nas/=, /data=a/b/,") == (Rule("/mnt/nas", ""), Rule("/data", "a/b"))


@pytest.mark.parametrize("text", ["/mnt/nas", "mnt=library"])
def test_rule_without_meaning_is_refused(text: str) -> None:
    """
    A rule needs an equals sign and an absolute prefix.
    """
    with pytest.raises(ValueError, match="path_map wants"):
        parse_rules(text)


def test_longest_prefix_speaks() -> None:
    """
    The most specific rule decides.
    """
    assert NAS.to_library("/mnt/nas/2024/a.jpg") == "2024/a.jpg"
    assert NAS.to_library("/mnt/nas/phone/a.jpg") == "backup/phone/a.jpg"


def test_foreign_path_has_no_meaning() -> None:
    """
    A path under no prefix, even one that starts alike, is not of the library.
    """
    assert NAS.to_library("/mnt/nas2/a.jpg") is None


def test_library_path_is_in_display_form() -> None:
    """
    Control characters and backslashes are escaped as the services escape them.
    """
    assert NAS.to_library("/mnt/nas/a\n\\b.jpg") == "a\\x0a\\\\b.jpg"


@pytest.mark.parametrize("path", ["2024/a.jpg", "backup/phone/a.jpg", "a\\x0ab.jpg"])
def test_way_back_leads_to_the_same_place(path: str) -> None:
    """
    Immich's path of a library path maps back to it.
    """
    container = NAS.to_container(path)

    assert container is not None
    assert NAS.to_library(container) == path


def test_no_way_back_outside_the_rules() -> None:
    """
    A file outside of every mapped folder has no path of Immich's.
    """
    assert PathMap((Rule("/data", "phone"),)).to_container("camera/a.jpg") is None
