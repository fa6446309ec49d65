from typing import Any

from sqlalchemy import JSON, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Tool(Base):
    __tablename__ = "tool"

    name: Mapped[str] = mapped_column(primary_key=True)
    options: Mapped[dict[str, Any]] = mapped_column(JSON)

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Tool(name="browser", options={"owner": "ada"}))
    session.commit()

    hers = select(Tool.name).where(Tool.options["owner"].astext == "ada")
    #! AttributeError: Neither 'BinaryExpression' object nor 'Comparator' object has an attribute 'astext'
    print(session.scalars(hers).all())
