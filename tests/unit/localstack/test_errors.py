"""
What the local mode's errors carry.
"""

from localstack.errors import StartFailedError


def test_a_failed_start_says_who_and_why() -> None:
    """
    The process and the reason can be read apart.
    """
    error = StartFailedError("postgres", "it ended with exit code 1", 1)

    assert str(error) == "postgres did not start: it ended with exit code 1"
    assert (error.name, error.reason) == ("postgres", "it ended with exit code 1")
    assert error.exit_code == 1
