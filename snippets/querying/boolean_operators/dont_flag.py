from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Tool(Base):
    __tablename__ = "tool"

    name: Mapped[str] = mapped_column(primary_key=True)
    is_active: Mapped[bool]

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add_all(
        [
            Tool(name="browser", is_active=True),
            Tool(name="fax", is_active=False),
        ]
    )
    session.commit()

# page: from here
retired = select(Tool.name).where(not Tool.is_active)

with Session(engine) as session:
    print(session.scalars(retired).all())
    #!> []
