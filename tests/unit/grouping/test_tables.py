"""
The tables of the grouping service.
"""

from grouping.tables import FILE_COLUMNS, files, metadata


def test_design_tables_are_there() -> None:
    """
    The names of the design, and those of every inventory.
    """
    assert set(metadata.tables) >= {
        "files",
        "file_groups",
        "group_members",
        "group_decisions",
        "scan_runs",
        "scan_batches",
        "changes",
    }


def test_every_fact_of_a_file_has_its_column() -> None:
    """
    What is read of a file is stored under its own name.
    """
    assert set(FILE_COLUMNS) <= set(files.c.keys())
