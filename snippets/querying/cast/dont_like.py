from sqlalchemy import select
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
found = select(Order.number).where(Order.number.like("204%"))
#! [sqlalchemy>=2.1] sqlalchemy.exc.SADeprecationWarning: Type object <class 'sqlalchemy.sql.sqltypes.Integer'> does not include operator 'like_op' in its operator classes.  Using built-in operators (not including custom or overridden operators) outside of a type's stated operator classes is deprecated and will raise InvalidRequestError in a future release

with Session(engine) as session:
    print(session.scalars(found.order_by(Order.number)).all())
    #> [sqlite] [2041, 2042]
    #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.UndefinedFunction) operator does not exist: integer ~~ character varying
