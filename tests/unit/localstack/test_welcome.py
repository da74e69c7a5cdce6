"""
What a person is told once everything runs.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from localstack.stack import Stack
from localstack.welcome import show_welcome, welcome_lines
from tests.unit.localstack.screen import screen
from tests.unit.localstack.test_plan import ADDRESSES, SETTINGS

STACK = Stack(SETTINGS, ADDRESSES, (), ())


def test_the_demo_says_what_is_not_real() -> None:
    """
    A newcomer learns that photos and Immich are samples, and how to sign in.
    """
    text = "\n".join(welcome_lines(STACK))

    assert "http://localhost:8080" in text
    assert "generated sample library" in text
    assert "demo@twinlens.local, password demo" in text


def test_a_real_library_and_immich_are_named_as_they_are() -> None:
    """
    Nothing about samples is said, and notes are.
    """
    settings = replace(SETTINGS, media_path=Path("/photos"), immich_url="http://nas:2283")
    text = "\n".join(welcome_lines(Stack(settings, ADDRESSES, (), ("look here",))))

    assert "http://nas:2283" in text
    assert "look here" in text
    assert "demo" not in text
    assert "sample" not in text


@pytest.mark.parametrize(("terminal", "box"), [(True, True), (False, False)])
def test_a_box_is_drawn_only_for_a_terminal(terminal: bool, box: bool) -> None:
    """
    A log file gets plain lines.
    """
    console, words = screen(terminal=terminal)

    show_welcome(STACK, console)

    assert ("╭" in words.getvalue()) is box
    assert "Twinlens is running" in words.getvalue()
