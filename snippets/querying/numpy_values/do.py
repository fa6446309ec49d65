from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from stand_in import int64

from domain import new_engine

class Base(DeclarativeBase):
    pass

class Score(Base):
    __tablename__ = "score"
    agent: Mapped[str] = mapped_column(primary_key=True)
    points: Mapped[int]

engine = new_engine(on="sqlite")
Base.metadata.create_all(engine)

# page: from here
best = int64(7)  # from an array or a data frame

with Session(engine) as session:
    # page: essence
    session.add(Score(agent="scout", points=best.item()))
    session.commit()
    print(session.scalars(select(Score.points)).one())
    #> 7
