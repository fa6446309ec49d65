from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

class Base(DeclarativeBase):
    pass

class Score(Base):
    __tablename__ = "score"
    agent: Mapped[str] = mapped_column(primary_key=True)
    note: Mapped[str | None]

engine = new_engine(on="postgresql")
Base.metadata.create_all(engine)

# page: from here
NAN = float("nan")
rows: list[dict[str, Any]] = [  # as from DataFrame.to_dict("records")
    {"agent": "scout", "note": "fast"},
    {"agent": "writer", "note": NAN},
]

# page: essence
rows = [
    {key: None if value != value else value for key, value in row.items()}
    for row in rows
]

with Session(engine) as session:
    session.execute(insert(Score), rows)
    session.commit()
    query = select(Score.note).where(Score.agent == "writer")
    print(session.scalar(query))
    #> None
