from sqlalchemy import inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine

engine = new_engine()

# page: from here
class Base(DeclarativeBase):
    def __tablename__(cls) -> str:
        return cls.__name__.lower()

class Project(Base):
    id: Mapped[int] = mapped_column(primary_key=True)

class Tool(Base):
    id: Mapped[int] = mapped_column(primary_key=True)

#! sqlalchemy.exc.InvalidRequestError: Table '<function Base.__tablename__ at ...>' is already defined for this MetaData instance.  Specify 'extend_existing=True' to redefine options and columns on an existing Table object.

Base.metadata.create_all(engine)
print(sorted(inspect(engine).get_table_names()))
