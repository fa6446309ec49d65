from sqlalchemy import Text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Message(Base):
    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(Text)

Base.metadata.create_all(engine)

content = "The deployment of apollo has failed."

with Session(engine) as session:
    session.add(Message(content=content))
    session.commit()
    print("saved:", content)
    #> saved: The deployment of apollo has failed.
