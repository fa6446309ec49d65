from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import MetaData, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine

engine = new_engine()

# page: from here
class Base(DeclarativeBase):
    # page: essence
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)

Base.metadata.create_all(engine)

print(inspect(engine).get_unique_constraints("tool")[0]["name"])
#> uq_tool_name

with engine.begin() as connection:
    op = Operations(MigrationContext.configure(connection))
    with op.batch_alter_table("tool") as batch:
        batch.drop_constraint("uq_tool_name", type_="unique")

print(inspect(engine).get_unique_constraints("tool"))
#> []
