from sqlalchemy import false, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    retired: Mapped[bool] = mapped_column(server_default=false())

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.execute(text("INSERT INTO tool (id) VALUES (1)"))
    print(session.scalars(select(Tool.retired)).all())
    #> [False]
