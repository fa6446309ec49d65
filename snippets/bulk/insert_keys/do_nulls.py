from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Tool(Base):
    __tablename__ = "tool"

    name: Mapped[str] = mapped_column(primary_key=True)
    timeout: Mapped[int | None] = mapped_column(server_default="30")

Base.metadata.create_all(engine)

rows: list[dict[str, Any]] = [
    {"name": "browser", "timeout": 60},
    {"name": "search", "timeout": None},
    {"name": "shell", "timeout": 90},
]

with Session(engine) as session, session.begin():
    # page: essence
    statement = insert(Tool).execution_options(render_nulls=True)
    session.execute(statement, rows)
    #: 1 statement, 3 parameter sets

with Session(engine) as session:
    query = select(Tool.name, Tool.timeout).order_by(Tool.name)
    for name, timeout in session.execute(query):
        print(name, timeout)
        #> browser 60
        #> search None
        #> shell 90
