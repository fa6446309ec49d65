from sqlalchemy import LargeBinary, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Document(Base):
    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    for name in ["a.pdf", "b.pdf", "c.pdf"]:
        session.add(Document(name=name, content=bytes(1_000_000)))
    session.commit()

# page: from here
sizes: list[int] = []

with Session(engine) as session:
    content = b"first"
    while content:
        start = sum(sizes) + 1
        part = func.substr(Document.content, start, 100_000, type_=LargeBinary)
        query = select(part).where(Document.name == "a.pdf")
        content = session.scalars(query).one()
        sizes.append(len(content))
    print("bytes sent:", sum(sizes))
    #> bytes sent: 1000000
    print("bytes in memory at once:", max(sizes))
    #> bytes in memory at once: 100000
