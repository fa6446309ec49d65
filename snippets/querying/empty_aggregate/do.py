from sqlalchemy import func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

class Item(Base):
    __tablename__ = "item"

    id: Mapped[int] = mapped_column(primary_key=True)
    price: Mapped[int]

Base.metadata.create_all(engine)

# page: from here
shipping = 5

with Session(engine) as session:
    total = session.scalars(
        select(func.coalesce(func.sum(Item.price), 0))
    ).one()
    print(total + shipping)
    #> 5
