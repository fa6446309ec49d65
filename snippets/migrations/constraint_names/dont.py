import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine
from migrations._tools import migrate

engine = new_engine()

# page: from here
class Base(DeclarativeBase):
    pass

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(100), unique=True)

Base.metadata.create_all(engine)

def downgrade() -> None:
    with op.batch_alter_table("tool") as batch:
        batch.drop_constraint(None, type_="unique")
    #! [sqlite] ValueError: Constraint must have a name
    #! [postgresql] sqlalchemy.exc.CompileError: Can't emit DROP CONSTRAINT for constraint UniqueConstraint(); it has no name

migrate(engine, downgrade)
print(sa.inspect(engine).get_unique_constraints("tool"))
