from sqlalchemy import Integer, String, cast, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class House(Base):
    __tablename__ = "house"

    number: Mapped[str] = mapped_column(String(10), primary_key=True)

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add_all([House(number="2"), House(number="10"), House(number="9")])
    session.commit()

# page: from here
number = cast(House.number, Integer)
large = select(House.number).where(number > 8).order_by(number)

with Session(engine) as session:
    print(session.scalars(large).all())
    #> ['9', '10']
