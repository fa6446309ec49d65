from decimal import Decimal

from sqlalchemy import Numeric, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="sqlite")

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
    session.add_all([Usage(cost=Decimal("0.10")), Usage(cost=Decimal("0.20"))])
    session.commit()

    total = func.sum(Usage.cost)
    print(session.scalar(select(total)))
    #> 0.30
    print(session.scalar(select(total == Decimal("0.30"))))
    #!> False
