import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from migrations._tools import migrate, new_folder

new_folder()
engine = sa.create_engine("sqlite:///service.db")

# page: from here
class Base(DeclarativeBase):
    metadata = sa.MetaData(
        naming_convention={"uq": "uq_%(table_name)s_%(column_0_N_name)s"}
    )

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(100), unique=True)

Base.metadata.create_all(engine)

def downgrade() -> None:
    with op.batch_alter_table("tool") as batch:
        batch.drop_constraint("uq_tool_name", type_="unique")

migrate(engine, downgrade)
print(sa.inspect(engine).get_unique_constraints("tool"))
#> []
