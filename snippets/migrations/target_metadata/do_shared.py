from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine
from migrations._tools import autogenerate

engine = new_engine()

with engine.begin() as connection:
    connection.execute(text("CREATE TABLE invoice (number INTEGER NOT NULL)"))

# page: from here
class Base(DeclarativeBase):
    pass

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)

# page: to here
Base.metadata.create_all(engine)

# page: from here
def include_object(
    _object: Any, _name: Any, kind: str, reflected: bool, compare_to: Any
) -> bool:
    """Skip tables that exist in the database and not in the models."""
    return not (kind == "table" and reflected and compare_to is None)

print(autogenerate(engine, Base.metadata, include_object=include_object))
#> pass
