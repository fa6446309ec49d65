from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine

engine = new_engine()

# page: from here
class Base(DeclarativeBase):
    pass

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    name: Mapped[str] = mapped_column(unique=True)

Base.metadata.create_all(engine)

print(inspect(engine).get_unique_constraints("tool")[0]["name"])
#!> [sqlite] None
#!> [postgresql] tool_name_key

with engine.begin() as connection:
    op = Operations(MigrationContext.configure(connection))
    with op.batch_alter_table("tool") as batch:
        batch.drop_constraint("uq_tool_name", type_="unique")
    #! [sqlite] ValueError: No such constraint: 'uq_tool_name'
    #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.UndefinedObject) constraint "uq_tool_name" of relation "tool" does not exist

print(inspect(engine).get_unique_constraints("tool"))
