from typing import Any

from sqlalchemy import Index, insert, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine
from postgresql._plan import plan

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Tool(Base):
    __tablename__ = "tool"

    name: Mapped[str] = mapped_column(primary_key=True)
    options: Mapped[dict[str, Any]] = mapped_column(JSONB)

    __table_args__ = (
        Index("ix_tool_options", "options", postgresql_using="gin"),
    )

# page: to here
Base.metadata.create_all(engine)

rows = [
    {"name": f"tool-{number:05}", "options": {"port": number}}
    for number in range(10_000)
]

with Session(engine) as session:
    session.execute(insert(Tool), rows)
    session.commit()

# page: from here
with Session(engine) as session:
    found = select(Tool.name).where(Tool.options["port"].as_integer() < 2)
    print(session.scalars(found.order_by(Tool.name)).all())
    #> ['tool-00000', 'tool-00001']
    print(plan(session, found))
    #!> Seq Scan on tool
