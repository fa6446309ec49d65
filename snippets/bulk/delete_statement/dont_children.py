from sqlalchemy import ForeignKey, delete, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class ChatSession(Base):
    __tablename__ = "chat_session"

    id: Mapped[int] = mapped_column(primary_key=True)

class ChatMessage(Base):
    __tablename__ = "chat_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_session_id: Mapped[int] = mapped_column(ForeignKey("chat_session.id"))

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session, session.begin():
    session.add(ChatSession(id=1))
    session.flush()
    session.add(ChatMessage(chat_session_id=1))

# page: from here
with Session(engine) as session, session.begin():
    session.execute(delete(ChatSession))
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) FOREIGN KEY constraint failed
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.ForeignKeyViolation) update or delete on table "chat_session" violates foreign key constraint ...

with Session(engine) as session:
    print(session.scalar(select(func.count()).select_from(ChatSession)))
