"""
The tables that every service with a library has.
"""

from sqlalchemy import Column, Index, MetaData, Text

from mediacore.inventory_tables import inventory_tables


def test_each_service_has_tables_of_its_own() -> None:
    """
    Two services share the shape, never the tables; each adds its own columns and indexes.
    """
    one, two = MetaData(), MetaData()
    own: Column[object] = Column("colour", Text)
    first = inventory_tables(one, own, file_indexes=(Index("ix_colour", own),))

    second = inventory_tables(two)

    assert set(one.tables) == set(two.tables)
    assert first.files is not second.files
    assert "colour" in first.files.c
    assert "colour" not in second.files.c
    assert "ix_colour" in {index.name for index in first.files.indexes}


def test_only_one_run_may_be_open() -> None:
    """
    The database itself keeps a second run from starting.
    """
    runs = inventory_tables(MetaData()).scan_runs

    assert "uq_scan_runs_one_active" in {index.name for index in runs.indexes if index.unique}
