"""
Savings: what would be free if the suggested copy stayed, and no longer the largest one.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ANEW = """
UPDATE duplicate_groups g SET savings = coalesce((SELECT sum(m.file_size)
  FROM duplicate_members m WHERE m.group_id = g.group_id
    AND NOT m.is_suggested_keeper AND NOT m.burst), 0)
"""
_AS_BEFORE = """
UPDATE duplicate_groups g SET savings = (SELECT sum(m.file_size) - max(m.file_size)
  FROM duplicate_members m WHERE m.group_id = g.group_id)
"""
# The suggested copy may be hidden itself: then the next one stays.
_HIDDEN_ANEW = """
UPDATE duplicate_hidden h SET savings = coalesce((SELECT sum(file_size) FROM (
  SELECT m.file_size, m.burst, row_number() OVER (
    ORDER BY m.is_suggested_keeper DESC, m.similarity_score DESC, m.file_path) AS place
  FROM duplicate_members m WHERE m.group_id = h.group_id AND m.file_id <> ALL(h.file_ids)
) AS shown WHERE place > 1 AND NOT burst), 0)
WHERE NOT h.whole
"""
_HIDDEN_AS_BEFORE = """
UPDATE duplicate_hidden h SET savings = (SELECT sum(m.file_size) - max(m.file_size)
  FROM duplicate_members m WHERE m.group_id = h.group_id AND m.file_id <> ALL(h.file_ids))
WHERE NOT h.whole
"""
_LEVELS = """
UPDATE duplicate_levels l SET savings = g.savings FROM duplicate_groups g
WHERE g.group_id = l.group_id
"""


def upgrade() -> None:
    op.execute(_ANEW)
    op.execute(_LEVELS)
    op.execute(_HIDDEN_ANEW)


def downgrade() -> None:
    op.execute(_AS_BEFORE)
    op.execute(_LEVELS)
    op.execute(_HIDDEN_AS_BEFORE)
