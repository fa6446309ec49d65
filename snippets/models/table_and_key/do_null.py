from sqlalchemy import select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class LegacyPrice(Base):
    __tablename__ = "legacy_price"

    number: Mapped[int] = mapped_column(primary_key=True)
    tool: Mapped[str | None]
    region: Mapped[str | None]
    cents: Mapped[int | None]

# page: to here
with engine.begin() as connection:
    connection.execute(
        text(
            "CREATE TABLE legacy_price (number INTEGER NOT NULL,"
            " tool VARCHAR(50), region VARCHAR(50), cents INTEGER)"
        )
    )
    # page: from here
    connection.execute(
        text("INSERT INTO legacy_price VALUES (1, 'browser', NULL, 100)")
    )

with Session(engine) as session:
    price = session.scalars(select(LegacyPrice)).one()
    price.cents = 200
    session.commit()
    print(session.scalars(select(LegacyPrice.cents)).all())
    #> [200]
