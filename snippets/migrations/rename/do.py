import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine
from migrations._tools import autogenerate, migrate

engine = new_engine()

with engine.begin() as connection:
    connection.execute(
        sa.text(
            "CREATE TABLE task (id INTEGER NOT NULL PRIMARY KEY, title VARCHAR(200))"
        )
    )
    connection.execute(
        sa.text("INSERT INTO task VALUES (1, 'plan'), (2, 'build')")
    )

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    summary: Mapped[str | None] = mapped_column(sa.String(200))

print(autogenerate(engine, Base.metadata))
#> op.add_column('task', sa.Column('summary', sa.String(length=200), nullable=True))
#> op.drop_column('task', 'title')

def upgrade() -> None:
    op.alter_column("task", "title", new_column_name="summary")

migrate(engine, upgrade)
with Session(engine) as session:
    print(session.scalars(sa.select(Task.summary).order_by(Task.id)).all())
    #> ['plan', 'build']
print(autogenerate(engine, Base.metadata))
#> pass
