import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from migrations._tools import migrate, new_folder

new_folder()

class Base(DeclarativeBase):
    pass

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)

# page: from here
engine = sa.create_engine("sqlite:///service.db")
Base.metadata.create_all(engine)

def upgrade() -> None:
    names = {"uq": "uq_%(table_name)s_%(column_0_N_name)s"}
    with op.batch_alter_table("tool", naming_convention=names) as batch:
        batch.drop_constraint("uq_tool_name", type_="unique")

migrate(engine, upgrade)
print(sa.inspect(engine).get_unique_constraints("tool"))
#> []
