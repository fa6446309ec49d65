from sqlalchemy import func, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

Base.metadata.create_all(engine)

# page: from here
imported = [{"id": 1, "name": "browser"}, {"id": 2, "name": "shell"}]

with Session(engine) as session:
    session.execute(insert(Tool), imported)
    sequence = func.pg_get_serial_sequence("tool", "id")
    highest = select(func.max(Tool.id)).scalar_subquery()
    session.execute(select(func.setval(sequence, highest)))
    session.commit()

    session.add(Tool(name="editor"))
    session.commit()
    print(session.scalars(select(Tool.name).order_by(Tool.id)).all())
    #> ['browser', 'shell', 'editor']
