from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Tool(Base):
    __tablename__ = "tool"

    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    note: Mapped[str | None] = mapped_column(String(200))

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Tool(name="browser"))
    session.commit()
    print(session.get_one(Tool, "browser").note)
    #> None
