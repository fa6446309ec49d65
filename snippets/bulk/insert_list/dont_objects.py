from sqlalchemy import func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

class Base(DeclarativeBase):
    pass

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

engine = new_engine(on="sqlite")
Base.metadata.create_all(engine)
rows = [{"name": f"tool-{number:03}"} for number in range(1, 101)]

with Session(engine) as session:
    # page: essence
    session.add_all(Tool(**row) for row in rows)
    session.flush()
    #: 100 statements
    session.commit()
    print(session.scalar(select(func.count()).select_from(Tool)))
    #> 100
