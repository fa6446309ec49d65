from typing import Any

from sqlalchemy import JSON, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Tool(Base):
    __tablename__ = "tool"

    name: Mapped[str] = mapped_column(primary_key=True)
    options: Mapped[dict[str, Any]] = mapped_column(JSON)

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Tool(name="browser", options={"safe": True, "tabs": 4}))
    session.add(Tool(name="shell", options={"safe": False}))
    session.commit()

    safe = select(Tool.name).where(Tool.options.contains({"safe": True}))
    #! [sqlalchemy>=2.1] sqlalchemy.exc.SADeprecationWarning: Type object <class 'sqlalchemy.sql.sqltypes.JSON'> does not include operator 'contains_op' in its operator classes. ...
    print(session.scalars(safe).all())
    #! sqlalchemy.exc.ProgrammingError: (psycopg.errors.UndefinedFunction) operator does not exist: json ~~ text
