from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"
    __table_args__ = {"schema": "planning"}

    id: Mapped[int] = mapped_column(primary_key=True)

with engine.begin() as connection:
    # page: essence
    Base.metadata.create_all(connection)
    #! sqlalchemy.exc.ProgrammingError: (psycopg.errors.InvalidSchemaName) schema "planning" does not exist
