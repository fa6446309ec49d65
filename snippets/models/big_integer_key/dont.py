from sqlalchemy import BigInteger, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Event(Base):
    __tablename__ = "event"

    # page: essence
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    name: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Event(name="launch"))
    session.commit()
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) NOT NULL constraint failed: event.id
    print(session.execute(select(Event.id, Event.name)).one())
    #> [postgresql] (1, 'launch')
