from sqlalchemy import select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

class Tool(Base):
    __tablename__ = "tool"

    name: Mapped[str] = mapped_column(primary_key=True)
    cents: Mapped[int | None]

class NewPrice(Base):
    __tablename__ = "new_price"

    name: Mapped[str] = mapped_column(primary_key=True)
    cents: Mapped[int]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add_all(
        [Tool(name="browser", cents=100), Tool(name="search", cents=100)]
    )
    session.add(NewPrice(name="browser", cents=120))
    session.commit()

# page: from here
change = (
    update(Tool).where(Tool.name == NewPrice.name).values(cents=NewPrice.cents)
)

with Session(engine) as session:
    session.execute(change)
    session.commit()
    prices = select(Tool.name, Tool.cents).order_by(Tool.name)
    print(session.execute(prices).all())
    #> [('browser', 120), ('search', 100)]
