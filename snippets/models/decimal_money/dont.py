from sqlalchemy import func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Usage(Base):
    __tablename__ = "usage"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    cost: Mapped[float]

Base.metadata.create_all(engine)

with Session(engine) as session:
    for _ in range(3):
        session.add(Usage(cost=0.10))
    session.commit()
    print(session.scalar(select(func.sum(Usage.cost))))
    #!> 0.30000000000000004
