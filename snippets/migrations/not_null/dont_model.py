import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine
from migrations._tools import autogenerate, migrate

engine = new_engine()

with engine.begin() as connection:
    connection.execute(
        sa.text("CREATE TABLE task (id INTEGER NOT NULL PRIMARY KEY)")
    )

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    priority: Mapped[int] = mapped_column(default=0)

def upgrade() -> None:
    column = sa.Column(
        "priority", sa.Integer(), server_default="0", nullable=False
    )
    op.add_column("task", column)

migrate(engine, upgrade)
print(autogenerate(engine, Base.metadata, compare_server_default=True))
#!> op.alter_column('task', 'priority',
#!> existing_type=sa.INTEGER(),
#!> server_default=None,
#!> existing_nullable=False)
