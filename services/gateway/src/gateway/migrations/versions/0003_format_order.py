"""
Preferences: formats in an order, and no longer one of them.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_IN_ORDER = """
UPDATE preferences SET format_order = ARRAY[primary_format] WHERE primary_format <> 'default'
"""
_FIRST = "UPDATE preferences SET primary_format = format_order[1] WHERE format_order <> '{}'"


def upgrade() -> None:
    order: sa.Column[list[str]] = sa.Column(
        "format_order", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False
    )
    op.add_column("preferences", order)
    op.execute(_IN_ORDER)
    op.alter_column("preferences", "format_order", server_default=None)
    op.drop_column("preferences", "primary_format")


def downgrade() -> None:
    first = sa.Column("primary_format", sa.Text(), server_default="default", nullable=False)
    op.add_column("preferences", first)
    op.execute(_FIRST)
    op.alter_column("preferences", "primary_format", server_default=None)
    op.drop_column("preferences", "format_order")
