from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Tool(Base):
    __tablename__ = "tool"

    name: Mapped[str] = mapped_column(primary_key=True)
    options: Mapped[dict[str, Any]] = mapped_column(JSONB)

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Tool(name="browser", options={"safe": True, "tabs": 4}))
    session.add(Tool(name="shell", options={"safe": False}))
    session.commit()

    safe = select(Tool.name).where(Tool.options.contains({"safe": True}))
    print(session.scalars(safe).all())
    #> ['browser']
