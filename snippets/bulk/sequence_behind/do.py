from sqlalchemy import func, insert, select
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
    session.execute(insert(Tool), rows)
    sequence = func.pg_get_serial_sequence("tool", "id")
    # page: essence
    session.execute(select(func.setval(sequence, func.max(Tool.id))))

with Session(engine) as session, session.begin():
    tool = Tool(name="shell")
    session.add(tool)
    session.flush()
    print(tool.id)
    #> 3
