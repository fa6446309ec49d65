from decimal import Decimal

from sqlalchemy import BigInteger, Dialect, TypeDecorator, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="sqlite")

class Base(DeclarativeBase):
    pass

# page: from here
class Cents(TypeDecorator[Decimal]):
    impl = BigInteger
    cache_ok = True

    def process_bind_param(
        self, value: Decimal | None, dialect: Dialect
    ) -> int | None:
        return (
            None if value is None else int(value.scaleb(2).to_integral_exact())
        )

    def process_result_value(
        self, value: int | None, dialect: Dialect
    ) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)

class Usage(Base):
    __tablename__ = "usage"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    cost: Mapped[Decimal] = mapped_column(Cents)

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add_all([Usage(cost=Decimal("0.10")), Usage(cost=Decimal("0.20"))])
    session.commit()

    total = func.sum(Usage.cost)
    print(session.scalar(select(total)))
    #> 0.30
    print(session.scalar(select(total == Decimal("0.30"))))
    #> True
