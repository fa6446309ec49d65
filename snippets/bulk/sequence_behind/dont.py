from sqlalchemy import insert
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

class Base(DeclarativeBase):
    pass

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

engine = new_engine(on="postgresql")
Base.metadata.create_all(engine)

# page: from here
rows = [{"id": 1, "name": "browser"}, {"id": 2, "name": "search"}]

with Session(engine) as session, session.begin():
    # page: essence
    session.execute(insert(Tool), rows)

with Session(engine) as session, session.begin():
    tool = Tool(name="shell")
    session.add(tool)
    session.flush()
    #! sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "tool_pkey"
    print(tool.id)
