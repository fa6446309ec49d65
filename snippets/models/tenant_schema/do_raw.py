from sqlalchemy import func, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.schema import CreateSchema

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

class Project(Base):
    __tablename__ = "project"

    name: Mapped[str] = mapped_column(primary_key=True)

# page: from here
acme = engine.execution_options(schema_translate_map={None: "acme"})

# page: to here
with engine.begin() as connection:
    connection.execute(CreateSchema("acme"))
Base.metadata.create_all(engine)
Base.metadata.create_all(acme)

# page: from here
with Session(engine) as session, Session(acme) as acme_session:
    session.add(Project(name="demo"))
    session.commit()
    acme_session.add(Project(name="secret"))
    acme_session.commit()

with Session(acme) as session:
    # page: essence
    path = func.quote_ident("acme")
    session.execute(select(func.set_config("search_path", path, True)))
    names = session.scalars(text("SELECT name FROM project"))
    print(names.all())
    #> ['secret']
