from sqlalchemy import select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Usage(Base):
    __tablename__ = "usage"

    id: Mapped[int] = mapped_column(primary_key=True)
    calls: Mapped[int]
    cents_per_call: Mapped[int]
    # page: essence
    cents: Mapped[int]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Usage(id=1, calls=100, cents_per_call=2, cents=200))
    session.commit()

    session.execute(update(Usage).values(calls=150))
    session.commit()
    print(session.scalar(select(Usage.cents)))
    #!> 200
