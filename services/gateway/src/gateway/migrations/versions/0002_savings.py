"""
Savings: what would be free if the suggested copy stayed, and no longer the largest one.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ANEW = """
UPDATE owner_groups o SET savings = coalesce((SELECT sum((m.one ->> 'size')::bigint)
  FROM jsonb_array_elements(o.members) WITH ORDINALITY AS m(one, place)
  WHERE m.place > 1 AND m.one ->> 'versionGroupId' IS NULL
    AND (NOT o.burst OR (m.one ->> 'preselected')::boolean)), 0)
WHERE o.kind = 'duplicate'
"""
_AS_BEFORE = """
UPDATE owner_groups o SET savings = (SELECT sum((one ->> 'size')::bigint)
  - max((one ->> 'size')::bigint) FROM jsonb_array_elements(o.members) AS one)
WHERE o.kind = 'duplicate'
"""
_TELL = "UPDATE users SET version = version + 1"


def upgrade() -> None:
    op.execute(_ANEW)
    op.execute(_TELL)


def downgrade() -> None:
    op.execute(_AS_BEFORE)
    op.execute(_TELL)
