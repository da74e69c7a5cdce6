"""
The tables of the gateway.
"""

from gateway.tables import metadata


def test_design_tables_are_there() -> None:
    """
    The tables that the design names.
    """
    wanted = {"assets", "owner_groups", "preferences", "audit", "action_journal"}

    assert wanted <= set(metadata.tables)
