from sqlalchemy import LargeBinary, select
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
query = select(Document.content).where(Document.name == "a.pdf")
sizes: list[int] = []

with Session(engine) as session:
    content = session.scalars(query).one()
    for start in range(0, len(content), 100_000):
        sizes.append(len(content[start : start + 100_000]))
    print("bytes sent:", sum(sizes))
    #> bytes sent: 1000000
    print("bytes in memory at once:", len(content))
    #!> bytes in memory at once: 1000000
