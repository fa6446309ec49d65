from sqlalchemy import select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.schema import CreateSchema

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    name: Mapped[str] = mapped_column(primary_key=True)

def add_project(tenant: str, name: str) -> None:
    with Session(engine) as session:
        # page: essence
        session.execute(text(f"SET search_path TO {tenant}"))
        session.add(Project(name=name))
        session.commit()

# page: to here
with engine.begin() as connection:
    Base.metadata.create_all(connection)
    connection.execute(CreateSchema("acme"))
    of_acme = connection.execution_options(schema_translate_map={None: "acme"})
    Base.metadata.create_all(of_acme)

# page: from here
add_project("acme", "secret")

with Session(engine) as session:
    print(session.scalars(select(Project.name)).all())
    #!> ['secret']
