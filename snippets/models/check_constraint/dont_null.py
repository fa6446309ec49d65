from sqlalchemy import CheckConstraint, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Contact(Base):
    __tablename__ = "contact"
    __table_args__ = (
        CheckConstraint("email <> '' OR phone <> ''", name="reachable"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None]
    phone: Mapped[str | None]

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    session.add(Contact())
    session.commit()
    print(session.execute(select(Contact.email, Contact.phone)).all())
    #!> [(None, None)]
