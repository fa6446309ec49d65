from decimal import Decimal

from sqlalchemy import Numeric, func, select
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
    cost: Mapped[Decimal] = mapped_column(Numeric(12, 2))

Base.metadata.create_all(engine)

with Session(engine) as session:
    for _ in range(3):
        session.add(Usage(cost=Decimal("0.10")))
    session.commit()
    print(session.scalar(select(func.sum(Usage.cost))))
    #> 0.30
