import sqlalchemy as sa
from alembic import op

from domain import new_engine
from migrations._tools import migrate

engine = new_engine(on="postgresql")

with engine.begin() as connection:
    connection.execute(sa.text("CREATE TABLE message (sent_at timestamp)"))
    values = "INSERT INTO message VALUES ('2026-01-01 12:00')"
    connection.execute(sa.text(values))

# page: from here
def upgrade() -> None:
    """The server's zone is Tokyo, and the service has stored UTC."""
    op.execute("SET LOCAL TIME ZONE 'Asia/Tokyo'")
    # page: essence
    op.alter_column("message", "sent_at", type_=sa.DateTime(timezone=True))

migrate(engine, upgrade)

with engine.connect() as connection:
    query = "SELECT sent_at AT TIME ZONE 'UTC' FROM message"
    print(connection.scalar(sa.text(query)))
    #!> 2026-01-01 03:00:00
