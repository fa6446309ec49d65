from sqlalchemy import String, cast, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Order(Base):
    __tablename__ = "purchase_order"

    number: Mapped[int] = mapped_column(primary_key=True)

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add_all(
        [Order(number=2041), Order(number=2042), Order(number=3001)]
    )
    session.commit()

# page: from here
number = cast(Order.number, String)
found = select(Order.number).where(number.startswith("204"))

with Session(engine) as session:
    print(session.scalars(found.order_by(Order.number)).all())
    #> [2041, 2042]
