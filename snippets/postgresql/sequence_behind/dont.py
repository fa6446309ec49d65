from sqlalchemy import insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

Base.metadata.create_all(engine)

# page: from here
imported = [{"id": 1, "name": "browser"}, {"id": 2, "name": "shell"}]

with Session(engine) as session:
    session.execute(insert(Tool), imported)
    session.commit()

    session.add(Tool(name="editor"))
    session.commit()
    #! sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "tool_pkey"
    print(session.scalars(select(Tool.name).order_by(Tool.id)).all())
