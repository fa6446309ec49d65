from sqlalchemy import select, update
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    validates,
)

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Account(Base):
    __tablename__ = "account"

    name: Mapped[str] = mapped_column(primary_key=True)
    credit: Mapped[int]

    @validates("credit")
    def check_credit(self, _key: str, credit: int) -> int:
        if credit < 0:
            raise ValueError("credit must not be negative")
        return credit

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Account(name="ada", credit=5))
    session.commit()

# page: from here
with Session(engine) as session:
    session.execute(update(Account).values(credit=Account.credit - 8))
    session.commit()
    print(session.scalars(select(Account.credit)).one())
    #!> -3
