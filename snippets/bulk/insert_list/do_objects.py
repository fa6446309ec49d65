from sqlalchemy import func, insert, select
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
    session.execute(insert(Tool).returning(Tool.id), rows)
    #: 1 statement
    session.commit()
    print(session.scalar(select(func.count()).select_from(Tool)))
    #> 100
