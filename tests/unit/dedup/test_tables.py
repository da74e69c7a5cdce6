"""
The tables of the dedup service.
"""

from dedup.tables import metadata


def test_design_columns_are_there() -> None:
    """
    The tables and columns that the design names.
    """
    wanted = {
        "duplicate_groups": {"group_id", "duplicate_type", "level", "created_at"},
        "duplicate_members": {
            *("group_id", "file_path", "file_hash", "perceptual_hash"),
            *("similarity_score", "file_size"),
        },
        "files": {"sha256", "perceptual_hash", "quick_id", "path"},
    }

    for table, columns in wanted.items():
        assert columns <= set(metadata.tables[table].columns.keys())
    assert {"duplicate_decisions", "scan_runs", "scan_batches", "changes"} <= set(metadata.tables)
