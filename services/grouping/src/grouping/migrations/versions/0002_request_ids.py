"""
Request ids: runs and batches remember the request that asked for them.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("scan_runs", sa.Column("request_id", sa.Text(), nullable=True))
    op.add_column("scan_batches", sa.Column("request_id", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("scan_batches", "request_id")
    op.drop_column("scan_runs", "request_id")
