from sqlalchemy import inspect
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    declared_attr,
    mapped_column,
)

from domain import new_engine

engine = new_engine()

# page: from here
class Base(DeclarativeBase):
    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:
        return cls.__name__.lower()

class Project(Base):
    id: Mapped[int] = mapped_column(primary_key=True)

class Tool(Base):
    id: Mapped[int] = mapped_column(primary_key=True)

Base.metadata.create_all(engine)
print(sorted(inspect(engine).get_table_names()))
#> ['project', 'tool']
