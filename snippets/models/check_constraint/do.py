from sqlalchemy import CheckConstraint, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Account(Base):
    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("credit >= 0", name="credit_not_negative"),
    )

    name: Mapped[str] = mapped_column(primary_key=True)
    credit: Mapped[int]

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Account(name="ada", credit=5))
    session.commit()

# page: from here
with Session(engine) as session:
    session.execute(update(Account).values(credit=Account.credit - 8))
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) CHECK constraint failed: credit_not_negative
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.CheckViolation) new row for relation "account" violates check constraint "credit_not_negative"
    session.commit()
    print(session.scalars(select(Account.credit)).one())
