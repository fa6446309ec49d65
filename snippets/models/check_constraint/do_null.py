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
        CheckConstraint(
            "email IS NOT NULL OR phone IS NOT NULL", name="reachable"
        ),
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
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) CHECK constraint failed: reachable
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.CheckViolation) new row for relation "contact" violates check constraint "reachable"
    print(session.execute(select(Contact.email, Contact.phone)).all())
