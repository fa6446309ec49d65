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

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default={})

Base.metadata.create_all(engine)

with Session(engine) as session:
    browser = Tool(name="browser")
    session.add(browser)
    session.flush()
    browser.settings["timeout"] = 30
    session.add(Tool(name="terminal"))
    session.commit()

with Session(engine) as session:
    terminal = select(Tool.settings).where(Tool.name == "terminal")
    print(session.scalar(terminal))
    #!> {'timeout': 30}
