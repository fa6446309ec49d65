from datetime import datetime

from sqlalchemy import DateTime, func, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Message(Base):
    __tablename__ = "message"

    content: Mapped[str] = mapped_column(primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(
        DateTime(), server_default=func.now()
    )

Base.metadata.create_all(engine)

for content, zone in [("question", "Asia/Tokyo"), ("answer", "UTC")]:
    with Session(engine) as session:
        session.execute(text(f"SET LOCAL TIME ZONE '{zone}'"))
        session.add(Message(content=content))
        session.commit()

with Session(engine) as session:
    in_order = select(Message.content).order_by(Message.sent_at)
    print(session.scalars(in_order).all())
    #!> ['answer', 'question']
