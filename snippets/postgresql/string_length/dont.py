from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Message(Base):
    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(String(20))

Base.metadata.create_all(engine)

content = "The deployment of apollo has failed."

with Session(engine) as session:
    session.add(Message(content=content))
    session.commit()
    #! sqlalchemy.exc.DataError: (psycopg.errors.StringDataRightTruncation) value too long for type character varying(20)
    print("saved:", content)
