import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine
from migrations._tools import migrate

engine = new_engine()

# page: from here
class Base(DeclarativeBase):
    metadata = sa.MetaData(
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
    name: Mapped[str] = mapped_column(sa.String(100), unique=True)

Base.metadata.create_all(engine)

def downgrade() -> None:
    with op.batch_alter_table("tool") as batch:
        batch.drop_constraint("uq_tool_name", type_="unique")

migrate(engine, downgrade)
print(sa.inspect(engine).get_unique_constraints("tool"))
#> []
